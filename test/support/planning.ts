import { AnswerQuestion } from '#features/vetting/staff/assignment/answer-question.js'
import { CompareProposal } from '#features/vetting/staff/assignment/compare-proposal.js'
import { DeployAssignment } from '#features/vetting/staff/assignment/deploy-assignment.js'
import { KeepPairs } from '#features/vetting/staff/assignment/keep-pairs.js'
import { DropProposal } from '#features/vetting/staff/assignment/drop-proposal.js'
import { PasteAssignments } from '#features/vetting/staff/assignment/paste-assignments.js'
import { ProposeAssignment } from '#features/vetting/staff/assignment/propose-assignment.js'
import { ReadCoverage } from '#features/vetting/staff/assignment/read-coverage.js'
import { ReadProposal } from '#features/vetting/staff/assignment/read-proposal.js'
import { Reads } from '#features/vetting/staff/assignment/reads.js'
import { SetReader } from '#features/vetting/staff/assignment/set-reader.js'
import { GuessPairs } from '#features/vetting/staff/conflict/guess-pairs.js'
import { PinConflict } from '#features/vetting/staff/conflict/pin-conflict.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Audit } from '#platform/audit/audit.js'
import { Log } from '#platform/log/log.js'
import { Solver } from '#platform/solver/solver.js'
import { keyId } from '#platform/vault/keys.js'
import { openMainLine } from './main-line.js'
import { signedIn } from './people/staff-session.js'
import { readEverything } from './world.js'

export const asked = { mode: 'ensure', reads: 2, probabilityCap: 1, seed: 7 } as const

/** A world with its usual staff signed in, and the use-cases that assign many readers at once. */
export async function openPlanning(solver = new Solver()) {
  const line = await openMainLine()
  const { database, keyring } = line.door
  const audit = new Audit(database)
  const reads = new Reads(keyring, line.world.directory, audit)
  const propose = new ProposeAssignment(database, audit, solver, new Log(), reads)
  const guesses = new GuessPairs(database, keyring)
  const compare = new CompareProposal(database, guesses, audit)
  const plan = {
    compare,
    answer: new AnswerQuestion(database, new PinConflict(database, keyring, line.world.directory, audit)),
    coverage: new ReadCoverage(database, reads),
    reader: new SetReader(database, audit),
    propose,
    pairs: new KeepPairs(database, audit),
    read: new ReadProposal(database),
    deploy: new DeployAssignment(database, reads, compare, audit),
    drop: new DropProposal(database, audit),
    paste: new PasteAssignments(database, reads, guesses, audit),
  }
  const people = new Map<string, StaffActor>()
  for (const login of [
    'coordinator',
    'coordinator-2',
    'lead',
    'lead-2',
    'reader-1',
    'reader-2',
    'reader-3',
    'board-1',
  ]) {
    people.set(login, await signedIn(line.world, login))
  }
  const as = (login: string): StaffActor => {
    const actor = people.get(login)
    if (!actor) throw new Error(login)
    return actor
  }
  /** The id of a proposal that has been computed. */
  const proposed = async (settings: Partial<Parameters<typeof propose.run>[1]> = {}): Promise<string> => {
    const begun = await propose.run(as('coordinator'), { ...asked, ...settings })
    if (!begun.ok) throw new Error(begun.code)
    await propose.settled()
    return begun.value
  }
  const loginOf = new Map([...people].map(([login, { accountId }]) => [accountId, login]))
  /** Live reviewers of a file, by login. */
  const readersOf = async (file: string): Promise<string[]> => {
    const rows = await line.world.operator.query<{ reader: string }>(
      `SELECT account_id AS reader FROM app.assignment WHERE application_id = $1 AND role = 'reviewer' AND ended_on IS NULL`,
      [file],
    )
    return rows.map(({ reader }) => loginOf.get(reader) ?? reader).toSorted()
  }
  /** Members of staff with a wrap of the file's profile, by login. */
  const wrappedTo = async (file: string): Promise<string[]> => {
    const keys = new Map(
      [...people].map(([login, { accountId }]) => [
        keyId(line.world.directory.staffKey(accountId)).toString('hex'),
        login,
      ]),
    )
    const rows = await line.world.operator.query<{ recipient: string }>(
      `SELECT encode(w.recipient, 'hex') AS recipient FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id
       WHERE r.owner_id = $1 AND r.schema_id = 'profile'`,
      [file],
    )
    return rows.flatMap(({ recipient }) => keys.get(recipient) ?? []).toSorted()
  }
  /** Takes every file from everybody, as if nobody had ever been assigned. */
  const startAnew = async (): Promise<void> => {
    const { operator, directory } = line.world
    const keys = [...people.values()].map(({ accountId }) => keyId(directory.staffKey(accountId)))
    await operator.query('DELETE FROM wraps.dek_wrap WHERE recipient = ANY ($1)', [keys])
    await operator.query(
      `UPDATE app.assignment SET ended_on = app.today(), ended_why = 'unassigned' WHERE ended_on IS NULL`,
    )
    await operator.query('UPDATE app.assignment SET opinion_on = NULL WHERE opinion_on IS NOT NULL')
    for (const table of [
      'assignment_refusal',
      'conflict',
      'review_opinion',
      'review',
      'reader',
      'reader_pair',
      'flag',
    ]) {
      await operator.query(`DELETE FROM app.${table}`)
    }
    await readEverything(operator)
    const texts = `SELECT id FROM sealed.record WHERE schema_id IN ('review.text', 'review.note')`
    await operator.query(`DELETE FROM wraps.dek_wrap WHERE record_id IN (${texts})`)
    await operator.query(`DELETE FROM sealed.record WHERE schema_id IN ('review.text', 'review.note')`)
  }
  /** Everything a proposal, a look and a refusal must leave as it was. */
  const traces = () =>
    line.world.operator.query(
      `SELECT (SELECT jsonb_agg(a ORDER BY a.id) FROM app.assignment a) AS assignments,
         (SELECT count(*)::int FROM wraps.dek_wrap) AS wraps, (SELECT count(*)::int FROM app.message) AS messages,
         (SELECT count(*)::int FROM app.outbox) AS outbox,
         (SELECT count(*)::int FROM audit.entry WHERE verb IN ('assignment.made', 'assignment.ended', 'assignment.deployed')) AS lines`,
    )
  const end = async (): Promise<void> => {
    await propose.onModuleDestroy()
    await line.world.end()
  }

  return { line, plan, as, proposed, readersOf, wrappedTo, startAnew, traces, end }
}
export type Planning = Awaited<ReturnType<typeof openPlanning>>
