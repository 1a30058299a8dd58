import { Injectable } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { replaceableByKey } from '#features/application/registration/after-sending/replaceable.js'
import { type FormSection, sectionByKey } from '#features/application/registration/forms/sections.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { ParkedSaves } from '#features/application/registration/parked-saves.js'
import { type LinkKind, LinkSessions } from '#features/link/registration/link-sessions.js'
import { type PartnerSession, PartnerSessions } from '#features/nomination/registration/partner-sessions.js'
import { readForm } from '#platform/form/read-form.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { bearerToken, SessionCookie } from '#platform/web/access/cookie.js'
import { admit } from '#platform/web/access/decorators.js'
import { type Admission, Gate } from '#platform/web/access/gate.js'
import { isApiPath } from '#platform/web/door/body.js'
import { isLang } from '#words/index.js'
import { kindOfPermission } from '../link/link-doors.js'
import { postedSection } from '../section/posted-section.js'

/** Nobody is kept on our pages because their time was over: leaving is never refused, and has no caller then. */
export const leavingPermission = 'own-session.leave'

/**
 * A session has one application, so every permission here is about one's own: the file's state, judged in the
 * database, decides what remains possible. Pages read the cookie, the API the bearer token; neither reads the other's.
 * Permissions that bear the name of a kind of link are for whoever pressed the button of one; a partner has pages of its
 * own, and every other page and operation is absent for it.
 */
@Injectable()
export class RegistrationGate extends Gate {
  constructor(
    private readonly sessions: OwnSessions,
    private readonly cookie: SessionCookie,
    private readonly parked: ParkedSaves,
    private readonly links: LinkSessions,
    private readonly partners: PartnerSessions,
  ) {
    super()
  }

  override isHere({ params }: FastifyRequest): boolean {
    const { lang } = params as { lang?: unknown }
    return lang === undefined || isLang(lang)
  }

  async judge(request: FastifyRequest, permission: string): Promise<Admission> {
    const admission = await this.judgePerson(request, permission)
    if (admission !== 'sign_in') return admission
    const isApi = isApiPath(request.url)
    if (permission === leavingPermission && !isApi) return 'admitted'
    const token = this.tokenOf(request)
    if (!token) return 'sign_in'
    const partner = await this.partners.find(token)
    if (partner) return this.judgePartner(request, partner, permission)
    if (request.method === 'POST' && !isApi) await this.park(request, token, permission)
    return 'sign_in'
  }

  private tokenOf(request: FastifyRequest): SessionToken | null {
    return isApiPath(request.url) ? bearerToken(request) : this.cookie.read(request)
  }

  private judgePartner(request: FastifyRequest, partner: PartnerSession, permission: string): Admission {
    if (!permission.startsWith('partner.')) return 'absent'
    admit(request, partner)
    return 'admitted'
  }

  private async judgePerson(request: FastifyRequest, permission: string): Promise<Admission> {
    const kind = kindOfPermission(permission)
    if (kind) return this.judgeLink(request, kind)
    if (!permission.startsWith('own-')) return 'sign_in'
    const token = this.tokenOf(request)
    const me = token && (await this.sessions.find(token, aboutDraft.has(permission)))
    if (!me) return 'sign_in'
    admit(request, me, () => me.forgetKeys())
    return 'admitted'
  }

  /** A session of another kind, an applicant's too, is none here. */
  private async judgeLink(request: FastifyRequest, kind: LinkKind): Promise<Admission> {
    const token = this.tokenOf(request)
    const me = token && (await this.links.find(token))
    if (me?.kind !== kind) return 'sign_in'
    admit(request, me)
    return 'admitted'
  }

  /** The session has ended while the person typed: the page is kept until they have entered their code again. */
  private async park(request: FastifyRequest, token: SessionToken, permission: string): Promise<void> {
    const { section: key = '', lang } = request.params as { section?: string; lang?: unknown }
    const known = sectionOf[permission]?.(key)
    if (!known || !isLang(lang)) return
    const { answers, version, entriesOf } = postedSection(request.body, known.form)
    readForm(known.form, answers)
    const replaces = permission === 'own-section.replace' ? { version, entriesOf, lang } : undefined
    if (await this.parked.park(token, { key, answers, replaces })) keptRequests.add(request)
  }
}

/** Permissions of pages that are about the draft: it comes with the session. */
const aboutDraft: ReadonlySet<string> = new Set(['own-draft.read', 'own-application.submit'])

/** Posts that bring a page of the form, and the section each means. */
const sectionOf: Readonly<Record<string, (key: string) => FormSection | undefined>> = {
  'own-draft.save': sectionByKey,
  'own-section.replace': replaceableByKey,
}

const keptRequests = new WeakSet<FastifyRequest>()

/** True when this request's page was kept though its session has ended. */
export const isKept = (request: FastifyRequest): boolean => keptRequests.has(request)
