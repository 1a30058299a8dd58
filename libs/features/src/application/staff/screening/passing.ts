import { Injectable } from '@nestjs/common'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import { eligibilityIn } from './answer-eligibility.js'
import { AlikeFiles, type FoundPair } from './alike-files.js'

export type ComparisonRefusal = 'contact_sealed' | 'duplicate_undecided' | 'second_of_person'
export type PassRefusal = 'eligibility_open' | ComparisonRefusal

/** What one session knows of a file beside the rows of the database. */
export interface Looked {
  /** Pairs of live files the file belongs to, those told apart left out. */
  readonly pairs: readonly FoundPair[]
  /** Its records of `contact` and `profile` are open to this session. */
  readonly isOpen: boolean
}

/** What stands in the way of passing files on to review. */
@Injectable()
export class Passing {
  constructor(private readonly alike: AlikeFiles) {}

  /** Opens and compares: call it before a file is locked, since a line of the log is committed first. */
  async look(actor: StaffActor): Promise<(id: string) => Looked> {
    const { pairs, set } = await this.alike.of(actor)
    const byFile = pairsByFile(pairs)

    return (id) => ({ pairs: byFile.get(id) ?? [], isOpen: (set.opened.get(id)?.lacks ?? null) !== null })
  }

  /** What the comparison alone finds, for a file that is not screened. */
  async compared(actor: StaffActor, id: string): Promise<ComparisonRefusal | null> {
    return comparisonProblem(id, (await this.look(actor))(id))
  }

  /** Null when nothing does, judged under the file's lock. */
  async problem(tx: Tx, id: string, looked: Looked): Promise<PassRefusal | null> {
    return passProblem((await eligibilityIn(tx, [id])).get(id) === 'yes', id, looked)
  }
}

export function pairsByFile(pairs: readonly FoundPair[]): Map<string, FoundPair[]> {
  const byFile = new Map<string, FoundPair[]>()
  for (const pair of pairs) {
    for (const id of [pair.first, pair.second]) byFile.set(id, [...(byFile.get(id) ?? []), pair])
  }
  return byFile
}

/** Nobody has said yet that these are one person's: not judged, or judged with doubt. */
export const isUndecided = ({ verdict }: FoundPair): boolean => verdict !== 'same'

/** eligibility_open: the last answer is not yes; else what the comparison found. */
export const passProblem = (isEligible: boolean, id: string, looked: Looked): PassRefusal | null =>
  isEligible ? comparisonProblem(id, looked) : 'eligibility_open'

/**
 * contact_sealed: this session could not compare the file; second_of_person: an earlier file of the person stays;
 * duplicate_undecided: a pair nobody judged, or somebody was unsure of.
 */
function comparisonProblem(id: string, { pairs, isOpen }: Looked): ComparisonRefusal | null {
  if (!isOpen) return 'contact_sealed'
  if (pairs.some((pair) => pair.second === id && pair.verdict === 'same')) return 'second_of_person'

  return pairs.some(isUndecided) ? 'duplicate_undecided' : null
}
