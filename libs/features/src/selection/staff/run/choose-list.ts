import { randomBytes } from 'node:crypto'
import { Injectable, type OnModuleDestroy } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Underway } from '#platform/underway.js'
import { solverVersion } from '#platform/solver/solver-version.js'
import { CandidateSets, mayChoose } from '../candidates/candidate-sets.js'
import { engineInput, hasPlace, ofWave } from '../engine-input.js'
import { countedUnder, heldAgainst } from '../list/list-counts.js'
import { knownList } from '../list/list-rows.js'
import { Chooser } from './chooser.js'
import type { ChooserAnswer, ChooserJob, ChooserStep } from './chooser-job.js'
import { type AskedFor, FoundLists } from './found-lists.js'
import { inTermsOf, type RuleTerms, withoutPair } from './kept-findings.js'
import { beginRun, failRun, keepStep, type NewRun } from './run-rows.js'

const secondsPerTask = 20
/** A run takes four to ten tasks, most of them tiny. */
const patienceSeconds = 150

export type ChooseRefusal = 'not_found' | 'keys_missing' | 'being_computed'

interface Begun {
  readonly job: ChooserJob
  readonly about: AskedFor
  readonly terms: RuleTerms
  readonly run: NewRun
}

/** Finds the best list under the rules and a list's pins. The answer is on the run's page when it is there; nobody is invited by it. */
@Injectable()
export class ChooseList implements OnModuleDestroy {
  private readonly underway = new Underway()

  constructor(
    private readonly database: Database,
    private readonly sets: CandidateSets,
    private readonly chooser: Chooser,
    private readonly found: FoundLists,
    private readonly audit: Audit,
  ) {}

  /**
   * Begins a run and answers its id at once; with the same people, rules and `seed` it finds the same list. Refuses:
   * not_found, keys_missing (the session does not open what is counted), being_computed (one at a time in an edition).
   */
  async run(
    actor: StaffActor,
    listId: string,
    seed = randomBytes(8).toString('hex'),
  ): Promise<Outcome<string, ChooseRefusal>> {
    const asked = await this.asked(actor, listId, seed)
    if (!asked.ok) return asked
    const { run } = asked.value
    const begun = await this.database.transaction(async (tx): Promise<Outcome<string, ChooseRefusal>> => {
      const id = await beginRun(tx, actor, run)
      if (!id) return refuse('being_computed')
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_run.begun', objectId: id })
      return done(id)
    })
    if (!begun.ok) return begun
    this.underway.add(this.compute(begun.value, asked.value))

    return begun
  }

  /** Waits for the runs that are on. */
  settled(): Promise<void> {
    return this.underway.settled()
  }

  async onModuleDestroy(): Promise<void> {
    this.chooser.onModuleDestroy()
    await this.settled()
  }

  /** All a thread needs, read while the request lasts: the session's key is gone with it. Refuses: not_found, keys_missing. */
  async asked(
    actor: StaffActor,
    listId: string,
    seed: string,
  ): Promise<Outcome<Begun, Exclude<ChooseRefusal, 'being_computed'>>> {
    const list = mayChoose(actor) ? await knownList(this.database, actor, listId) : null
    if (!list) return refuse('not_found')
    const set = ofWave(await this.sets.of(actor), list.row)
    if (!set.isOpen) return refuse('keys_missing')
    const under = await countedUnder(this.database, actor, list.row)
    const { plan, apart } = under
    const { input, part } = engineInput(set, under, { plan, pinned: list.draft.pinned, apart })
    const settingsNumber = under.settings.number
    const { warnings } = heldAgainst(set, under)
    const run = { listId, settingsNumber, places: input.places, seed, seconds: patienceSeconds + 10, warnings }
    const terms = { rules: under.settings.rules, ...part }
    const seated = new Set(set.people.filter(hasPlace).map(({ id }) => id))

    return done({ job: { input, seed, solverVersion, secondsPerTask }, about: { actor, list, seated }, terms, run })
  }

  /** However it ends, a row says so and the page shows it. */
  private async compute(id: string, begun: Begun): Promise<void> {
    try {
      const onStep = (step: ChooserStep) => {
        if (step === 'weighing') return
        void keepStep(this.database, id, step).catch((fault: unknown) => this.found.faulted(fault))
      }
      const answer = await this.chooser.run(id, begun.job, { patienceSeconds, onStep })
      if (answer === 'cancelled') await failRun(this.database, id, { failure: 'interrupted' })
      else await this.keep(id, answer, begun)
    } catch (cause) {
      this.found.faulted(cause)
      await failRun(this.database, id, { failure: 'fault' })
    }
  }

  private async keep(id: string, answer: ChooserAnswer, { about, terms }: Begun): Promise<void> {
    if (answer.kind === 'chosen') await this.found.keep(id, answer, about)
    else if (answer.kind === 'unfit') {
      await failRun(this.database, id, { failure: 'unfit', findings: answer.findings.map(withoutPair) })
    } else if (answer.kind === 'no_selection') {
      const findings = answer.steps.map((step) => inTermsOf(terms, step))
      await failRun(this.database, id, { failure: 'no_selection', findings })
    } else if (answer.kind === 'cannot_relax' || answer.kind === 'nothing_found') {
      await failRun(this.database, id, { failure: answer.kind })
    }
  }
}
