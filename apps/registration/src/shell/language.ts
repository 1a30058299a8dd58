import { createParamDecorator, type ExecutionContext } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { Fault } from '#platform/fault.js'
import { isLang, type Lang, langs, type Words, wordsFor } from '#words/index.js'

const firstSegment = (request: FastifyRequest): string => request.url.split(/[/?]/, 2)[1] ?? ''

/** The first language the browser names that we have; English otherwise. */
export function acceptedLang(header: string | undefined): Lang {
  const named = (header ?? '').split(',').map((part) => part.trim().slice(0, 2).toLowerCase())
  return named.find(isLang) ?? langs[0]
}

/** Language of a request for messages about it: of its address, else of its browser. */
export function langOf(request: FastifyRequest): Lang {
  const segment = firstSegment(request)
  return isLang(segment) ? segment : acceptedLang(request.headers['accept-language'])
}

/** The words of the page's language, from its address. */
export const InLanguage = createParamDecorator((_: unknown, context: ExecutionContext): Words => {
  const { lang } = context.switchToHttp().getRequest<FastifyRequest>().params as { lang?: unknown }
  if (!isLang(lang)) throw new Fault('not_found')
  return wordsFor(lang)
})
