import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { Fault } from '#platform/fault.js'

/** A change to what the caller saw in this version; 0 for what was not there yet. */
export interface Conditional {
  readonly version: number
  readonly body: unknown
}

const strongTag = /^"(\d{1,6})"$/

export const tagOf = (version: number): string => `"${version}"`

/** The version `If-Match` names. Fault `version_needed` without one, `malformed_form` for any other text. */
export const Change = createParamDecorator((_: unknown, context: ExecutionContext): Conditional => {
  const { headers, body } = context.switchToHttp().getRequest<FastifyRequest>()
  const given = headers['if-match']
  if (given === undefined) throw new Fault('version_needed')
  const version = strongTag.exec(given.trim())?.[1]
  if (version === undefined) throw new Fault('malformed_form')

  return { version: Number(version), body }
})
