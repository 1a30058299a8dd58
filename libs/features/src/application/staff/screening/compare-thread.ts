// Runs inside a worker thread of its own: 5,000 files take about a second, in which the process answers others.
import { parentPort, workerData } from 'node:worker_threads'
import { type ContactFile, findAlike } from '#domain/duplicate/alike.js'

parentPort?.postMessage(findAlike(workerData as readonly ContactFile[], new Set()), [])
