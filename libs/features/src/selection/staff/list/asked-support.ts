import { type SupportChoice, type SupportLine, supportLines } from '#domain/decision/support.js'
import type { Candidate } from '../candidates/candidate.js'
import type { CandidateSet } from '../candidates/candidate-sets.js'
import type { SelectionSettings } from '../settings/settings-rows.js'

/** One line of support: how many would be granted it, and what that comes to by the settings, in minor units of SEK. */
export interface SupportSum {
  readonly line: SupportLine
  readonly people: number
  readonly amountMinorUnits: number
}

const linesOf = ({ costs }: Candidate): SupportLine[] => supportLines.filter((line) => costs.includes(line))

/** What each of these people asked for; null where this session's keys do not open it, or nothing is to be granted. */
export const supportOf = (
  set: CandidateSet,
  ids: readonly string[],
  choice: SupportChoice,
): ReadonlyMap<string, SupportLine[]> | null =>
  choice === 'none' || !set.isOpen
    ? null
    : new Map(
        ids.map((id) => {
          const person = set.byId.get(id)
          return [id, person ? linesOf(person) : []]
        }),
      )

/** The lines somebody would be granted, with people and money. */
export const supportSums = (
  support: ReadonlyMap<string, readonly SupportLine[]>,
  { prices }: Pick<SelectionSettings, 'prices'>,
): SupportSum[] =>
  supportLines.flatMap((line) => {
    const people = [...support.values()].filter((lines) => lines.includes(line)).length
    return people === 0 ? [] : [{ line, people, amountMinorUnits: people * prices[line] }]
  })
