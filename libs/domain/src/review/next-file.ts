import { seededRandom } from '../random.js'

/** A file as one reader may be handed it. */
export interface ReadableFile {
  readonly id: string
  /** Reviews of others that are in. */
  readonly reviews: number
  /** This reader's own review; `none` before the first save, `stale` when it is in and the person has written again since. */
  readonly ownReview: 'none' | 'draft' | 'stale' | 'submitted' | 'abstained' | 'removed'
  /** It is the reader's own application, or one they put forward. */
  readonly isOwn: boolean
  readonly hasConflict: boolean
  /** Every reader of the edition reads it, before the others. */
  readonly isCalibration?: boolean
}

/**
 * The file a reader should open next: a calibration file they have not reviewed, else one they have begun or must look at
 * again, else the one with the fewest reviews; of calibration files the begun one first. Among equals the seed decides, whatever the order given; the same seed gives the same file. Never their own or one in conflict; null when
 * nothing is left. Others' reviews are counted here and shown nowhere.
 */
export function nextFile(files: readonly ReadableFile[], seed: string): string | null {
  const open = files.filter(({ isOwn, hasConflict }) => !isOwn && !hasConflict)
  const calibration = open.filter(
    ({ isCalibration, ownReview }) => isCalibration && (ownReview === 'none' || ownReview === 'draft'),
  )

  return oneOf(calibration, seed) ?? oneOf(open, seed)
}

function oneOf(open: readonly ReadableFile[], seed: string): string | null {
  const begun = open.filter(({ ownReview }) => ownReview === 'draft' || ownReview === 'stale')
  const fresh = open.filter(({ ownReview }) => ownReview === 'none')
  const choice = begun.length > 0 ? begun : fresh
  const fewest = Math.min(...choice.map(({ reviews }) => reviews))
  const [first] = choice
    .filter(({ reviews }) => reviews === fewest)
    .map(({ id }) => ({ id, drawn: lot(seed, id) }))
    .toSorted((a, b) => a.drawn - b.drawn || (a.id < b.id ? -1 : 1))

  return first?.id ?? null
}

const lot = (seed: string, id: string): number => seededRandom(`${seed}\n${id}`)()
