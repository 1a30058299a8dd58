import { Fault } from '#platform/fault.js'
import { allowedLine, framesOf, type LogLine } from './line.js'

/** Where lines go: Fastify's pino in the web apps, standard output elsewhere. */
export interface LogSink {
  info(line: object): void
  warn(line: object): void
  error(line: object): void
}

// The hour is enough to follow a fault; a minute would tell when somebody sent something.
export const hourNow = (): string => new Date().toISOString().slice(0, 13)

const toStandardOutput = (level: string) => (line: object) => {
  process.stdout.write(`${JSON.stringify({ level, hour: hourNow(), ...line })}\n`)
}

const standardOutput: LogSink = {
  info: toStandardOutput('info'),
  warn: toStandardOutput('warn'),
  error: toStandardOutput('error'),
}

/** The only log. It takes codes, route patterns, figures and ids, and can show nothing else. */
export class Log {
  constructor(private readonly sink: LogSink = standardOutput) {}

  info(line: LogLine): void {
    this.sink.info(allowedLine(line))
  }

  warn(line: LogLine): void {
    this.sink.warn(allowedLine(line))
  }

  /** A surprise: its name, code, cause and place in the code, never its message. */
  fault(error: unknown, line: LogLine = {}): void {
    this.sink.error(allowedLine({ ...line, ...described(error) }))
  }
}

function described(error: unknown): LogLine {
  if (!(error instanceof Error)) return { code: 'unexpected', name: 'none' }
  const at = framesOf(error)
  const code = codeOf(error) ?? 'unexpected'
  const cause = error.cause instanceof Error ? (codeOf(error.cause) ?? error.cause.name) : undefined

  return { code, name: error.name, ...(cause && { cause }), ...(at && { at }) }
}

function codeOf(error: Error): string | undefined {
  if (error instanceof Fault) return error.code
  return 'code' in error && typeof error.code === 'string' ? error.code : undefined
}
