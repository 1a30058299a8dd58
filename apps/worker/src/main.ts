import 'reflect-metadata'
import { ConsoleLogger } from '@nestjs/common'
import { workerEnvironment } from '#platform/config/app-environments.js'
import { Fault } from '#platform/fault.js'
import { errorCode } from '#platform/queue/error-code.js'
import { startWorker } from './worker.js'

const logger = new ConsoleLogger({ json: true, logLevels: ['warn', 'error', 'fatal'] })

/** Ends the process with a code and no value: causes of database errors hold values. */
function fail(error: unknown): never {
  const about = error instanceof Fault && error.code === 'environment' && error.cause instanceof Error
  logger.fatal(about ? `${errorCode(error)} ${(error.cause as Error).message}` : errorCode(error), 'worker')
  process.exit(1)
}

process.on('unhandledRejection', fail)
process.on('uncaughtException', fail)

const worker = await startWorker(workerEnvironment(), logger)

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => void worker.stop().then(() => process.exit(0), fail))
}
