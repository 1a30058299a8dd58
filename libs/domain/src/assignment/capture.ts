import { grouped } from '../grouped.js'

/** One saved review: its score from 1 to 5 (null without one), the group of its file (a region, a nominator …), and its language. */
export interface ScoredRead {
  readonly reader: string
  readonly file: string
  readonly score: number | null
  readonly group: string | null
  /** Of the answers: readers get files by it. */
  readonly language: string | null
}

/** Two readers and the files both scored. */
export interface AgreeingReaders {
  readonly readers: readonly [string, string]
  readonly files: number
  readonly agreed: number
}

/** A reader and the group their reads gather in. */
export interface ClusteredReader {
  readonly reader: string
  readonly group: string
  readonly reads: number
  readonly inGroup: number
}

export interface CaptureReport {
  /** Part of all pairs of reads of one file that agree, 0 to 1; null without any. */
  readonly usualAgreement: number | null
  readonly agreeing: readonly AgreeingReaders[]
  readonly clustered: readonly ClusteredReader[]
}

/** Scores this close say the same: half a point of five. */
const sameWithin = 0.5
/** Fewer files in common, or fewer reads, say nothing about a reader. */
const leastReads = 8
/** Shown is what chance brings about less than once in a thousand: of thirty readers, 435 pairs, one pair in two rounds. */
const rare = 0.001

/**
 * Signs that readers may act together or for a group (DOMAIN: assignment, anti-capture); a reason for a person to look,
 * never a finding. Agreeing: two readers' scores of the same files lie within half a point more often than is likely,
 * were they to agree as often as readers do in general. Clustered: more of a reader's reads lie in one group than is
 * likely, were they to come from it as often as all reads of the same languages do. Both by the upper tail of the binomial distribution, under
 * 0.001. Sorted by ids.
 */
export function captureReport(reads: readonly ScoredRead[]): CaptureReport {
  const met = meetings(reads)
  const [files, agreed] = [...met.values()].reduce(
    ([all, same], pair) => [all + pair.files, same + pair.agreed],
    [0, 0],
  )
  const usual = files === 0 ? null : agreed / files

  return {
    usualAgreement: usual,
    agreeing: [...met.values()]
      .filter((pair) => pair.files >= leastReads && upperTail(pair.files, pair.agreed, usual ?? 1) < rare)
      .toSorted((one, other) => (one.readers.join(' ') < other.readers.join(' ') ? -1 : 1)),
    clustered: clusters(reads),
  }
}

function meetings(reads: readonly ScoredRead[]): Map<string, AgreeingReaders> {
  const met = new Map<string, AgreeingReaders>()
  const scored = reads.filter(({ score }) => score !== null).toSorted((a, b) => (a.reader < b.reader ? -1 : 1))
  const before = new Map<string, ScoredRead[]>()
  for (const read of scored) {
    const others = before.get(read.file) ?? []
    for (const other of others) note(met, other, read)
    before.set(read.file, [...others, read])
  }

  return met
}

function note(met: Map<string, AgreeingReaders>, one: ScoredRead, other: ScoredRead): void {
  const key = `${one.reader} ${other.reader}`
  const { files, agreed } = met.get(key) ?? { files: 0, agreed: 0 }
  const isSame = Math.abs((one.score ?? 0) - (other.score ?? 0)) <= sameWithin + 1e-9
  met.set(key, { readers: [one.reader, other.reader], files: files + 1, agreed: agreed + (isSame ? 1 : 0) })
}

function clusters(reads: readonly ScoredRead[]): ClusteredReader[] {
  const shareOf = sharesIn(reads)
  const readers = grouped(reads, ({ reader }) => reader)

  return [...readers.keys()].toSorted().flatMap((reader) => {
    const own = readers.get(reader) ?? []
    if (own.length < leastReads) return []
    return [...countsOf(own)]
      .map(([group, inGroup]) => ({ reader, group, reads: own.length, inGroup }))
      .filter(({ group, inGroup }) => upperTail(own.length, inGroup, shareOf(group, own)) < rare)
      .toSorted((one, other) => (one.group < other.group ? -1 : 1))
  })
}

/** How often reads like these come from a group: the mean, over them, of the group's part of all reads in their language. */
function sharesIn(reads: readonly ScoredRead[]): (group: string, own: readonly ScoredRead[]) => number {
  const languages = new Map(
    [...grouped(reads, ({ language }) => language)].map(([language, some]) => [
      language,
      { all: some.length, groups: countsOf(some) },
    ]),
  )
  return (group, own) =>
    own.reduce((sum, { language }) => {
      const { all = 1, groups } = languages.get(language) ?? {}
      return sum + (groups?.get(group) ?? 0) / all
    }, 0) / own.length
}

function countsOf(reads: readonly ScoredRead[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const { group } of reads) if (group !== null) counts.set(group, (counts.get(group) ?? 0) + 1)
  return counts
}

/** Probability of at least `hits` in `tries` independent tries, each with probability `chance`. */
function upperTail(tries: number, hits: number, chance: number): number {
  if (chance >= 1) return 1
  let tail = 0
  // In logarithms: the first terms of a long series are too small for a number.
  let term = tries * Math.log1p(-chance)
  for (let k = 0; k <= tries; k += 1) {
    if (k >= hits) tail += Math.exp(term)
    term += Math.log((tries - k) / (k + 1)) + Math.log(chance / (1 - chance))
  }

  return tail
}
