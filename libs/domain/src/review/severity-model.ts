import { add, cell, inverse, type Matrix, zeros } from './symmetric-matrix.js'

/** One score, files and readers by number. */
export interface NumberedRead {
  readonly reader: number
  readonly score: number
  readonly isPoolWide: boolean
}

/** What is believed of the pool and of each reader at one moment; spreads are variances. */
export interface Belief {
  readonly mean: number
  readonly offsets: readonly number[]
  readonly scales: readonly number[]
  readonly scaleVariances: readonly number[]
  readonly homes: readonly number[]
  readonly noise: number
  readonly qualitySpread: number
  readonly offsetSpread: number
  readonly scaleSpread: number
  readonly homeSpread: number
}

/** One unknown (an offset, a home, a scale) and how strongly it bears on a file. */
export interface Tie {
  readonly at: number
  readonly pull: number
}

/** Quality of one file as its scores have it, while the unknowns it is tied to stay open. */
export interface OpenFile {
  readonly reads: readonly NumberedRead[]
  readonly homes: readonly Tie[]
  readonly ties: readonly Tie[]
  readonly precision: number
  readonly level: number
}

export interface Quality {
  readonly value: number
  readonly variance: number
  /** Change of the value with each unknown it is tied to. */
  readonly moves: readonly Tie[]
}

/** Readers of the file who were given it from their own region, each with an equal share in what is expected of it. */
function homesOf(reads: readonly NumberedRead[]): Tie[] {
  const own = reads.filter(({ isPoolWide }) => !isPoolWide)
  return own.map(({ reader }) => ({ at: reader, pull: 1 / own.length }))
}

/** Writes the file's quality as (level − Σ pull · unknown) / precision; homes are numbered after the offsets. */
export function openFile(reads: readonly NumberedRead[], belief: Belief): OpenFile {
  const { mean, scales, scaleVariances, noise, qualitySpread } = belief
  const homes = homesOf(reads)
  const ties: Tie[] = homes.map(({ at, pull }) => ({ at: scales.length + at, pull: -pull / qualitySpread }))
  let precision = 1 / qualitySpread
  let level = 0
  for (const { reader, score } of reads) {
    const scale = scales[reader] ?? 1
    precision += (scale ** 2 + (scaleVariances[reader] ?? 0)) / noise
    level += (scale * (score - mean)) / noise
    ties.push({ at: reader, pull: scale / noise })
  }

  return { reads, homes, ties, precision, level }
}

/** Information on all offsets and homes, every quality eliminated from it (Schur complement). */
export function informationOf(files: readonly OpenFile[], belief: Belief, size: number): Float64Array[] {
  const { scales, noise, qualitySpread, offsetSpread, homeSpread } = belief
  const readers = scales.length
  const matrix = zeros(size)
  for (let j = 0; j < readers; j++) {
    add(matrix, j, j, 1 / offsetSpread)
    add(matrix, readers + j, readers + j, 1 / homeSpread)
  }
  for (const { reads, homes, ties, precision } of files) {
    for (const { reader } of reads) add(matrix, reader, reader, 1 / noise)
    addSquare(matrix, homes, { shift: readers, factor: 1 / qualitySpread })
    addSquare(matrix, ties, { shift: 0, factor: -1 / precision })
  }

  return matrix
}

/** Adds factor · pull · pullᵀ. */
function addSquare(matrix: Matrix, ties: readonly Tie[], { shift, factor }: { shift: number; factor: number }): void {
  for (const one of ties) {
    for (const other of ties) add(matrix, shift + one.at, shift + other.at, factor * one.pull * other.pull)
  }
}

/** Posterior mean and covariance of offsets (first) and homes (after them), the scales held. */
export function solveReaders(files: readonly OpenFile[], belief: Belief): { values: number[]; covariance: Matrix } {
  const { mean, noise, scales } = belief
  const size = 2 * scales.length
  const right = new Float64Array(size)
  for (const { reads, ties, precision, level } of files) {
    for (const { reader, score } of reads) right[reader] = (right[reader] ?? 0) + (score - mean) / noise
    for (const { at, pull } of ties) right[at] = (right[at] ?? 0) - (pull * level) / precision
  }
  const covariance = inverse(informationOf(files, belief, size))

  return {
    covariance,
    values: covariance.map((row) => row.reduce((sum, value, k) => sum + value * (right[k] ?? 0), 0)),
  }
}

/** Quality of a file once the unknowns have values, their doubt counted in. */
export function qualityOf(
  { ties, precision, level }: OpenFile,
  values: readonly number[],
  covariance: Matrix,
): Quality {
  const moves = ties.map(({ at, pull }) => ({ at, pull: -pull / precision }))
  const value = ties.reduce((rest, { at, pull }) => rest - pull * (values[at] ?? 0), level) / precision

  return { value, moves, variance: 1 / precision + covarianceOf(moves, moves, covariance) }
}

/** Covariance of two weighted sums of unknowns. */
export function covarianceOf(one: readonly Tie[], other: readonly Tie[], covariance: Matrix): number {
  let sum = 0
  for (const a of one) for (const b of other) sum += a.pull * b.pull * cell(covariance, a.at, b.at)
  return sum
}
