import { Log } from '#platform/log/log.js'

/** Runs a process from its first line; what stops it on the way is written by name and code, and the process ends. */
export async function start(work: () => Promise<unknown>): Promise<void> {
  const log = new Log()
  const end = (error: unknown): void => {
    log.fault(error, { event: 'process-ended' })
    // The names of unfit variables and unguarded routes; neither holds a value.
    if (error instanceof Error && error.cause instanceof Error && namesOnly.has(error.message)) {
      process.stderr.write(`${error.message}: ${error.cause.message}\n`)
    }
    process.exit(1)
  }
  process.once('uncaughtException', end).once('unhandledRejection', end)
  await work().catch(end)
}

const namesOnly = new Set(['environment', 'live_rules', 'routes_unguarded'])
