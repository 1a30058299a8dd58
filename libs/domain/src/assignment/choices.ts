/** What giving one file to a reader by hand would break: a person may, if they say so. */
export type BrokenWish = 'language' | 'refused' | 'kept_apart' | 'load'

/** A reader a file could go to, as they stand to it. */
export interface ReaderAtHand {
  readonly id: string
  readonly languages: readonly string[]
  /** Files they have in review now. */
  readonly load: number
  /** Null: no limit; 0: takes nothing new. */
  readonly most: number | null
  /** It was taken from them, or they gave it back. */
  readonly isRefused: boolean
  /** Somebody reads the file with whom they must not share one. */
  readonly isKeptApart: boolean
}

export interface ReaderChoice {
  readonly id: string
  readonly breaks: readonly BrokenWish[]
}

/** What one choice would break, the weightiest first. `language`: of the file's answers. */
export const wishesBroken = (reader: Omit<ReaderAtHand, 'id'>, language: string | null): BrokenWish[] => {
  const { languages, load, most, isRefused, isKeptApart } = reader
  const broken: Readonly<Record<BrokenWish, boolean>> = {
    language: language !== null && !languages.includes(language),
    refused: isRefused,
    kept_apart: isKeptApart,
    load: most !== null && load >= most,
  }

  return (Object.keys(broken) as BrokenWish[]).filter((wish) => broken[wish])
}

/** The best first: who breaks least, then who has fewest files; those alike as they were given. */
export function readerChoices(readers: readonly ReaderAtHand[], language: string | null): ReaderChoice[] {
  return readers
    .map((reader) => ({ id: reader.id, load: reader.load, breaks: wishesBroken(reader, language) }))
    .toSorted((one, other) => one.breaks.length - other.breaks.length || one.load - other.load)
    .map(({ id, breaks }) => ({ id, breaks }))
}
