import { fileURLToPath } from 'node:url'
import { Injectable } from '@nestjs/common'
import type { Calibration, Read } from '#domain/review/calibration.js'
import type { Outcome } from '#domain/outcome.js'
import { runInThread } from '#platform/run-in-thread.js'

/** Ids and scores only. */
export interface CalibrationJob {
  readonly fileIds: readonly string[]
  readonly reads: readonly Read[]
}

export type Calibrated = Outcome<Calibration, 'too_few_pool_wide_reads'>

const script = fileURLToPath(new URL('./calibrate-thread.js', import.meta.url))
const patienceMs = 30_000

/** Calibrates outside the thread that answers requests; one run at a time, the others wait in the order they came. */
@Injectable()
export class Calibrator {
  private last: Promise<unknown> = Promise.resolve()

  /** Nothing is kept. Fault `calibration_failed` when the thread ends without an answer, or takes over half a minute. */
  run(job: CalibrationJob): Promise<Calibrated> {
    const turn = this.last.then(() => answerOf(job))
    this.last = Promise.allSettled([turn])
    return turn
  }
}

const answerOf = (job: CalibrationJob): Promise<Calibrated> =>
  runInThread({ script, job, fault: 'calibration_failed', patienceMs })
