import { grouped } from '../grouped.js'
import { done, type Outcome, refuse } from '../outcome.js'
import { meanOf } from './rubric.js'
import { readerVariances } from './severity-doubt.js'
import { type Fit, fitSeverity } from './severity-fit.js'
import type { NumberedRead } from './severity-model.js'

/** One reader's score of one file, 1 to 5; null without one. `isPoolWide`: drawn from all readers, whatever the region. */
export interface Read {
  readonly fileId: string
  readonly readerId: string
  readonly score: number | null
  readonly isPoolWide: boolean
  /** Of a file everybody was given: it tells readers apart as a pool-wide read does, and is no part of the share. */
  readonly isAnchor?: boolean
}

/** A value and the ends of its 95 % interval. */
export interface Estimate {
  readonly value: number
  readonly low: number
  readonly high: number
}

/**
 * A value or an end of an interval as it is shown on the scale of 1 to 5. The model knows no ends of the scale, so an
 * estimate may lie beyond; files are ranked by the estimate itself.
 */
export const onScale = (value: number): number => Math.min(5, Math.max(1, value))

export interface CalibratedFile {
  readonly fileId: string
  readonly raw: number | null
  /** As the average reader would have scored it, points of 1 to 5; drawn towards the pool where little is known. */
  readonly calibrated: Estimate | null
}

/** Offset: points above (mild) or below (strict) the average reader on a file of average quality. Scale: 1 is average. */
export interface Severity {
  readonly readerId: string
  readonly reads: number
  readonly offset: Estimate
  readonly scale: Estimate
}

export interface Calibration {
  /** Share of scored reads drawn pool-wide, 0 to 1; anchor files left out. */
  readonly share: number
  /** In the order asked for. */
  readonly files: readonly CalibratedFile[]
  /** In the order in which they first occur. */
  readonly readers: readonly Severity[]
}

/** Below it region and reader cannot be told apart (DOMAIN: assignment and calibration). */
const leastShare = 0.2

/** A share as pages say it: rounded down, so that none under a border is shown as having reached it. */
export const wholePercent = (share: number): number => Math.floor(share * 100 + 1e-9)

/**
 * Mean and calibrated value side by side. Refuses `too_few_pool_wide_reads` with the measured share,
 * which reads of anchor files neither raise nor lower: they do not stand in for it. The model:
 *   score = mean + offset_reader + scale_reader · quality_file + noise
 *   quality_file = average of home_reader over its readers of the own region + what is its own
 * Offsets, scales (around 1), homes and qualities are normal; how far each spreads is learnt from the pool (empirical
 * Bayes), so a reader of few files stays near the average. `home` is what a reader is given: without it a region of
 * strong files passes for a mild reader; only pool-wide reads tell the two apart. Offsets, homes and qualities are solved
 * exactly, in turn with scales and variances (EM). No score is ever divided by a reader's own spread. Intervals hold as
 * far as scores are not cut off at 1 and 5.
 */
export function calibrate(
  fileIds: readonly string[],
  reads: readonly Read[],
  minimumShare = leastShare,
): Outcome<Calibration, 'too_few_pool_wide_reads'> {
  const scored = reads.filter((read): read is ScoredRead => read.score !== null)
  const share = shareDrawn(scored)
  if (scored.length === 0 || share < minimumShare) return refuse('too_few_pool_wide_reads', { share, minimumShare })
  const readerIds = [...new Set(scored.map(({ readerId }) => readerId))]
  const byFile = grouped(scored, ({ fileId }) => fileId)
  const fit = fitSeverity(numbered([...byFile.values()], readerIds), readerIds.length)
  const values = calibratedValues([...byFile.keys()], fit)

  return done({
    share,
    files: fileIds.map((fileId) => ({
      fileId,
      raw: meanOf((byFile.get(fileId) ?? []).map(({ score }) => score)),
      calibrated: values.get(fileId) ?? null,
    })),
    readers: severities(readerIds, scored, fit),
  })
}

function shareDrawn(scored: readonly ScoredRead[]): number {
  const measured = scored.filter(({ isAnchor }) => !isAnchor)
  return measured.filter(({ isPoolWide }) => isPoolWide).length / Math.max(1, measured.length)
}

type ScoredRead = Read & { readonly score: number }

function numbered(files: readonly (readonly ScoredRead[])[], readerIds: readonly string[]): NumberedRead[][] {
  const numbers = new Map(readerIds.map((id, number) => [id, number]))
  return files.map((reads) =>
    reads.map(({ readerId, score, isPoolWide }) => ({ reader: numbers.get(readerId) ?? 0, score, isPoolWide })),
  )
}

/** 95 % of a normal distribution lie within this many deviations. */
const width = 1.96

function estimate(value: number, variance: number): Estimate {
  const half = width * Math.sqrt(variance)
  return { value, low: value - half, high: value + half }
}

const calibratedValues = (fileIds: readonly string[], { belief, qualities }: Fit): Map<string, Estimate> =>
  new Map(
    fileIds.flatMap((id, i) => {
      const quality = qualities[i]
      return quality ? [[id, estimate(belief.mean + quality.value, quality.variance)] as const] : []
    }),
  )

function severities(readerIds: readonly string[], scored: readonly ScoredRead[], fit: Fit): Severity[] {
  const variances = readerVariances(fit)
  const counts = grouped(scored, ({ readerId }) => readerId)

  return readerIds.map((readerId, j) => ({
    readerId,
    reads: counts.get(readerId)?.length ?? 0,
    offset: estimate(fit.belief.offsets[j] ?? 0, variances[j]?.offset ?? 0),
    scale: estimate(fit.belief.scales[j] ?? 1, variances[j]?.scale ?? 0),
  }))
}
