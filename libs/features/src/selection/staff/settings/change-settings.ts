import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Finding } from '#domain/selection/input/finding.js'
import { presentValues } from '#domain/selection/draft/gauges.js'
import { type BalanceRule, quotasOf } from '#domain/selection/draft/rules.js'
import { readQuotas, type QuotaError } from '#domain/selection/input/quotas.js'
import { checkTotals, type TotalsError } from '#domain/selection/input/totals.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { CandidateSets, mayChoose } from '../candidates/candidate-sets.js'
import {
  insertSettings,
  isLotteryOn,
  placesOf,
  type PlacesOf,
  type SelectionSettings,
  settingsRow,
} from './settings-rows.js'

export type SettingsError = QuotaError | TotalsError

/** `rows` are places of rules in what was given, from 1. */
export type SettingsFinding = Finding<SettingsError>

export interface SettingsView {
  readonly settings: SelectionSettings
  readonly places: PlacesOf
  /** Lots may be prepared. */
  readonly lottery: boolean
  /** Languages people ask interpretation into, where this session opens them. */
  readonly languages: readonly string[]
}

/** What is set with them on the edition itself. */
export interface EditionSwitches {
  readonly overInvitation: number
  readonly lottery: boolean
}

export type SettingsRefusal = 'not_found' | 'stale' | 'unfit'

/** What a cohort is chosen under: every change is a row of its own, and nothing but a person makes one. */
@Injectable()
export class ChangeSettings {
  constructor(
    private readonly database: Database,
    private readonly sets: CandidateSets,
    private readonly audit: Audit,
  ) {}

  /** What holds now. Refuses: not_found. */
  async read(actor: StaffActor): Promise<Outcome<SettingsView, 'not_found'>> {
    if (!mayChoose(actor)) return refuse('not_found')
    const { people } = await this.sets.of(actor)

    return done({
      settings: await settingsRow(this.database, actor.editionId),
      places: await placesOf(this.database, actor.editionId),
      lottery: await isLotteryOn(this.database, actor.editionId),
      languages: presentValues(people).language,
    })
  }

  /**
   * Refuses: not_found, stale (set by somebody else since), unfit with all `findings` at once and their rows: what a rule
   * lacks, and rules that no list could keep together.
   */
  async run(
    actor: StaffActor,
    asked: Omit<SelectionSettings, 'madeOn' | 'madeBy'>,
    { overInvitation, lottery }: EditionSwitches,
  ): Promise<Outcome<null, SettingsRefusal>> {
    if (!mayChoose(actor)) return refuse('not_found')
    const { capacity } = await placesOf(this.database, actor.editionId)
    const set = await this.sets.of(actor)
    const findings = findingsIn(asked.rules, capacity + overInvitation, presentValues(set.people))
    if (findings.length > 0) return refuse('unfit', { findings })

    return this.database.transaction(async (tx) => {
      if (!(await insertSettings(tx, actor, asked))) return refuse('stale')
      await tx.query(
        `UPDATE app.edition SET over_invitation = $2, lottery = $3 WHERE id = $1 AND (over_invitation, lottery) <> ($2, $3)`,
        [actor.editionId, overInvitation, lottery],
      )
      const purpose = `${asked.number + 1} ${lottery ? 'lots' : 'no_lots'}`
      const line = { actorId: actor.accountId, objectId: actor.editionId, purpose }
      await this.audit.record(tx, { ...line, verb: 'selection.set' })
      return done(null)
    })
  }
}

/** What is wrong with rules, by their places. */
function findingsIn(
  rules: readonly BalanceRule[],
  places: number,
  present: ReturnType<typeof presentValues>,
): SettingsFinding[] {
  const { rows, ruleAt } = quotasOf(rules, places, present)
  const { quotas, errors } = readQuotas(rows)
  const found = errors.length > 0 ? errors : checkTotals(quotas, { places })

  return found.map((finding) => ({
    ...finding,
    rows: finding.rows.flatMap((row) => {
      const at = ruleAt[row - 1] ?? -1
      return at === -1 ? [] : [at + 1]
    }),
  }))
}
