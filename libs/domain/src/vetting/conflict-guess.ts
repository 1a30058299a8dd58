import { type NameLikeness, nameLikeness } from '../name/name-likeness.js'
import { type ReadName, readName } from '../name/name-words.js'
import { type AffiliationLikeness, affiliationLikeness, type ReadAffiliation, readAffiliation } from './affiliation.js'

/** What is known of a reader, or of an applicant with the people around them, as text. */
export interface Described {
  readonly names: readonly string[]
  readonly affiliations: readonly string[]
}

export interface ReadDescription {
  readonly names: readonly ReadName[]
  readonly affiliations: readonly ReadAffiliation[]
}

/**
 * A question to staff: may these two be one? It has no kind and stands in no list of conflicts; until a person answers,
 * nothing changes for anybody. `reader` and `applicant` are places in the lists that were read.
 */
export type ConflictQuestion =
  | { readonly about: 'name'; readonly reader: number; readonly applicant: number; readonly why: NameLikeness }
  | {
      readonly about: 'affiliation'
      readonly reader: number
      readonly applicant: number
      readonly why: AffiliationLikeness
    }

/** Reads texts once, so that they can be compared with many. */
export const readDescription = ({ names, affiliations }: Described): ReadDescription => ({
  names: names.map(readName),
  affiliations: affiliations.map(readAffiliation),
})

/** All that staff should be asked about one reader and one applicant; empty when nothing is alike. */
export const conflictQuestions = (reader: ReadDescription, applicant: ReadDescription): ConflictQuestion[] => [
  ...reader.names.flatMap((one, i) =>
    applicant.names.flatMap((other, k): ConflictQuestion[] => {
      const why = nameLikeness(one, other)
      return why ? [{ about: 'name', reader: i, applicant: k, why }] : []
    }),
  ),
  ...reader.affiliations.flatMap((one, i) =>
    applicant.affiliations.flatMap((other, k): ConflictQuestion[] => {
      const why = affiliationLikeness(one, other)
      return why ? [{ about: 'affiliation', reader: i, applicant: k, why }] : []
    }),
  ),
]
