import type { Fit } from './severity-fit.js'
import { informationOf, type OpenFile, type Quality } from './severity-model.js'
import { add, cell, inverse } from './symmetric-matrix.js'

/** Variances of one reader's offset and scale. */
export interface ReaderDoubt {
  readonly offset: number
  readonly scale: number
}

/**
 * How well each offset and scale is known, with all offsets, homes, scales and qualities open at once: the curvature of
 * the model around its fit (Laplace). Scales are numbered after offsets and homes.
 */
export function readerVariances({ belief, files, qualities }: Fit): ReaderDoubt[] {
  const readers = belief.scales.length
  const widened = files.map((file, i) => withScales(file, qualities[i], readers))
  const matrix = informationOf(widened, belief, 3 * readers)
  for (let j = 0; j < readers; j++) add(matrix, 2 * readers + j, 2 * readers + j, 1 / belief.scaleSpread)
  for (const [i, { reads }] of files.entries()) {
    const { value, variance } = qualities[i] ?? none
    for (const { reader } of reads) {
      const scale = 2 * readers + reader
      add(matrix, reader, scale, value / belief.noise)
      add(matrix, scale, reader, value / belief.noise)
      add(matrix, scale, scale, (value ** 2 + variance) / belief.noise)
    }
  }
  const covariance = inverse(matrix)

  return belief.scales.map((_, j) => ({
    offset: cell(covariance, j, j),
    scale: cell(covariance, 2 * readers + j, 2 * readers + j),
  }))
}

const none: Quality = { value: 0, variance: 0, moves: [] }

/** A file tied to its readers' scales as well: a score moves with its reader's scale by as much as the file's quality. */
function withScales(file: OpenFile, quality: Quality | undefined, readers: number): OpenFile {
  const value = quality?.value ?? 0
  const scales = file.ties
    .filter(({ at }) => at < readers)
    .map(({ at, pull }) => ({ at: 2 * readers + at, pull: pull * value }))

  return { ...file, ties: [...file.ties, ...scales] }
}
