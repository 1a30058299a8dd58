import { themes } from '../../application/themes.js'
import { subRegionOf, subRegions } from '../../place/sub-regions.js'

/** What a cohort is balanced by, in the order of the page. */
export const families = ['region', 'equality', 'newcomer', 'visa', 'theme', 'language', 'gender', 'age'] as const
export type Family = (typeof families)[number]

/** Values in the order of the page; languages are those that people ask for, so there is no list of them. */
export const familyValues: Readonly<Record<Family, readonly string[]>> = {
  region: [...subRegions, 'not_said'],
  equality: ['women_and_diverse', 'others'],
  newcomer: ['first_time', 'been_before', 'not_said'],
  visa: ['need', 'do_not_need'],
  theme: themes,
  language: [],
  gender: ['woman', 'man', 'another', 'not_said'],
  age: ['18-24', '25-34', '35-44', '45-59', '60+', 'not_said'],
}

/** A person may have several of these; every value is a count of its own. */
export const isManifold = (family: Family): boolean => family === 'theme' || family === 'language'

/**
 * Counts that follow a list only when at least five people changed: one step of them would say of one person what a small
 * number of people are. No rule is set for them, since a rule's state would follow every step.
 */
export const isSettled = (family: Family): boolean => family === 'gender' || family === 'age'

/** What a value of these says of a person stands in their profile, for who may read that; the others are of the balance. */
export const isOfProfile = (family: Family): boolean => family === 'region' || isManifold(family)

/** Families that rules may be set for. */
export const ruledFamilies: readonly Family[] = families.filter((family) => !isSettled(family))

/** Answers as the sealed records hold them. */
export interface OpenedAnswers {
  readonly country_of_residence?: string
  readonly region_of_work?: readonly string[]
  readonly themes?: readonly string[]
  readonly interpretation_need?: readonly string[]
  readonly visa_for_sweden_known?: string
  /** Of the extract: whether there is a document to travel with (`yes`, `no`); absent where nobody has passed it on. */
  readonly travel_document?: string
  readonly attended_before?: string
  readonly gender?: string
  readonly age_band?: string
}

/** The country a person stands for: the first they work on, else where they live. Never their nationality: it is not asked. */
export const countryIn = ({ region_of_work: [first] = [], country_of_residence }: OpenedAnswers): string | null =>
  first ?? country_of_residence ?? null

/**
 * Values of a person in each family. "Do not know" counts as needing a visa, and so does who has no document to travel with;
 * where nobody has passed that on their own word counts, since counts are of planning (the clock of the waitlist promises, and
 * waits for a yes). Only "no" to having been here is a first time.
 */
export function valuesIn(answers: OpenedAnswers): Readonly<Record<Family, readonly string[]>> {
  const country = countryIn(answers)
  const { gender, attended_before: before } = answers
  const isDiverse = gender === 'woman' || gender === 'another'

  return {
    region: [subRegionOf(country ?? '') ?? 'not_said'],
    equality: [isDiverse ? 'women_and_diverse' : 'others'],
    newcomer: [before === 'no' ? 'first_time' : before === 'yes' ? 'been_before' : 'not_said'],
    visa: [
      answers.visa_for_sweden_known === 'do_not_need' && answers.travel_document !== 'no' ? 'do_not_need' : 'need',
    ],
    theme: answers.themes ?? [],
    language: answers.interpretation_need ?? [],
    gender: [said('gender', gender)],
    age: [said('age', answers.age_band)],
  }
}

const said = (family: Family, answer: string | undefined): string =>
  answer !== undefined && familyValues[family].includes(answer) ? answer : 'not_said'
