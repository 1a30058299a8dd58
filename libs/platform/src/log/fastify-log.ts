import type { FastifyLoggerOptions } from 'fastify'
import { allowedLine } from './line.js'
import { hourNow } from './log.js'

/** Pino as Fastify makes it, behind the same allow-list: a line without a code of ours is not written at all. */
export const fastifyLog = {
  level: 'info',
  base: null,
  timestamp: () => `,"hour":"${hourNow()}"`,
  formatters: { level: (label: string) => ({ level: label }), bindings: () => ({}) },
  hooks: {
    logMethod(given: unknown[], write: (line: object) => void): void {
      const line = allowedLine(given[0])
      if (line.code !== undefined) write.call(this, line)
    },
  },
} as unknown as FastifyLoggerOptions
