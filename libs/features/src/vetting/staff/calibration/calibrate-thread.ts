// Runs inside a worker thread of its own: 3,000 files of 3 reads take up to a second, in which the process answers others.
import { parentPort, workerData } from 'node:worker_threads'
import { calibrate } from '#domain/review/calibration.js'
import type { CalibrationJob } from './calibrator.js'

const { fileIds, reads } = workerData as CalibrationJob
parentPort?.postMessage(calibrate(fileIds, reads), [])
