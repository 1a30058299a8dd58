import { type ArgumentsHost, Catch, type ExceptionFilter, Injectable } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Log } from '#platform/log/log.js'
import { isApiPath } from '../door/body.js'
import { type ErrorKind, errorKind, errorStatus } from './error-kind.js'
import { Page, seeOther } from './page.js'
import { Problem } from './problem.js'
import { sendable } from './send-answers.js'

/** How an app speaks when something went wrong, in the language of the request. */
export abstract class ErrorVoice {
  /** A whole page. `reference` only where somebody may have to look it up. */
  abstract page(kind: ErrorKind, request: FastifyRequest, reference?: string): string
  abstract sentence(kind: ErrorKind, request: FastifyRequest): string
  abstract signInPath(request: FastifyRequest): string
}

const isAborted = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'ECONNRESET' || error.code === 'FST_ERR_CTP_INVALID_CONTENT_LENGTH')

// Every bucket has a token again by then; one figure for all says nothing of which was empty.
const waitSeconds = 60

/** The one place where errors become answers. Nothing an error says is shown or written. */
@Catch()
@Injectable()
export class CalmFilter implements ExceptionFilter {
  constructor(
    private readonly voice: ErrorVoice,
    private readonly log: Log,
  ) {}

  catch(error: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp()
    this.answer(error, http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>())
  }

  answer(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const kind = errorKind(error)
    const isFault = kind === 'fault' || kind === 'away'
    if (isFault && !isAborted(error)) this.log.fault(error, { route: routeOf(request), requestId: request.id })
    if (reply.sent) return
    if (kind === 'too_many') void reply.header('retry-after', String(waitSeconds))
    const reference = isFault ? request.id : undefined
    void reply.send(sendable(this.said(kind, request, reference), reply))
  }

  private said(kind: ErrorKind, request: FastifyRequest, reference?: string): unknown {
    const status = errorStatus[kind]
    if (isApiPath(request.url)) return new Problem(status, kind, this.voice.sentence(kind, request), [], reference)
    if (kind === 'sign_in') return seeOther(this.voice.signInPath(request))
    return new Page(this.voice.page(kind, request, reference), status)
  }
}

/** The pattern a request matched, never its path. */
export const routeOf = (request: FastifyRequest): string => request.routeOptions?.url ?? 'none'
