import { Injectable, type OnModuleDestroy } from '@nestjs/common'
import { type AssignmentMode, defaultSettings, type ReadPair } from '#domain/assignment/problem.js'
import { proposeAssignment } from '#domain/assignment/propose.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Underway } from '#platform/underway.js'
import { Fault } from '#platform/fault.js'
import { Log } from '#platform/log/log.js'
import { Solver } from '#platform/solver/solver.js'
import { beginProposal, fail, keepProposal } from './proposal-rows.js'
import { withDone } from './proposal-rules.js'
import { asKnown, mayPlan, problemOf, type ReadingPool, readingPool } from './reading-pool.js'
import { Reads } from './reads.js'

/** What the person asks for; `probabilityCap` above 0 to 1, `seed` whole. */
export interface AskedSettings {
  readonly mode: AssignmentMode
  readonly reads: number
  readonly probabilityCap: number
  readonly seed: number
}

/** Proposes who reads what. The answer is on the proposal's page when it is there; nothing is assigned by it. */
@Injectable()
export class ProposeAssignment implements OnModuleDestroy {
  private readonly underway = new Underway()

  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
    private readonly solver: Solver,
    private readonly log: Log,
    private readonly reads: Reads,
  ) {}

  /**
   * Begins a run and answers the proposal's id at once. Refuses: not_found, languages_unsaid (no reader has any),
   * being_computed (one at a time in an edition).
   */
  async run(
    actor: StaffActor,
    asked: AskedSettings,
  ): Promise<Outcome<string, 'not_found' | 'languages_unsaid' | 'being_computed'>> {
    if (!mayPlan(actor)) return refuse('not_found')
    const { files, readers } = await readingPool(this.database, actor)
    if (readers.every(({ languages }) => languages.length === 0)) return refuse('languages_unsaid')
    const barred = await this.barred(actor, files)
    const begun = await this.begin(actor, asked)
    if (!begun.ok) return begun
    const run = this.compute(begun.value, actor, { ...asked, barred })
    this.underway.add(run.catch((fault: unknown) => this.log.fault(fault)))

    return begun
  }

  /** Waits for the runs that are on. */
  settled(): Promise<void> {
    return this.underway.settled()
  }

  /** The process ends: a run that is on is cut off, and its proposal says so. */
  async onModuleDestroy(): Promise<void> {
    await this.solver.close()
    await this.settled()
  }

  private begin(actor: StaffActor, { seed, ...settings }: AskedSettings): Promise<Outcome<string, 'being_computed'>> {
    const { timeLimitSeconds } = defaultSettings
    return this.database.transaction(async (tx) => {
      const id = await beginProposal(tx, actor, { settings, seed, seconds: 2 * timeLimitSeconds })
      if (!id) return refuse('being_computed')
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'assignment.proposed', objectId: id })
      return done(id)
    })
  }

  /** Read while the request lasts: the session's key is gone with it. An excluded country is as a conflict to the run. */
  private barred(actor: StaffActor, files: ReadingPool['files']): Promise<ReadPair[]> {
    return this.reads.barred(
      this.database,
      actor,
      files.map(({ id }) => id),
    )
  }

  /** However it ends, a row says so and the page shows it. */
  private async compute(
    id: string,
    actor: StaffActor,
    { barred, ...asked }: AskedSettings & { readonly barred: readonly ReadPair[] },
  ): Promise<void> {
    try {
      const pool = asKnown(await readingPool(this.database, actor), 'done')
      const open = { ...pool, conflicts: [...pool.conflicts, ...barred] }
      const problem = problemOf(open, { ...defaultSettings, ...asked })
      const outcome = await proposeAssignment(problem, (job) => this.solver.solve(job))
      if (outcome.ok) await keepProposal(this.database, id, withDone(outcome.value, pool))
      else await fail(this.database, id, outcome.code)
    } catch (cause) {
      const isClosed = cause instanceof Fault && cause.code === 'solver_closed'
      if (!isClosed) this.log.fault(cause)
      await fail(this.database, id, isClosed ? 'interrupted' : 'fault')
    }
  }
}
