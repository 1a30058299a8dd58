/** Someone files may be assigned to. Ids are opaque; every reader of an existing pair is given, at `most` 0 if need be. */
export interface Reader {
  readonly id: string
  readonly languages: readonly string[]
  /** Reads in all, existing ones included; `most` null means no limit. */
  readonly least: number
  readonly most: number | null
  /** Codes of regions this reader knows: a reason to read a file, never a condition. */
  readonly regions: readonly string[]
  /** Codes of regions or countries whose files this reader must not see. */
  readonly excluded: readonly string[]
}

export interface FileToRead {
  readonly id: string
  /** Language of the answers. */
  readonly language: string
  readonly region: string | null
  readonly country: string | null
  /** Reads done by people who have the file no more: they count, and nobody takes them back. */
  readonly read: number
}

/** One reader on one file, by their ids. */
export interface ReadPair {
  readonly reader: string
  readonly file: string
}

/**
 * How a read came about. `pool`: drawn from everybody who may read the file, without a look at region or match, or of
 * readers who have no regions at all. `match`: chosen for its match.
 */
export type Drawn = 'pool' | 'match'

export interface DrawnPair extends ReadPair {
  readonly drawn: Drawn
}

/** Wishes and expertise of a reader for a file: whole points, −100 to 100, 0 when not given. */
export interface MatchedPair extends ReadPair {
  readonly points: number
}

/** Two readers, by id, who must not share a file. */
export type ApartPair = readonly [string, string]

/**
 * `ensure`: existing pairs stay, each file is brought to `reads`, loads are evened over all work. `balance_new`: the same,
 * loads evened over the new work alone. `adjust`: as `ensure`, and existing pairs may go at `removalCost` each.
 * A file with more reads than that keeps them and gets no new reader, unless removing is wanted or costs nothing.
 */
export type AssignmentMode = 'ensure' | 'balance_new' | 'adjust'

export interface AssignmentSettings {
  readonly mode: AssignmentMode
  /** Reads a file has when it is complete. */
  readonly reads: number
  /** Part of all reads to be drawn pool-wide, 0.2 to 1: below that readers cannot be calibrated (DOMAIN: calibration). */
  readonly poolShare: number
  /**
   * Cost of removing an existing pair in `adjust`, −10 to 10, in steps: one read moved from a reader with k reads more to
   * another evens the loads by k − 1 steps. From 0.1 a better match alone removes nothing; below 0 removing is wanted.
   */
  readonly removalCost: number
  /** No reader is proposed for a file with a higher probability than this over seeds, however well they match; 1 is no cap. */
  readonly probabilityCap: number
  readonly timeLimitSeconds: number
  /** Kept with the proposal: the same problem and seed give the same proposal. */
  readonly seed: string | number
}

export const defaultSettings: Omit<AssignmentSettings, 'seed'> = {
  mode: 'ensure',
  reads: 3,
  poolShare: 0.25,
  removalCost: 0.1,
  probabilityCap: 1,
  timeLimitSeconds: 30,
}

export interface AssignmentProblem {
  readonly readers: readonly Reader[]
  readonly files: readonly FileToRead[]
  readonly conflicts: readonly ReadPair[]
  /** Pairs already assigned. */
  readonly existing: readonly DrawnPair[]
  /** Existing pairs that are begun or done: `adjust` leaves them where they are. */
  readonly held: readonly ReadPair[]
  /** Reads a reader declined: never proposed again. */
  readonly refused: readonly ReadPair[]
  /** Reads forbidden by a country in the file, where the country itself is not told. */
  readonly barred: readonly ReadPair[]
  readonly apart: readonly ApartPair[]
  readonly match: readonly MatchedPair[]
  readonly settings: AssignmentSettings
}

const isWhole = (value: number, least: number, most: number): boolean =>
  Number.isInteger(value) && value >= least && value <= most

const fit: Readonly<Record<string, (problem: AssignmentProblem) => boolean>> = {
  reads: ({ settings }) => isWhole(settings.reads, 1, 20),
  poolShare: ({ settings }) => settings.poolShare >= 0.2 && settings.poolShare <= 1,
  removalCost: ({ settings }) => Math.abs(settings.removalCost) <= 10,
  probabilityCap: ({ settings }) => settings.probabilityCap > 0 && settings.probabilityCap <= 1,
  timeLimitSeconds: ({ settings }) => settings.timeLimitSeconds > 0 && settings.timeLimitSeconds <= 600,
  seed: ({ settings }) => typeof settings.seed === 'string' || Number.isSafeInteger(settings.seed),
  match: ({ match }) => match.every(({ points }) => isWhole(points, -100, 100)),
  loads: ({ readers }) =>
    readers.every(({ least, most }) => isWhole(least, 0, 1e6) && (most === null || isWhole(most, least, 1e6))),
}

/** Names of what is out of its bounds: settings by name, `match` (points), `loads` (least above most, or no whole numbers). */
export const unfitParts = (problem: AssignmentProblem): string[] =>
  Object.keys(fit).filter((name) => fit[name]?.(problem) === false)
