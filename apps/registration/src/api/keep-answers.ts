import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { catchError, concatMap, from, type Observable, of, tap, throwError } from 'rxjs'
import { type Claim, KeptAnswers, type KeyedCaller } from '#features/application/registration/kept-answers.js'
import { Fault } from '#platform/fault.js'
import { actorOf } from '#platform/web/access/decorators.js'
import { Problem } from '#platform/web/answer/problem.js'
import { wordsFor } from '#words/index.js'
import { acceptedLang } from '../shell/language.js'
import { tagOf } from './conditional.js'

const ownKey = /^[\x21-\x7e]{16,128}$/
const refusals = { running: 409, other: 422 } as const

/**
 * What every answer of the API has: the version it speaks of as its ETag, and, for a signed-in write that bears an
 * Idempotency-Key, the answer given the first time. A request that ended in an error of ours gives its key back.
 */
@Injectable()
export class KeepAnswers implements NestInterceptor {
  constructor(private readonly kept: KeptAnswers) {}

  async intercept(context: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = context.switchToHttp()
    const request = http.getRequest<FastifyRequest>()
    const tagged = (answer: unknown) => tag(http.getResponse<FastifyReply>(), answer)
    const me = actorOf(request) as KeyedCaller | undefined
    const key = keyOf(request)
    if (!me || key === undefined) return next.handle().pipe(tap(tagged))

    const claim = await this.kept.claim(me, { key, request: requestText(request) })
    if (claim.code !== 'new') return of(answered(claim, request)).pipe(tap(tagged))
    return next.handle().pipe(
      concatMap(async (answer) => {
        await this.kept.keep(me, key, written(answer))
        return answer
      }),
      catchError((error: unknown) => from(this.kept.giveBack(me, key)).pipe(concatMap(() => throwError(() => error)))),
      tap(tagged),
    )
  }
}

function keyOf({ method, headers }: FastifyRequest): string | undefined {
  const key = headers['idempotency-key']
  if (key === undefined || method === 'GET') return undefined
  if (typeof key !== 'string' || !ownKey.test(key)) throw new Fault('malformed_form')
  return key
}

const requestText = ({ method, url, headers, body }: FastifyRequest): string =>
  JSON.stringify([method, url, headers['if-match'] ?? null, body ?? null])

const written = (answer: unknown): string =>
  JSON.stringify(answer instanceof Problem ? { problem: answer } : { answer: answer ?? null })

function answered(claim: Claim, request: FastifyRequest): unknown {
  if (claim.code === 'done') {
    const { problem, answer } = JSON.parse(claim.answer) as { problem?: Problem; answer?: unknown }
    return problem
      ? new Problem(problem.status, problem.code, problem.title, problem.errors, problem.reference)
      : (answer ?? undefined)
  }
  const words = wordsFor(acceptedLang(request.headers['accept-language']))
  const code = claim.code === 'other' ? 'other' : 'running'
  return new Problem(refusals[code], `key_${code}`, words(`refusal.key_${code}`))
}

function tag(reply: FastifyReply, answer: unknown): void {
  const isVersioned =
    typeof answer === 'object' && answer !== null && !(answer instanceof Problem) && 'version' in answer
  if (isVersioned && typeof answer.version === 'number') void reply.header('etag', tagOf(answer.version))
}
