import type { IsoDate } from '#domain/calendar/iso-date.js'
import { type SupportChoice, type SupportLine, supportLines } from '#domain/decision/support.js'
import { grouped } from '#domain/grouped.js'
import { comparableName } from '#domain/name/comparable-name.js'
import {
  countryIn,
  type Family,
  families,
  isOfProfile,
  type OpenedAnswers,
  valuesIn,
} from '#domain/selection/draft/families.js'
import type { BalanceRule } from '#domain/selection/draft/rules.js'
import { type LastDays, lastDaysWithoutVisa } from '#domain/waitlist/last-days.js'
import { lastDaysNeedingVisa } from '#domain/waitlist/visa-lead.js'
import { sectionSchemas, sectionVersionsOf, standingAnswers, valuesAlone } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { Keyring } from '#platform/vault/keyring.js'

/** What the line needs to know of one person. Keys only ever meet other keys; they are shown to nobody. */
export interface LineFacts {
  readonly cells: readonly string[]
  readonly organisation: string | null
  readonly country: string | null
  /** Null where this session does not open what the person said about a visa, or they said nothing. */
  readonly lastDays: LastDays | null
  /** As the person said on the waitlist; null until then. */
  readonly shortNotice: string | null
  /** What they ask us to pay for, to be granted and not to be shown; null where this session does not open it. */
  readonly asked: readonly SupportLine[] | null
}

export const nothingKnown: LineFacts = {
  cells: [],
  organisation: null,
  country: null,
  lastDays: null,
  shortNotice: null,
  asked: null,
}

/** What is granted by this choice; null where it is what the person asked for, and this session does not open that. */
export const supportBy = ({ asked }: LineFacts, choice: SupportChoice): readonly SupportLine[] | null =>
  choice === 'none' ? [] : asked

interface Values extends OpenedAnswers {
  readonly organisation?: string
  readonly can_travel_at_short_notice?: string
  readonly costs_needed?: readonly string[]
}

export interface LineQuery {
  readonly ids: readonly string[]
  readonly today: IsoDate
  readonly arrivalOn: IsoDate
  readonly rules: readonly BalanceRule[]
}

const compartments = ['contact', 'profile', 'balance'] as const

/**
 * Facts of these files, as far as this session opens them; of `balance` no more than until when the person can be invited,
 * and what would be granted with an invitation.
 * One audit line for all of them, committed first: never call it inside a transaction.
 */
export async function openLineFacts(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  actor: StaffActor,
  query: LineQuery,
): Promise<ReadonlyMap<string, LineFacts>> {
  if (query.ids.length === 0) return new Map()
  const versions = await sectionVersionsOf(database, query.ids)
  const schemas = ['profile', 'balance', ...sectionSchemas(versions, compartments)]
  const line = { verb: 'waitlist.opened', objectId: actor.editionId, purpose: `${query.ids.length}` }
  const records = await keyring.open(actor.holder, line, { owners: query.ids, schemas, keep: valuesAlone })
  const byOwner = grouped(records, ({ owner }) => owner)

  return new Map([...byOwner].map(([owner, own]) => [owner, factsIn(standingAnswers(own), query)]))
}

const factsIn = (values: Values, query: LineQuery): LineFacts => ({
  cells: cellsIn(values, query.rules),
  organisation: comparableName(values.organisation ?? '') || null,
  country: countryIn(values),
  lastDays: lastDaysOf(values.visa_for_sweden_known, query),
  shortNotice: values.can_travel_at_short_notice ?? null,
  asked: askedIn(values),
})

const askedIn = ({ costs_needed: costs }: Values): SupportLine[] | null =>
  costs ? supportLines.filter((line) => costs.includes(line)) : null

/** What the board calls a value of a family, as one name. */
export const cellOf = ({ family, value }: { readonly family: Family; readonly value: string }): string =>
  `${family}:${value}`

/** Every theme, and of the profile besides what a rule of the board is about; never of the balance. */
function cellsIn(values: Values, rules: readonly BalanceRule[]): string[] {
  const ruled = new Set(rules.map(cellOf))
  const own = valuesIn(values)
  return families
    .filter(isOfProfile)
    .flatMap((family) =>
      own[family].map((value) => cellOf({ family, value })).filter((cell) => family === 'theme' || ruled.has(cell)),
    )
}

/** Who does not know whether a visa is needed counts as in need of one. */
function lastDaysOf(
  visa: string | undefined,
  { today, arrivalOn }: { readonly today: IsoDate; readonly arrivalOn: IsoDate },
): LastDays | null {
  if (visa === undefined) return null
  if (visa === 'do_not_need') return lastDaysWithoutVisa(arrivalOn)

  return lastDaysNeedingVisa(arrivalOn, today)
}
