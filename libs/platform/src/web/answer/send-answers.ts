import { type CallHandler, type ExecutionContext, Injectable, type NestInterceptor } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { map, type Observable } from 'rxjs'
import { Download, Page, SeeOther } from './page.js'
import { Problem } from './problem.js'

/** Puts what a handler returned on the wire. */
export function sendable(result: unknown, reply: FastifyReply): unknown {
  if (result instanceof Page) {
    void reply.code(result.status).header('content-type', 'text/html; charset=utf-8')
    return result.html
  }
  if (result instanceof SeeOther) {
    void reply.code(303).header('location', result.location)
    return ''
  }
  if (result instanceof Download) {
    void reply
      .header('content-type', `${result.type}; charset=utf-8`)
      .header('content-disposition', `attachment; filename="${result.fileName}"`)
    return result.content
  }
  if (result instanceof Problem) {
    void reply.code(result.status).header('content-type', 'application/problem+json; charset=utf-8')
    return JSON.stringify(result.body)
  }
  return result
}

@Injectable()
export class SendAnswers implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const reply = context.switchToHttp().getResponse<FastifyReply>()
    return next.handle().pipe(map((result) => sendable(result, reply)))
  }
}
