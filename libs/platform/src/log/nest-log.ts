import type { LoggerService } from '@nestjs/common'
import type { Log } from './log.js'

/** Machines of ours that speak through Nest's logger; they say `<what> <code>` and nothing else. */
const ourMachines = new Set(['queue', 'outbox'])

/** Stands in for Nest's logger, whose texts may carry values: keeps the fact that it spoke, and which part. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(): void {}
  debug(): void {}
  verbose(): void {}

  warn(message: unknown, ...rest: unknown[]): void {
    const name = contextOf(rest)
    const own = ourMachines.has(name) ? /^([a-z0-9.-]{1,60}) (\w{1,60})$/.exec(String(message)) : null
    this.target.warn(own ? { code: own[2], event: own[1], name } : { code: 'framework_warning', name })
  }

  error(message: unknown, ...rest: unknown[]): void {
    this.target.fault(message, { event: 'framework', route: contextOf(rest) })
  }

  fatal(message: unknown, ...rest: unknown[]): void {
    this.error(message, ...rest)
  }
}

const contextOf = (rest: readonly unknown[]): string => {
  const last = rest.at(-1)
  return typeof last === 'string' && /^\w{1,60}$/.test(last) ? last : 'framework'
}
