import { Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { forget } from '#platform/vault/keys.js'
import { bearerToken, SessionCookie } from '#platform/web/access/cookie.js'
import { admit } from '#platform/web/access/decorators.js'
import { type Admission, Gate } from '#platform/web/access/gate.js'
import { isApiPath } from '#platform/web/door/body.js'
import { isLang } from '#words/index.js'

/**
 * A session has one application, so every permission here is about one's own: the file's state, judged in the
 * database, decides what remains possible. Pages read the cookie, the API the bearer token; neither reads the other's.
 */
@Injectable()
export class RegistrationGate extends Gate {
  constructor(
    private readonly sessions: OwnSessions,
    private readonly cookie: SessionCookie,
  ) {
    super()
  }

  override isHere({ params }: FastifyRequest): boolean {
    const { lang } = params as { lang?: unknown }
    return lang === undefined || isLang(lang)
  }

  async judge(request: FastifyRequest): Promise<Admission> {
    const token = isApiPath(request.url) ? bearerToken(request) : this.cookie.read(request)
    const me = token && (await this.sessions.find(token))
    if (!me) return 'sign_in'
    admit(request, me, () => forget(me.pair.secretKey))
    return 'admitted'
  }
}
