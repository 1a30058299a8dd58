import 'reflect-metadata'
import { workerEnvironment } from '#platform/config/app-environments.js'
import { start } from '#platform/config/start.js'
import { Log } from '#platform/log/log.js'
import { NestLog } from '#platform/log/nest-log.js'
import { startWorker } from './worker.js'

await start(async () => {
  const worker = await startWorker(workerEnvironment(), new NestLog(new Log()))
  // A stop that fails ends the process through `start`, as anything unexpected does.
  const stop = () => void worker.stop().then(() => process.exit(0))
  process.once('SIGTERM', stop).once('SIGINT', stop)
})
