import type { SupportLine } from '#domain/decision/support.js'
import { type BalanceRule, isSet } from '#domain/selection/draft/rules.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database, Tx } from '#platform/database/database.js'

/** What a cohort of an edition is chosen under. `budget` and `prices` are in minor units of SEK. */
export interface SelectionSettings {
  /** 0 while nobody has set any. */
  readonly number: number
  readonly rules: readonly BalanceRule[]
  readonly mostPerOrganisation: number
  readonly mostPerCountry: number
  readonly mostLanguages: number
  readonly budget: number | null
  readonly prices: Readonly<Record<SupportLine, number>>
  /** ISO date, and a name; null for what stands at the beginning. */
  readonly madeOn: string | null
  readonly madeBy: string | null
}

export interface PlacesOf {
  readonly capacity: number
  readonly overInvitation: number
  /** What may still be offered: neither held by anybody, seen or not, nor kept back, nor waiting to be on offer again. */
  readonly free: number
}

/** All invitations there may be. */
export const allPlaces = ({ capacity, overInvitation }: Omit<PlacesOf, 'free'>): number => capacity + overInvitation

const columns = `s.number, s.rules, s.most_per_organisation AS "mostPerOrganisation", s.most_per_country AS "mostPerCountry",
  s.most_languages AS "mostLanguages", s.budget::float8 AS budget, s.prices, s.made_on::text AS "madeOn", a.display_name AS "madeBy"`

type Queries = Pick<Database, 'query'>

/** Places of the edition, and how many of them are free. */
export async function placesOf(queries: Queries, editionId: string): Promise<PlacesOf> {
  const [row] = await queries.query<PlacesOf>(
    `SELECT capacity, over_invitation AS "overInvitation",
       greatest(0, capacity + over_invitation - app.places_taken(id)) AS free
     FROM app.edition WHERE id = $1`,
    [editionId],
  )
  return row ?? { capacity: 0, overInvitation: 0, free: 0 }
}

/** Whether lots may be prepared in the edition. */
export async function isLotteryOn(queries: Queries, editionId: string): Promise<boolean> {
  const [row] = await queries.query<{ lottery: boolean }>('SELECT lottery FROM app.edition WHERE id = $1', [editionId])
  return row?.lottery === true
}

/** What holds now, or at a number; what stands at the beginning while nobody has set anything. */
export async function settingsRow(queries: Queries, editionId: string, number?: number): Promise<SelectionSettings> {
  const [row] = await queries.query<SelectionSettings>(
    `SELECT ${columns} FROM app.selection_settings s JOIN app.staff_account a ON a.id = s.author_id
     WHERE s.edition_id = $1 AND ($2::integer IS NULL OR s.number = $2) ORDER BY s.number DESC LIMIT 1`,
    [editionId, number ?? null],
  )
  return row ?? atFirst(await placesOf(queries, editionId))
}

/** At least half women and gender-diverse people, two fifths for the first time, three of a house and six of a country. */
function atFirst(edition: PlacesOf): SelectionSettings {
  const places = allPlaces(edition)
  const atLeast = (share: number) => ({ floor: String(Math.ceil(places * share)), target: '', cap: '' })

  return {
    number: 0,
    rules: [
      { family: 'equality', value: 'women_and_diverse', ...atLeast(0.5) },
      { family: 'newcomer', value: 'first_time', ...atLeast(0.4) },
    ],
    mostPerOrganisation: 3,
    mostPerCountry: 6,
    mostLanguages: 5,
    budget: null,
    prices: { flight: 0, hotel: 0, visa: 0, daily_allowance: 0, childcare: 0, passport_fee: 0 },
    madeOn: null,
    madeBy: null,
  }
}

/** Sets them anew on top of the number the person saw; false when somebody else did meanwhile. */
export async function insertSettings(
  tx: Tx,
  actor: StaffActor,
  settings: Omit<SelectionSettings, 'madeOn' | 'madeBy'>,
): Promise<boolean> {
  const { number, rules, mostPerOrganisation, mostPerCountry, mostLanguages, budget, prices } = settings
  const rows = await tx.query<unknown[]>(
    `INSERT INTO app.selection_settings (edition_id, number, rules, most_per_organisation, most_per_country, most_languages, budget,
       prices, author_id)
     SELECT $1, $2, $3, $4, $5, $6, $7, $8, $9
     WHERE $2 = (SELECT coalesce(max(number), 0) + 1 FROM app.selection_settings WHERE edition_id = $1)
     ON CONFLICT DO NOTHING RETURNING number`,
    [
      actor.editionId,
      number + 1,
      JSON.stringify(rules.filter(isSet)),
      mostPerOrganisation,
      mostPerCountry,
      mostLanguages,
      budget,
      JSON.stringify(prices),
      actor.accountId,
    ],
  )
  return rows.length > 0
}
