import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Step } from '#domain/selection/choose/relax.js'
import type { Finding } from '#domain/selection/input/finding.js'
import { type BalanceRule, isSet, ruledValue } from '#domain/selection/draft/rules.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { mayChoose } from '../candidates/candidate-sets.js'
import { ChangeSettings, type SettingsRefusal } from '../settings/change-settings.js'
import { isLotteryOn, placesOf, type SelectionSettings, settingsRow } from '../settings/settings-rows.js'
import { type Numbered, numberedPage } from '../list/list-rows.js'
import { owesWord } from '../list/sign-word.js'
import { Chooser } from './chooser.js'
import { cancelRun, latestRuns, type RunFinding, type RunRow, runRow } from './run-rows.js'

/** What became of a run, and what a person makes of it: give it up, or take its proposal as a change of the rules. */
@Injectable()
export class EndRun {
  constructor(
    private readonly database: Database,
    private readonly chooser: Chooser,
    private readonly settings: ChangeSettings,
    private readonly audit: Audit,
  ) {}

  /** What the rules left out, and how far they are from a list, are figures of the candidates: not told before the word. Refuses: not_found. */
  async read(actor: StaffActor, id: string): Promise<Outcome<RunRow, 'not_found'>> {
    const row = mayChoose(actor) ? await runRow(this.database, actor, id) : null
    if (!row) return refuse('not_found')
    return done((await owesWord(this.database, actor)) ? withoutFigures(row) : row)
  }

  /** The edition's, by pages, the newest first, for who chooses alone; each as `read` tells it. Refuses: not_found. */
  async latest(actor: StaffActor, before?: number): Promise<Outcome<Numbered<RunRow>, 'not_found'>> {
    if (!mayChoose(actor)) return refuse('not_found')
    const { rows, next } = numberedPage(await latestRuns(this.database, actor, before))
    return done({ rows: (await owesWord(this.database, actor)) ? rows.map(withoutFigures) : rows, next })
  }

  /** Cancelled twice is cancelled once; what had ended stays as it is. Refuses: not_found. */
  async cancel(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    const row = mayChoose(actor) ? await runRow(this.database, actor, id) : null
    if (!row) return refuse('not_found')
    await this.database.transaction(async (tx) => {
      if (!(await cancelRun(tx, id))) return
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'board_run.cancelled', objectId: id })
    })
    this.chooser.cancel(id)

    return done(null)
  }

  /**
   * The rules with the floors and caps the run proposed, set by this person. Refuses: not_found (also a run that proposes
   * nothing, and every run before the word), stale (the rules are not those of the run any more), unfit.
   */
  async relax(actor: StaffActor, id: string): Promise<Outcome<null, SettingsRefusal>> {
    const read = await this.read(actor, id)
    if (!read.ok) return read
    const row = read.value
    const steps = proposedSteps(row.findings)
    if (steps.length === 0) return refuse('not_found')
    const now = await settingsRow(this.database, actor.editionId)
    if (now.number !== row.settingsNumber) return refuse('stale')
    const { overInvitation } = await placesOf(this.database, actor.editionId)
    const lottery = await isLotteryOn(this.database, actor.editionId)

    return this.settings.run(actor, relaxed(now, steps), { overInvitation, lottery })
  }
}

const withoutFigures = (row: RunRow): RunRow => ({ ...row, warnings: [], findings: [] })

/** What was wrong with what a run was asked. */
export const wrongIn = (findings: readonly RunFinding[]): Finding<string>[] =>
  findings.filter((finding): finding is Finding<string> => !isStep(finding))

const isStep = (finding: RunFinding): finding is Step => 'bound' in finding

/** Steps a run proposes. Caps of organisations and of countries are one number each, so of those the highest stands for all. */
export function proposedSteps(findings: readonly RunFinding[]): Step[] {
  const steps = findings.filter(isStep)
  const isLower = ({ rule, to }: Step): boolean =>
    (rule.kind === 'organisation' || rule.kind === 'country') &&
    steps.some((other) => other.rule.kind === rule.kind && other.to > to)
  const kept = steps.filter((step) => !isLower(step))

  return kept.filter((step, at) => kept.findIndex((other) => JSON.stringify(other) === JSON.stringify(step)) === at)
}

/** Settings after these steps. */
function relaxed(settings: SelectionSettings, steps: readonly Step[]): SelectionSettings {
  const now = (kind: 'organisation' | 'country' | 'languages') => steps.find(({ rule }) => rule.kind === kind)?.to

  return {
    ...settings,
    rules: settings.rules.filter(isSet).map((rule) => steps.reduce(relaxedRule, rule)),
    mostPerOrganisation: now('organisation') ?? settings.mostPerOrganisation,
    mostPerCountry: now('country') ?? settings.mostPerCountry,
    mostLanguages: now('languages') ?? settings.mostLanguages,
  }
}

function relaxedRule(own: BalanceRule, { rule, bound, to }: Step): BalanceRule {
  if (rule.kind !== 'quota') return own
  const { family, value, isOpposite } = ruledValue(rule.family, rule.value)
  if (isOpposite || family !== own.family || value !== own.value) return own

  return { ...own, [bound]: String(to) }
}
