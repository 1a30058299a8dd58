/** A file as one reader may be handed it. */
export interface ReadableFile {
  readonly id: string
  /** Reviews of others that are in. */
  readonly reviews: number
  /** This reader's own review; `none` before the first save. */
  readonly ownReview: 'none' | 'draft' | 'submitted' | 'abstained' | 'removed'
  /** It is the reader's own application, or one they put forward. */
  readonly isOwn: boolean
  readonly hasConflict: boolean
}

/**
 * The file a reader should open next: one they have begun, else the one with the fewest reviews. Among equals the seed
 * decides, whatever the order given; the same seed gives the same file. Never their own or one in conflict; null when
 * nothing is left. Others' reviews are counted here and shown nowhere.
 */
export function nextFile(files: readonly ReadableFile[], seed: string): string | null {
  const open = files.filter(({ isOwn, hasConflict }) => !isOwn && !hasConflict)
  const begun = open.filter(({ ownReview }) => ownReview === 'draft')
  const fresh = open.filter(({ ownReview }) => ownReview === 'none')
  const choice = begun.length > 0 ? begun : fresh
  const fewest = Math.min(...choice.map(({ reviews }) => reviews))
  const [first] = choice
    .filter(({ reviews }) => reviews === fewest)
    .toSorted((a, b) => lot(seed, a.id) - lot(seed, b.id) || (a.id < b.id ? -1 : 1))

  return first?.id ?? null
}

/** A number that looks drawn for each seed and id (FNV-1a, mixed once more); 32 bits. */
function lot(seed: string, id: string): number {
  let hash = 0x811c9dc5
  for (const letter of `${seed}\n${id}`) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193)
  hash = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d)

  return (hash ^ (hash >>> 13)) >>> 0
}
