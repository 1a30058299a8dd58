import { Inject, Injectable } from '@nestjs/common'
import type { FastifyReply, FastifyRequest } from 'fastify'
import { readSessionToken, type SessionToken, tokenText } from '#platform/vault/session-box.js'
import { WebSettings } from '../settings.js'

const daySeconds = 24 * 3600

/** The one cookie of an app. Over https it is host-only by its name; the session it names ends long before it. */
@Injectable()
export class SessionCookie {
  private readonly name: string
  private readonly options: { path: '/'; httpOnly: true; sameSite: 'strict'; secure: boolean }

  constructor(@Inject(WebSettings) { scheme, cookie }: WebSettings) {
    const isSecure = scheme === 'https'
    this.name = isSecure ? `__Host-${cookie}` : cookie
    this.options = { path: '/', httpOnly: true, sameSite: 'strict', secure: isSecure }
  }

  /** Null when there is none, or none of the right form. */
  read(request: FastifyRequest): SessionToken | null {
    const text = request.cookies[this.name]
    return text === undefined ? null : readSessionToken(text)
  }

  set(reply: FastifyReply, token: SessionToken): void {
    void reply.setCookie(this.name, tokenText(token), { ...this.options, maxAge: daySeconds })
  }

  /** Ends the session in the browser too. */
  clear(reply: FastifyReply): void {
    void reply.clearCookie(this.name, this.options).header('clear-site-data', '"cache", "cookies", "storage"')
  }
}

/** The token of `Authorization: Bearer …`, for the API, which neither sets nor reads a cookie. */
export function bearerToken(request: FastifyRequest): SessionToken | null {
  const text = /^Bearer ([\w-]{43})$/.exec(request.headers.authorization ?? '')?.[1]
  return text === undefined ? null : readSessionToken(text)
}
