import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common'
import { Reflector } from '@nestjs/core'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { Fault } from '#platform/fault.js'
import { isApiPath } from '../door/body.js'
import { isSameOrigin } from '../door/origin.js'
import { originsOf, WebSettings } from '../settings.js'
import { SessionCookie } from './cookie.js'
import { allowKey, publicRoute } from './decorators.js'
import { formTokenField, isFormToken } from './form-token.js'
import { Gate } from './gate.js'
import { isSafe } from './safe-methods.js'
import { Throttle } from './throttle.js'

/** Before every handler: our own page sent it, its form carries the session's token, and the gate lets it in. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    private readonly reflector: Reflector,
    @Inject(WebSettings) private readonly settings: WebSettings,
    private readonly cookie: SessionCookie,
    private readonly gate: Gate,
    private readonly throttle: Throttle,
  ) {}

  /** Faults: wrong_origin, wrong_form_token (the only 403s), sign_in_needed, not_found, rate_limited. */
  async canActivate(context: ExecutionContext): Promise<boolean> {
    const request = context.switchToHttp().getRequest<FastifyRequest>()
    const permission = this.reflector.getAllAndOverride<string | undefined>(allowKey, [
      context.getHandler(),
      context.getClass(),
    ])
    if (permission === undefined) throw new Fault('route_without_guard')
    if (!this.gate.isHere(request)) throw new Fault('not_found')
    const isChange = !isSafe(request) && !isApiPath(request.url)
    if (isChange) this.checkOrigin(request)
    const given = isChange ? takeFormToken(request) : undefined
    if (permission === publicRoute) {
      await this.throttle.slow(request)
      return true
    }
    if (isChange) this.checkToken(request, given)

    const reply = context.switchToHttp().getResponse<FastifyReply>()
    return this.judged(await this.gate.judge(request, permission, reply))
  }

  private checkOrigin(request: FastifyRequest): void {
    if (!isSameOrigin(request.headers, originsOf(this.settings))) throw new Fault('wrong_origin')
  }

  private checkToken(request: FastifyRequest, given: unknown): void {
    const session = this.cookie.read(request)
    if (session === null) throw new Fault('sign_in_needed')
    if (!isFormToken(session, given)) throw new Fault('wrong_form_token')
  }

  private judged(admission: Awaited<ReturnType<Gate['judge']>>): true {
    if (admission === 'sign_in') throw new Fault('sign_in_needed')
    if (admission === 'absent') throw new Fault('not_found')
    return true
  }
}

/** Reads the token and removes it, so that forms see their own fields only. */
function takeFormToken(request: FastifyRequest): unknown {
  const body = request.body
  if (typeof body !== 'object' || body === null || !(formTokenField in body)) return undefined
  const { [formTokenField]: given, ...rest } = body as Record<string, unknown>
  request.body = rest
  return given
}
