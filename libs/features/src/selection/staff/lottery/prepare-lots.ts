import { Injectable, type OnModuleDestroy } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Underway } from '#platform/underway.js'
import { mayChoose } from '../candidates/candidate-sets.js'
import { Chooser } from '../run/chooser.js'
import { ChooseList } from '../run/choose-list.js'
import type { ChooserAnswer, ChooserJob, ChooserStep } from '../run/chooser-job.js'
import { runRow } from '../run/run-rows.js'
import { isLotteryOn } from '../settings/settings-rows.js'
import { KeptLots } from './kept-lots.js'
import {
  beginLottery,
  cancelLottery,
  failLottery,
  keepLotteryStep,
  type LotteryFailure,
  lotteryRow,
} from './lottery-rows.js'

export type PrepareRefusal = 'not_found' | 'lottery_off' | 'keys_missing' | 'being_computed'

/** Above 150 groups the exact optimum is generated composition by composition. */
const patienceSeconds = 600

/** Works out the fairest chances among the best sets of a run and commits to a draw of them. The page of the lots shows how far it is. */
@Injectable()
export class PrepareLots implements OnModuleDestroy {
  private readonly underway = new Underway()

  constructor(
    private readonly database: Database,
    private readonly choosing: ChooseList,
    private readonly chooser: Chooser,
    private readonly kept: KeptLots,
    private readonly audit: Audit,
  ) {}

  /**
   * Begins and answers the id at once. Refuses: not_found, lottery_off, keys_missing, being_computed (one at a time in an edition). What
   * comes out of it stands in the row: ready, or why not (stale: people, rules or pins are not those of the run).
   */
  async run(actor: StaffActor, runId: string): Promise<Outcome<string, PrepareRefusal>> {
    const run = mayChoose(actor) ? await runRow(this.database, actor, runId) : null
    if (!run?.resultList) return refuse('not_found')
    if (!(await isLotteryOn(this.database, actor.editionId))) return refuse('lottery_off')
    const asked = await this.choosing.asked(actor, run.listId, run.seed)
    if (!asked.ok) return asked
    const begun = await this.database.transaction(async (tx): Promise<Outcome<string, PrepareRefusal>> => {
      const id = await beginLottery(tx, actor, { runId, seconds: patienceSeconds + 10 })
      if (!id) return refuse('being_computed')
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_lottery.begun', objectId: id })
      return done(id)
    })
    if (!begun.ok) return begun
    const job = { ...asked.value.job, odds: true as const }
    this.underway.add(this.compute(begun.value, job, { actor, inputDigest: run.inputDigest }))

    return begun
  }

  /** Cancelled twice is cancelled once; what had ended stays as it is. Refuses: not_found. */
  async cancel(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    const row = mayChoose(actor) ? await lotteryRow(this.database, actor, id) : null
    if (!row) return refuse('not_found')
    await this.database.transaction(async (tx) => {
      if (!(await cancelLottery(tx, id))) return
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_lottery.cancelled', objectId: id })
    })
    this.chooser.cancel(id)

    return done(null)
  }

  /** Waits for the preparations that are on. */
  settled(): Promise<void> {
    return this.underway.settled()
  }

  async onModuleDestroy(): Promise<void> {
    this.chooser.onModuleDestroy()
    await this.settled()
  }

  /** However it ends, a row says so and the page shows it. */
  private async compute(
    id: string,
    job: ChooserJob,
    { actor, inputDigest }: { readonly actor: StaffActor; readonly inputDigest: string | null },
  ): Promise<void> {
    try {
      const onStep = (step: ChooserStep) => {
        if (step === 'explaining') return
        void keepLotteryStep(this.database, id, step).catch((fault: unknown) => this.kept.faulted(fault))
      }
      const answer = await this.chooser.run(id, job, { patienceSeconds, onStep })
      const failure = failureOf(answer, inputDigest)
      if (failure) await failLottery(this.database, id, failure)
      else if (answer !== 'cancelled' && answer.kind === 'odds') await this.kept.keep(actor, id, answer.odds)
    } catch (cause) {
      this.kept.faulted(cause)
      await failLottery(this.database, id, 'fault')
    }
  }
}

/** Why no lots come of an answer; null when they do. */
function failureOf(answer: ChooserAnswer | 'cancelled', inputDigest: string | null): LotteryFailure | null {
  if (answer === 'cancelled') return 'interrupted'
  if (answer.kind === 'nothing_found') return 'nothing_found'
  if (answer.kind === 'not_proven') return 'nothing_to_draw'

  return answer.kind === 'odds' && answer.inputDigest === inputDigest ? null : 'stale'
}
