import { EditionIndex } from '#features/application/index.orm.js'
import { CandidateSets } from '#features/selection/staff/candidates/candidate-sets.js'
import { Judgements } from '#features/selection/staff/candidates/judgements.js'
import { type AskedList, MakeList } from '#features/selection/staff/list/make-list.js'
import { MovePeople } from '#features/selection/staff/list/move-people.js'
import { SignWord } from '#features/selection/staff/list/sign-word.js'
import { ToldCounts } from '#features/selection/staff/list/told-counts.js'
import type { ListLook } from '#features/selection/staff/list/people-shown.js'
import { type ListView, ReadList } from '#features/selection/staff/list/read-list.js'
import { DrawLots } from '#features/selection/staff/lottery/draw-lots.js'
import { KeptLots } from '#features/selection/staff/lottery/kept-lots.js'
import { LotterySecrets } from '#features/selection/staff/lottery/lottery-secrets.js'
import { PrepareLots } from '#features/selection/staff/lottery/prepare-lots.js'
import { ChooseList } from '#features/selection/staff/run/choose-list.js'
import { Chooser } from '#features/selection/staff/run/chooser.js'
import { EndRun } from '#features/selection/staff/run/end-run.js'
import { ExplainPerson } from '#features/selection/staff/run/explain-person.js'
import { FoundLists } from '#features/selection/staff/run/found-lists.js'
import type { RunRow } from '#features/selection/staff/run/run-rows.js'
import { ChangeSettings } from '#features/selection/staff/settings/change-settings.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Reads } from '#features/vetting/staff/assignment/reads.js'
import { GuessPairs } from '#features/vetting/staff/conflict/guess-pairs.js'
import { ShowShortlist } from '#features/vetting/staff/shortlist/show-shortlist.js'
import { Calibrator } from '#features/vetting/staff/calibration/calibrator.js'
import { Audit } from '#platform/audit/audit.js'
import { SessionMemory } from '#features/staff/staff/session-memory.js'
import { Clock } from '#platform/clock/clock.js'
import { Log } from '#platform/log/log.js'
import { Keyring } from '#platform/vault/keyring.js'
import { signedIn } from '../people/staff-session.js'
import { type EditionChange, practiceWorld, usualStaff } from '../world.js'

export const byScore: ListLook = { order: 'score', show: 'all' }

/** A world with its usual staff signed in, and the use-cases by which the board chooses. */
export async function openBoard(change: EditionChange = {}) {
  const world = await practiceWorld(usualStaff, change)
  const database = await world.as('app_staff')
  const audit = new Audit(database)
  const keyring = new Keyring(database, world.directory, audit)
  const judgements = new Judgements(database, new Calibrator())
  const sets = new CandidateSets(
    database,
    new EditionIndex(database),
    keyring,
    judgements,
    new SessionMemory(new Clock()),
  )
  const people = new Map<string, StaffActor>()
  for (const login of ['coordinator', 'coordinator-2', 'board-1', 'board-2', 'lead', 'reader-1', 'security', 'desk']) {
    people.set(login, await signedIn(world, login))
  }
  const as = (login: string): StaffActor => {
    const actor = people.get(login)
    if (!actor) throw new Error(login)
    return actor
  }
  const settings = new ChangeSettings(database, sets, audit)
  const chooser = new Chooser()
  const found = new FoundLists(database, keyring, world.directory, new Log())
  const choose = new ChooseList(database, sets, chooser, found, audit)
  const secrets = new LotterySecrets(keyring, world.directory)
  const lists = {
    make: new MakeList(database, sets, audit),
    move: new MovePeople(database, sets, audit),
    read: new ReadList(database, sets, new ToldCounts()),
    sign: new SignWord(database, audit),
    shortlist: new ShowShortlist(
      database,
      keyring,
      new Reads(keyring, world.directory, audit),
      new GuessPairs(database, keyring),
      audit,
    ),
    settings,
    choose,
    lots: new DrawLots(database, secrets, audit),
    prepare: new PrepareLots(database, choose, chooser, new KeptLots(database, secrets, audit, new Log()), audit),
    runs: new EndRun(database, chooser, settings, audit),
    explain: new ExplainPerson(database, sets, chooser, secrets),
  }
  const made = async (name: string, asked: Partial<AskedList> = {}): Promise<string> => {
    const outcome = await lists.make.run(as('coordinator'), { places: null, wave: null, ...asked, name })
    if (!outcome.ok) throw new Error(outcome.code)
    return outcome.value
  }
  const seen = async (id: string, look: ListLook = byScore, login = 'coordinator'): Promise<ListView> => {
    const outcome = await lists.read.run(as(login), id, look)
    if (!outcome.ok) throw new Error(outcome.code)
    return outcome.value
  }

  /** A run that has come to its end. */
  const run = async (list: string, seed: string): Promise<RunRow> => {
    const begun = await lists.choose.run(as('coordinator'), list, seed)
    if (!begun.ok) throw new Error(begun.code)
    await lists.choose.settled()
    const read = await lists.runs.read(as('coordinator'), begun.value)
    if (!read.ok) throw new Error(read.code)
    return read.value
  }

  return { world, database, audit, keyring, sets, as, lists, made, seen, run, end: () => world.end() }
}
export type Board = Awaited<ReturnType<typeof openBoard>>
