import { randomUUID } from 'node:crypto'
import { themes } from '#domain/application/themes.js'
import { seededRandom } from '#domain/random.js'
import { type Family, valuesIn } from '#domain/selection/draft/families.js'
import type { BalanceRule } from '#domain/selection/draft/rules.js'
import { documentSchema } from '#features/vetting/staff/desk/passed-documents.js'
import { sealRecord, type SealedRecord } from '#platform/vault/record.js'
import type { World } from '../world.js'

/** What a made-up candidate answered, as their sealed records hold it. */
export interface Answered {
  readonly country_of_residence: string
  readonly region_of_work: readonly string[]
  readonly themes: readonly string[]
  readonly organisation: string
  readonly interpretation_need: readonly string[]
  readonly visa_for_sweden_known: string
  /** As a vetting lead passed it on; absent where nobody has. */
  readonly travel_document?: 'yes' | 'no'
  readonly attended_before: string
  readonly gender: string
  readonly age_band: string
  readonly costs_needed: readonly string[]
}

export interface LaidCandidate {
  readonly id: string
  readonly caseNumber: string
  readonly answered: Answered
}

const countries = 'KE NG GH EG TN CD ZA CO BR MX GT US KZ CN PH MM IN PK SY TR UA PL RU RS SE GB FR DE FJ HT'.split(' ')
const passedOn = [{ travel_document: 'yes' }, { travel_document: 'no' }, { travel_document: 'yes' }, {}] as const
const ages = ['18-24', '25-34', '35-44', '45-59', '60+', 'prefer_not']

function answered(random: () => number, nth: number): Answered {
  const skewed = <T>(list: readonly T[]): T => list[Math.floor(list.length * random() ** 1.5)] as T
  const country = skewed(countries)
  return {
    country_of_residence: random() < 0.1 ? 'SE' : country,
    region_of_work: [country],
    themes: [...new Set([skewed(themes), skewed(themes)])],
    organisation: random() < 0.3 ? '' : `House ${Math.floor(random() * nth * 0.7)}`,
    interpretation_need: random() < 0.4 ? [skewed(['es', 'fr', 'ar', 'ru', 'fa'])] : [],
    visa_for_sweden_known: skewed(['need', 'do_not_need', 'do_not_know']),
    // By turns and not drawn: what else a pool draws stays as it is.
    ...passedOn[nth % passedOn.length],
    attended_before: skewed(['no', 'yes', 'prefer_not']),
    gender: skewed(['man', 'woman', 'another', 'prefer_not']),
    age_band: skewed(ages),
    costs_needed: skewed([['flight', 'hotel'], ['flight'], ['none']]),
  }
}

/** Files that are cleared and stand before the board, sealed as a submission seals them, each read by two readers drawn from all. */
export async function layCandidates(
  world: World,
  count: number,
  state = 'board',
  said: Partial<Answered> = {},
): Promise<LaidCandidate[]> {
  const random = seededRandom(`${count} candidates in ${state}`)
  const laid = Array.from({ length: count }, (_, nth): LaidCandidate => {
    const id = randomUUID()
    return {
      id,
      caseNumber: id.replaceAll('-', '').slice(0, 12).toUpperCase(),
      answered: { ...answered(random, nth), ...said },
    }
  })
  const lot = 500
  for (let from = 0; from < count; from += lot) await layLot(world, laid.slice(from, from + lot), { state, random })
  await world.operator.query('ANALYZE')

  return laid
}

async function layLot(
  world: World,
  lot: readonly LaidCandidate[],
  { state, random }: { readonly state: string; readonly random: () => number },
): Promise<void> {
  const ids = lot.map(({ id }) => id)
  await world.operator.query(
    `INSERT INTO app.application (id, edition_id, case_number, state, answer_language, submitted_week)
     SELECT id, $3, number, $4, 'en', '2026-11-23' FROM unnest($1::uuid[], $2::text[]) p (id, number)`,
    [ids, lot.map(({ caseNumber }) => caseNumber), world.editionId, state],
  )
  await layRecords(
    world,
    lot.flatMap((one) => recordsOf(world, one)),
  )
  await world.operator.query(
    `INSERT INTO app.vetting_finding (application_id, point, result, evidence, author_id)
     SELECT id, point, 'fits', 'E3', $2 FROM unnest($1::uuid[]) id, generate_series(1, 15) point`,
    [ids, (await world.holder('lead')).accountId],
  )
  const strength = ids.map(() => 2.2 + 2 * random())
  for (const login of ['reader-1', 'reader-2']) {
    const { accountId } = await world.holder(login)
    const scores = strength.map((value) => {
      const score = () => Math.max(1, Math.min(5, Math.round(value + 2 * (random() - 0.5))))
      return JSON.stringify({ R1: score(), R2: score(), R3: score(), R4: score(), R5: score(), R6: score() })
    })
    await world.operator.query(
      `WITH made AS (INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by, drawn)
         SELECT id, $2, 'reviewer', '{profile}', $2, 'pool' FROM unnest($1::uuid[]) id)
       INSERT INTO app.review (application_id, account_id, state, eligibility, scores, profile_version)
       SELECT id, $2, 'submitted', 'yes', scores::jsonb, 1 FROM unnest($1::uuid[], $3::text[]) p (id, scores)`,
      [ids, accountId, scores],
    )
  }
}

function recordsOf(world: World, { id, answered: all }: LaidCandidate): SealedRecord[] {
  const { visa_for_sweden_known, travel_document, attended_before, gender, age_band, costs_needed, ...profile } = all
  const balance = { visa_for_sweden_known, attended_before, gender, age_band, costs_needed }
  const seal = (compartment: 'profile' | 'balance', value: object, schema: string = compartment) =>
    sealRecord({ owner: id, compartment, schema, version: 1 }, value, [world.directory.compartmentKey(compartment)])
  const sent = (values: object, bytes: number) => ({ values, answers: 'x'.repeat(bytes) })

  return [
    seal('profile', sent(profile, 5000)),
    seal('balance', sent(balance, 600)),
    ...(travel_document ? [seal('balance', { travel_document }, documentSchema)] : []),
  ]
}

async function layRecords(world: World, records: readonly SealedRecord[]): Promise<void> {
  await world.operator.query(
    `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body)
     SELECT * FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::integer[], $6::bytea[])`,
    [
      records.map(({ id }) => id),
      records.map(({ owner }) => owner),
      records.map(({ compartment }) => compartment),
      records.map(({ schema }) => schema),
      records.map(({ version }) => version),
      records.map(({ body }) => body),
    ],
  )
  const wraps = records.flatMap(({ id, wraps: own }) => own.map((wrap) => ({ id, ...wrap })))
  await world.operator.query(
    'INSERT INTO wraps.dek_wrap (record_id, recipient, wrap) SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::bytea[])',
    [wraps.map(({ id }) => id), wraps.map(({ recipient }) => recipient), wraps.map(({ wrap }) => wrap)],
  )
}

/** Floors and caps around each value's share of the places, some above it: seven families of rules. */
export function sharedRules(people: readonly LaidCandidate[], places: number): BalanceRule[] {
  const values = people.map(({ answered: all }) => valuesIn(all))
  const ruleFor = (family: Family, value: string, lift: number): BalanceRule => {
    const share = (values.filter((own) => own[family].includes(value)).length / people.length) * places
    const floor = Math.floor(share * lift)
    return { family, value, floor: String(floor), target: '', cap: String(Math.max(floor, Math.ceil(share * 1.2))) }
  }
  const regions = [...new Set(values.flatMap(({ region }) => region))].toSorted()

  return [
    ...regions.map((value, nth) => ruleFor('region', value, nth % 2 === 1 ? 1.05 : 0.8)),
    ruleFor('equality', 'women_and_diverse', 1.05),
    ruleFor('newcomer', 'first_time', 1.05),
    ruleFor('visa', 'need', 0.9),
    ruleFor('theme', 'digital', 1.05),
    ruleFor('theme', 'labour', 0.9),
    ruleFor('language', 'fr', 0.9),
  ]
}
