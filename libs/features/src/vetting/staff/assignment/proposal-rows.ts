import type { AssignmentMode, Drawn, ReadPair } from '#domain/assignment/problem.js'
import type { Proposal } from '#domain/assignment/proposal.js'
import type { ConflictKind } from '#domain/vetting/conflict.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'
import { solverVersion } from '#platform/solver/solver-version.js'

export type ProposalState = 'computing' | 'failed' | 'proposed' | 'deployed' | 'dropped'
export type ProposalFailure = 'unfit_problem' | 'time_limit' | 'least_out_of_reach' | 'interrupted' | 'fault'

export interface ProposalRow {
  readonly id: string
  readonly state: ProposalState
  readonly failure: ProposalFailure | null
  readonly settings: {
    readonly mode: AssignmentMode
    readonly reads: number
    /** Absent from those made before there was a cap. */
    readonly probabilityCap?: number
  }
  readonly seed: number
  readonly solverVersion: string
  /** ISO date. */
  readonly madeOn: string
  readonly madeBy: string
  readonly madeById: string
  readonly incomplete: readonly string[]
  /** Compartments in which sessions have looked for conflicts of interest. */
  readonly compared: readonly string[]
  /** Files with too few readers to keep the cap. */
  readonly beyondCap: readonly string[]
}

/**
 * `out`: it would have been added, and staff have said since that it is a conflict of interest. `own`: it would be added for
 * who deploys, and no session but theirs has compared it; it is left out.
 */
export interface ProposedPair extends ReadPair {
  readonly act: 'add' | 'keep' | 'remove' | 'out' | 'own'
  readonly drawn: Drawn | null
  /** The conflict this read may be; null once somebody has said, and where nobody asks. */
  readonly asked: ConflictKind | null
}

const columns = `p.id, p.settings, p.seed, p.solver_version AS "solverVersion", p.made_on::text AS "madeOn", p.made_by AS "madeById", p.incomplete, p.compared, p.beyond_cap AS "beyondCap",
  (SELECT a.display_name FROM app.staff_account a WHERE a.id = p.made_by) AS "madeBy",
  CASE WHEN p.state = 'computing' AND p.computing_until < app.now() THEN 'failed' ELSE p.state END AS state,
  CASE WHEN p.state = 'computing' AND p.computing_until < app.now() THEN 'interrupted' ELSE p.failure END AS failure`

/** The edition's proposals, those that wait or were made last first; at most 20. */
export const latestProposals = (database: Pick<Database, 'query'>, actor: StaffActor): Promise<ProposalRow[]> =>
  database.query<ProposalRow>(
    `SELECT ${columns} FROM app.assignment_proposal p WHERE p.edition_id = $1
     ORDER BY p.state IN ('computing', 'proposed') DESC, p.made_on DESC, p.id LIMIT 20`,
    [actor.editionId],
  )

/** One proposal of the actor's edition, or null. */
export async function proposalRow(
  database: Pick<Database, 'query'>,
  actor: StaffActor,
  id: string,
): Promise<ProposalRow | null> {
  const [row] = await database.query<ProposalRow>(
    `SELECT ${columns} FROM app.assignment_proposal p WHERE p.edition_id = $1 AND p.id = $2`,
    [actor.editionId, id],
  )
  return row ?? null
}

/** Holds it against everybody who would settle it; null when it does not exist. */
export async function lockedProposal(tx: Tx, actor: StaffActor, id: string): Promise<ProposalState | null> {
  const [row] = await tx.query<{ state: ProposalState }[]>(
    'SELECT state FROM app.assignment_proposal WHERE edition_id = $1 AND id = $2 FOR UPDATE',
    [actor.editionId, id],
  )
  return row?.state ?? null
}

/** Its pairs, in the order of files and readers, as the actor would deploy them, or as they were deployed. */
export const proposedPairs = (
  database: Pick<Database, 'query'>,
  actor: Pick<StaffActor, 'accountId'>,
  id: string,
): Promise<ProposedPair[]> =>
  database.query<ProposedPair>(
    `SELECT p.application_id AS file, p.account_id AS reader, p.drawn,
       CASE WHEN p.asked IS NOT NULL AND EXISTS (SELECT 1 FROM app.conflict c
         WHERE c.application_id = p.application_id AND c.account_id = p.account_id) THEN 'out'
         WHEN p.act = 'add' AND NOT p.is_compared AND p.account_id = coalesce(o.settled_by, $2) THEN 'own' ELSE p.act END AS act,
       CASE WHEN NOT EXISTS (SELECT 1 FROM app.conflict_fact f
         WHERE f.application_id = p.application_id AND f.account_id = p.account_id) THEN p.asked END AS asked
     FROM app.proposed_pair p JOIN app.assignment_proposal o ON o.id = p.proposal_id WHERE p.proposal_id = $1 ORDER BY p.application_id, p.account_id`,
    [id, actor.accountId],
  )

/** Deployed or dropped, by whom and on which day. */
export const settleProposal = (
  tx: Tx,
  actor: StaffActor,
  { id, state }: { readonly id: string; readonly state: 'deployed' | 'dropped' },
): Promise<unknown> =>
  tx.query('UPDATE app.assignment_proposal SET state = $2, settled_by = $3, settled_on = app.today() WHERE id = $1', [
    id,
    state,
    actor.accountId,
  ])

/**
 * A run begins, with so many seconds to come to an end; null while another one of the edition is on. One whose process
 * ended under it is over.
 */
export async function beginProposal(
  tx: Tx,
  actor: StaffActor,
  run: { readonly settings: ProposalRow['settings']; readonly seed: number; readonly seconds: number },
): Promise<string | null> {
  await tx.query(
    `UPDATE app.assignment_proposal SET state = 'failed', failure = 'interrupted'
     WHERE edition_id = $1 AND state = 'computing' AND computing_until < app.now()`,
    [actor.editionId],
  )
  const [row] = await tx.query<{ id: string }[]>(
    `INSERT INTO app.assignment_proposal (edition_id, made_by, settings, seed, solver_version, computing_until)
     VALUES ($1, $2, $3, $4, $5, app.now() + make_interval(secs => $6)) ON CONFLICT DO NOTHING RETURNING id`,
    [actor.editionId, actor.accountId, run.settings, run.seed, solverVersion, run.seconds],
  )
  return row?.id ?? null
}

/** A run that ended without a proposal. */
export const fail = (database: Database, id: string, failure: ProposalFailure): Promise<unknown> =>
  database.query(
    `UPDATE app.assignment_proposal SET state = 'failed', failure = $2 WHERE id = $1 AND state = 'computing'`,
    [id, failure],
  )

/** Keeps what a run found. Nothing when the run was given up meanwhile. */
export const keepProposal = (
  database: Database,
  id: string,
  { add, keep, remove, incomplete, beyondCap }: Proposal,
): Promise<void> =>
  database.transaction(async (tx) => {
    const [, count] = await tx.query<[unknown, number]>(
      `UPDATE app.assignment_proposal SET state = 'proposed', added = $2, kept = $3, removed = $4, incomplete = $5, beyond_cap = $6
       WHERE id = $1 AND state = 'computing'`,
      [id, add.length, keep.length, remove.length, incomplete.map(({ file }) => file), beyondCap],
    )
    if (count === 0) return
    await insertPairs(tx, id, [
      ...add.map((pair) => ({ ...pair, act: 'add' as const })),
      ...keep.map((pair) => ({ ...pair, act: 'keep' as const })),
      ...remove.map((pair) => ({ ...pair, act: 'remove' as const, drawn: null })),
    ])
  })

const insertPairs = (tx: Tx, id: string, pairs: readonly Omit<ProposedPair, 'asked'>[]): Promise<unknown> =>
  tx.query(
    `INSERT INTO app.proposed_pair (proposal_id, application_id, account_id, act, drawn)
     SELECT $1, p.* FROM unnest($2::uuid[], $3::uuid[], $4::text[], $5::text[]) p`,
    [
      id,
      pairs.map(({ file }) => file),
      pairs.map(({ reader }) => reader),
      pairs.map(({ act }) => act),
      pairs.map(({ drawn }) => drawn),
    ],
  )
