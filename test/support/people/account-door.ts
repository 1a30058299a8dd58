import { GuessPairs } from '#features/vetting/staff/conflict/guess-pairs.js'
import { AskPaper } from '#features/staff/staff/account/ask-paper.js'
import { BeginAccount } from '#features/staff/staff/account/begin-account.js'
import { CreateAccount } from '#features/staff/staff/account/create-account.js'
import { KeepGrants } from '#features/staff/staff/account/keep-grants.js'
import { ListAccounts } from '#features/staff/staff/account/list-accounts.js'
import { OwnKey } from '#features/staff/staff/account/own-key.js'
import { Papers } from '#features/staff/staff/account/papers.js'
import { SignKeys } from '#features/staff/staff/account/sign-keys.js'
import { SessionSheet } from '#features/staff/staff/session-sheet.js'
import { SignInStaff } from '#features/staff/staff/sign-in-staff.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { StaffSessions } from '#features/staff/staff/staff-sessions.js'
import { StepUpWindow } from '#features/staff/staff/step-up-window.js'
import { AssignReader } from '#features/vetting/staff/assign-reader.js'
import { EndRole } from '#features/vetting/staff/leaving/end-role.js'
import { RemoveColleague } from '#features/vetting/staff/leaving/remove-colleague.js'
import { ReturnFiles } from '#features/vetting/staff/leaving/return-files.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { Directory } from '#platform/vault/directory.js'
import { keyId } from '#platform/vault/keys.js'
import { Keyring } from '#platform/vault/keyring.js'
import { localPaths, localRootKey } from '#platform/vault/local-keys.js'
import type { MainLine } from '../main-line.js'
import { openWindow, signedIn } from './staff-session.js'

const day = 86_400_000

/** Accounts, papers, keys and their ends, as the console's process has them; with a directory of its own and a clock. */
export function accountDoor({ world, door: { database } }: MainLine) {
  const clock = new Clock()
  const audit = new Audit(database)
  const window = new StepUpWindow(database)
  const sheet = new SessionSheet(database)
  const directory = new Directory(localPaths(world.keyFolder).directory, localRootKey(world.keyFolder), clock)
  const grants = new KeepGrants(database, directory, audit, window)
  const papers = new Papers(database, directory, audit, window, sheet)
  const keyring = new Keyring(database, directory, audit)
  const assign = new AssignReader(database, keyring, directory, new GuessPairs(database, keyring), audit)
  const sessions = new StaffSessions(database, audit)
  const begin = new BeginAccount(database, audit)
  const keys = new SignKeys(database, directory, audit, window)

  /** Signed in, and once more just now. */
  const stepped = async (login: string): Promise<StaffActor> => {
    const actor = await signedIn(world, login)
    await openWindow(world, actor)
    return actor
  }
  /** The first sign-in with the paper that waits in this session. */
  const firstSignIn = async (admin: StaffActor, passphrase: string): Promise<StaffActor> => {
    const paper = await papers.shown(admin)
    const begun = await begin.run({
      login: paper?.login ?? '',
      code: paper?.code ?? '',
      passphrase,
      network: '192.0.2',
    })
    const actor = begun.ok ? await sessions.find(begun.value) : null
    if (!actor) throw new Error(begun.ok ? 'no_session' : begun.code)
    return actor
  }
  /** This keeper signs the key of this session. */
  const signs = async (keeper: string, { accountId, holder }: StaffActor) =>
    keys.sign(await stepped(keeper), { accountId, keyId: keyId(holder.pair.publicKey).toString('hex') })

  const create = new CreateAccount(database, audit, window, grants, papers)
  const accounts = new ListAccounts(database, directory)
  /** ISO date so many days from now. */
  const dayFrom = (days: number) => new Date(clock.now().getTime() + days * day).toISOString().slice(0, 10)
  /** A new account of a reader, and the admin in whose session its paper waits. */
  const made = async (login: string) => {
    const admin = await stepped('admin')
    const fresh = { login, name: `Name of ${login}`, role: 'reviewer', endsOn: dayFrom(60), deputyId: null } as const
    const outcome = await create.run(admin, fresh)
    if (!outcome.ok) throw new Error(outcome.code)
    return { admin, accountId: outcome.value }
  }
  /** A new reader whose key two keepers have signed. */
  const admitted = async (login: string): Promise<StaffActor> => {
    const person = await firstSignIn((await made(login)).admin, 'four green boats at noon')
    await signs('coordinator', person)
    await signs('lead', person)
    const actor = await sessions.find(person.session)
    if (!actor) throw new Error('no_session')
    return actor
  }
  const standing = async (accountId: string) => {
    const outcome = await accounts.run(await stepped('admin'))
    return outcome.ok ? outcome.value.find((account) => account.accountId === accountId)?.standing : outcome.code
  }

  return {
    clock,
    directory,
    grants,
    ends: new EndRole(database, directory, audit, grants),
    papers,
    keyring,
    assign,
    sessions,
    begin,
    keys,
    stepped,
    firstSignIn,
    signs,
    ask: new AskPaper(database, audit),
    create,
    accounts,
    dayFrom,
    made,
    admitted,
    standing,
    assigned: async (id: string, accountId: string) =>
      assign.run(await stepped('coordinator'), id, { accountId, role: 'reviewer' }),
    own: new OwnKey(database, directory, audit, clock, sheet),
    signIn: new SignInStaff(database, audit, clock),
    remove: new RemoveColleague(database, directory, audit, window),
    returns: new ReturnFiles(database, keyring, directory, assign),
  }
}

export type AccountDoor = ReturnType<typeof accountDoor>
