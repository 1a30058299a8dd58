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
import { sectionSchemas, sectionVersionsOf, standingAnswers } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { documentSchema, passedDocuments, valuesWithDocument, withoutOld } from '#features/vetting/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { Keyring } from '#platform/vault/keyring.js'

/** What the line needs to know of one person. Keys only ever meet other keys; they are shown to nobody. */
export interface LineFacts {
  readonly cells: readonly string[]
  readonly organisation: string | null
  readonly country: string | null
  /** Null where it is not known whether the person can come in time: a person decides. */
  readonly lastDays: LastDays | null
  /** This session opened what `lastDays` rests on, so that no days are known to it and not hidden from it; else what another kept stands. */
  readonly isTravelOpen: boolean
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
  isTravelOpen: false,
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
  // Asked first: what is written again meanwhile makes the extract an old one.
  const passed = await passedDocuments(database, query.ids)
  const schemas = ['profile', 'balance', documentSchema, ...sectionSchemas(versions, compartments)]
  const line = { verb: 'waitlist.opened', objectId: actor.editionId, purpose: `${query.ids.length}` }
  const records = await keyring.open(actor.holder, line, { owners: query.ids, schemas, keep: valuesWithDocument })
  const byOwner = grouped(withoutOld(records, passed), ({ owner }) => owner)

  return new Map(
    [...byOwner].map(([owner, own]) => {
      const opened = new Set(own.map(({ schema }) => schema))
      const isExtractOpen = passed.get(owner)?.standing !== 'stands' || opened.has(documentSchema)
      const isTravelOpen = opened.has('balance') && isExtractOpen
      return [owner, { ...factsIn(standingAnswers(own), query), isTravelOpen }]
    }),
  )
}

const factsIn = (values: Values, query: LineQuery): Omit<LineFacts, 'isTravelOpen'> => ({
  cells: cellsIn(values, query.rules),
  organisation: comparableName(values.organisation ?? '') || null,
  country: countryIn(values),
  lastDays: lastDaysOf(values, query),
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

/**
 * Who does not know whether a visa is needed counts as in need of one. Days are promised to nobody without a document to travel
 * with: they are not known where the extract that stands does not say that there is one.
 */
function lastDaysOf(
  { visa_for_sweden_known: visa, travel_document: document }: Values,
  { today, arrivalOn }: { readonly today: IsoDate; readonly arrivalOn: IsoDate },
): LastDays | null {
  if (visa === undefined || document !== 'yes') return null
  if (visa === 'do_not_need') return lastDaysWithoutVisa(arrivalOn)

  return lastDaysNeedingVisa(arrivalOn, today)
}
