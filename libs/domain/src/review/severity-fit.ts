import {
  type Belief,
  covarianceOf,
  type NumberedRead,
  type OpenFile,
  openFile,
  type Quality,
  qualityOf,
  solveReaders,
} from './severity-model.js'
import { cell, type Matrix } from './symmetric-matrix.js'

/** A variance below this (0.01 of a point) is taken for this: no division by zero where all scores are alike. */
const least = 1e-4
const mostRounds = 60
const settled = 1e-4

export interface Fit {
  readonly belief: Belief
  readonly files: readonly OpenFile[]
  readonly qualities: readonly Quality[]
}

interface Round extends Fit {
  readonly covariance: Matrix
}

/** Sums over the reads of one reader that the scale is a regression of. */
interface Tally {
  count: number
  scores: number
  squares: number
  products: number
}

/** Fits the model of `calibration.ts`: exact for offsets, homes and qualities in turn with scales and variances. */
export function fitSeverity(files: readonly (readonly NumberedRead[])[], readers: number): Fit {
  let belief = firstBelief(files, readers)
  for (let round = 0; round < mostRounds; round++) {
    const before = belief.offsets
    belief = nextBelief(lookAt(files, belief))
    if (belief.offsets.every((offset, j) => Math.abs(offset - (before[j] ?? 0)) < settled)) break
  }

  return lookAt(files, belief)
}

function firstBelief(files: readonly (readonly NumberedRead[])[], readers: number): Belief {
  const scores = files.flatMap((reads) => reads.map(({ score }) => score))
  const same = (value: number): number[] => Array.from({ length: readers }, () => value)

  return {
    mean: sumOf(scores) / scores.length,
    offsets: same(0),
    scales: same(1),
    scaleVariances: same(0),
    homes: same(0),
    noise: 0.3,
    qualitySpread: 0.3,
    offsetSpread: 0.1,
    scaleSpread: 0.05,
    homeSpread: 0.1,
  }
}

/** Offsets around nought, so that the mean is the average reader's. */
function lookAt(files: readonly (readonly NumberedRead[])[], belief: Belief): Round {
  const open = files.map((reads) => openFile(reads, belief))
  const { values, covariance } = solveReaders(open, belief)
  const readers = belief.scales.length
  const shift = sumOf(values.slice(0, readers)) / readers
  const offsets = values.slice(0, readers).map((offset) => offset - shift)
  const qualities = open.map((file) => qualityOf(file, values, covariance))

  return {
    belief: { ...belief, mean: belief.mean + shift, offsets, homes: values.slice(readers) },
    files: open,
    qualities,
    covariance,
  }
}

function nextBelief(round: Round): Belief {
  const { belief, covariance } = round
  const readers = belief.scales.length
  const tallies = talliesOf(round)
  const precisions = tallies.map(({ squares }) => squares / belief.noise + 1 / belief.scaleSpread)
  const scales = tallies.map(
    ({ products }, j) => (products / belief.noise + 1 / belief.scaleSpread) / (precisions[j] ?? 1),
  )
  const scaleVariances = precisions.map((precision) => 1 / precision)
  const misses = tallies.map(({ scores, products, squares }, j) => {
    const scale = scales[j] ?? 1
    return scores - 2 * scale * products + (scale ** 2 + (scaleVariances[j] ?? 0)) * squares
  })

  return {
    ...belief,
    scales,
    scaleVariances,
    noise: variance(sumOf(misses), sumOf(tallies.map(({ count }) => count))),
    qualitySpread: variance(sumOf(round.files.map((_, i) => surpriseOf(round, i))), round.files.length),
    offsetSpread: variance(sumOf(belief.offsets.map((offset, j) => offset ** 2 + cell(covariance, j, j))), readers),
    homeSpread: variance(
      sumOf(belief.homes.map((home, j) => home ** 2 + cell(covariance, readers + j, readers + j))),
      readers,
    ),
    scaleSpread: variance(sumOf(scales.map((scale, j) => (scale - 1) ** 2 + (scaleVariances[j] ?? 0))), readers),
  }
}

const variance = (sum: number, count: number): number => Math.max(least, sum / count)
const sumOf = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0)

/** Expected sums: what is not known of offset and quality, and that they lean on each other, is counted in. */
function talliesOf({ belief, files, qualities, covariance }: Round): Tally[] {
  const tallies = belief.scales.map((): Tally => ({ count: 0, scores: 0, squares: 0, products: 0 }))
  for (const [i, { reads }] of files.entries()) {
    const quality = qualities[i]
    for (const { reader, score } of reads) {
      const tally = tallies[reader]
      if (!quality || !tally) continue
      const rest = score - belief.mean - (belief.offsets[reader] ?? 0)
      tally.count += 1
      tally.scores += rest ** 2 + cell(covariance, reader, reader)
      tally.squares += quality.value ** 2 + quality.variance
      tally.products += quality.value * rest - covarianceOf(quality.moves, [{ at: reader, pull: 1 }], covariance)
    }
  }

  return tallies
}

/** Expected square of what a file's quality differs by from its readers' homes. */
function surpriseOf({ belief, files, qualities, covariance }: Round, index: number): number {
  const [file, quality] = [files[index], qualities[index]]
  if (!file || !quality) return 0
  const homes = file.homes.map(({ at, pull }) => ({ at: belief.scales.length + at, pull }))
  const expected = sumOf(file.homes.map(({ at, pull }) => pull * (belief.homes[at] ?? 0)))

  return (
    (quality.value - expected) ** 2 +
    quality.variance +
    covarianceOf(homes, homes, covariance) -
    2 * covarianceOf(homes, quality.moves, covariance)
  )
}
