import type { Read } from '#domain/review/calibration.js'
import { type Chance, chance } from './chance.js'

/**
 * 3,000 files, 30 readers, 3 different readers each. Six regions of five readers; files belong to regions in turn. What
 * is assumed of the world (points of the scale 1 to 5, all normal):
 *   quality = region + 0.6 · own, regions evenly spaced with a spread of about 0.36
 *   score = 3 + offset + scale · quality + 0.55 · noise, offset 0.55 · own, scale 1 + 0.28 · own (never under 0.1),
 *   cut off at 1 and 5 and rounded to 0.05, the step of the rubric.
 * Of a hundred reads `poolWide` are drawn from all readers, spread evenly, the others from the file's own region.
 */
const size = { files: 3000, readers: 30, reads: 3, regions: 6 }
const spread = { region: 0.36, quality: 0.6, offset: 0.55, scale: 0.28, noise: 0.55 }

export interface Simulated {
  readonly fileIds: readonly string[]
  readonly reads: readonly Read[]
  readonly quality: ReadonlyMap<string, number>
  /** Planted offset on a file of average quality, compared with the average reader. */
  readonly offsets: ReadonlyMap<string, number>
}

export function simulatedReviews(seed: number, poolWide: number): Simulated {
  const lot = chance(seed)
  const readers = Array.from({ length: size.readers }, () => ({
    offset: spread.offset * lot.normal(),
    scale: Math.max(0.1, 1 + spread.scale * lot.normal()),
  }))
  const quality = new Map<string, number>()
  const reads: Read[] = []
  for (let i = 0; i < size.files; i++) {
    const region = i % size.regions
    const fileId = `file ${i}`
    const value = spread.region * Math.SQRT2 * ((2 * region) / (size.regions - 1) - 1) + spread.quality * lot.normal()
    quality.set(fileId, value)
    for (const [number, isPoolWide] of drawnReaders(lot, i, poolWide)) {
      const { offset, scale } = readers[number] ?? { offset: 0, scale: 1 }
      const exact = 3 + offset + scale * value + spread.noise * lot.normal()
      const score = Math.round(Math.min(5, Math.max(1, exact)) * 20) / 20
      reads.push({ fileId, readerId: `reader ${number}`, score, isPoolWide })
    }
  }

  return {
    fileIds: [...quality.keys()],
    reads,
    quality,
    offsets: plantedOffsets(readers, meanOf([...quality.values()])),
  }
}

/** Three different readers and whether each was drawn from all. */
function drawnReaders(lot: Chance, file: number, poolWide: number): Map<number, boolean> {
  const each = size.readers / size.regions
  const drawn = new Map<number, boolean>()
  for (let read = file * size.reads; drawn.size < size.reads; read++) {
    const isPoolWide = Math.floor(((read + 1) * poolWide) / 100) > Math.floor((read * poolWide) / 100)
    let reader: number
    do reader = isPoolWide ? lot.below(size.readers) : (file % size.regions) * each + lot.below(each)
    while (drawn.has(reader))
    drawn.set(reader, isPoolWide)
  }

  return drawn
}

function plantedOffsets(readers: readonly { offset: number; scale: number }[], average: number): Map<string, number> {
  const offsets = readers.map(({ offset, scale }) => offset + scale * average)
  const mean = meanOf(offsets)
  return new Map(offsets.map((offset, number) => [`reader ${number}`, offset - mean]))
}

const meanOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length

/** Share of the planted best files among the best by `value`; a file without one comes last. */
export function shareOfBest(
  { fileIds, quality }: Simulated,
  value: ReadonlyMap<string, number | null>,
  count = 200,
): number {
  const best = (of: ReadonlyMap<string, number | null>): string[] =>
    fileIds.toSorted((a, b) => (of.get(b) ?? -Infinity) - (of.get(a) ?? -Infinity)).slice(0, count)
  const planted = new Set(best(quality))

  return best(value).filter((id) => planted.has(id)).length / count
}
