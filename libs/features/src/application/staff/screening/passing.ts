import { Injectable } from '@nestjs/common'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import { eligibilityIn } from './answer-eligibility.js'
import { noteTypists } from '../typed-by.js'
import { AlikeFiles, type FoundPair } from './alike-files.js'

export type ComparisonRefusal = 'contact_sealed' | 'duplicate_undecided' | 'second_of_person'
export type PassRefusal = 'eligibility_open' | 'parts_missing' | ComparisonRefusal

/** Why a file goes on though something is missing: codes. */
export const passReasons = ['asked_in_vain', 'known_otherwise', 'not_needed'] as const

/** What one session knows of a file beside the rows of the database. */
export interface Looked {
  /** Pairs of live files the file belongs to, those told apart left out. */
  readonly pairs: readonly FoundPair[]
  /** Pages of the form on which something is missing; null where `contact` or `profile` is sealed to this session. */
  readonly lacks: readonly string[] | null
  /** A proxy typed it; null where this session cannot tell. */
  readonly isByProxy?: boolean | null
}

/** What stands in the way of passing files on to review. */
@Injectable()
export class Passing {
  constructor(private readonly alike: AlikeFiles) {}

  /** Opens and compares: call it before a file is locked, since a line of the log is committed first. */
  async look(actor: StaffActor): Promise<(id: string) => Looked> {
    const { pairs, set } = await this.alike.of(actor)
    const byFile = pairsByFile(pairs)

    return (id) => {
      const { lacks = null, isByProxy = null } = set.opened.get(id) ?? {}
      return { pairs: byFile.get(id) ?? [], lacks, isByProxy }
    }
  }

  /** What the comparison alone finds, for a file that is not screened. */
  async compared(actor: StaffActor, id: string): Promise<ComparisonRefusal | null> {
    return comparisonProblem(id, (await this.look(actor))(id))
  }

  /**
   * Null when nothing does, judged under the file's lock, where who typed it is written down. With a reason a file goes on
   * though something is missing.
   */
  async problem(tx: Tx, id: string, looked: Looked, reason?: string): Promise<PassRefusal | null> {
    await noteTypists(tx, [{ id, isByProxy: looked.isByProxy ?? null }])
    const problem = passProblem((await eligibilityIn(tx, [id])).get(id) === 'yes', id, looked)
    return problem === 'parts_missing' && isPassReason(reason) ? null : problem
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

/** An earlier file of the person stays, so that this one is to be closed. */
export const isSecond = (id: string, pairs: readonly FoundPair[]): boolean =>
  pairs.some((pair) => pair.second === id && pair.verdict === 'same')

const isPassReason = (reason?: string): boolean => (passReasons as readonly (string | undefined)[]).includes(reason)

/** eligibility_open: the last answer is not yes; then what the comparison found; last parts_missing: the form is not whole. */
export function passProblem(isEligible: boolean, id: string, looked: Looked): PassRefusal | null {
  if (!isEligible) return 'eligibility_open'
  return comparisonProblem(id, looked) ?? ((looked.lacks?.length ?? 0) > 0 ? 'parts_missing' : null)
}

/**
 * contact_sealed: this session could not compare the file; second_of_person: an earlier file of the person stays;
 * duplicate_undecided: a pair nobody judged, or somebody was unsure of.
 */
function comparisonProblem(id: string, { pairs, lacks }: Looked): ComparisonRefusal | null {
  if (lacks === null) return 'contact_sealed'
  if (isSecond(id, pairs)) return 'second_of_person'

  return pairs.some(isUndecided) ? 'duplicate_undecided' : null
}
