import type { LoggerService } from '@nestjs/common'
import type { Log } from './log.js'

/** Stands in for Nest's logger, whose texts may carry values: keeps the fact that it spoke, and which part. */
export class NestLog implements LoggerService {
  constructor(private readonly target: Log) {}

  log(): void {}
  debug(): void {}
  verbose(): void {}

  warn(_message: unknown, ...rest: unknown[]): void {
    this.target.warn({ code: 'framework_warning', name: contextOf(rest) })
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
