import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { type Words, wordsFor } from '#words/index.js'
import { acceptedLang } from '../shell/language.js'

/** The words of the caller's language, as `Accept-Language` names it; English otherwise. */
export const Spoken = createParamDecorator((_: unknown, context: ExecutionContext): Words => {
  const { headers } = context.switchToHttp().getRequest<FastifyRequest>()
  return wordsFor(acceptedLang(headers['accept-language']))
})
