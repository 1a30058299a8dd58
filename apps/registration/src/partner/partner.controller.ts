import { Body, Controller, Get, Post, Query, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { type PartnerSession, PartnerSessions } from '#features/nomination/registration/partner-sessions.js'
import { NominationForm, PutForward } from '#features/nomination/registration/put-forward.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { formToken } from '#platform/web/access/form-token.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { NominateText, type NominateProps } from './nominate.page.js'
import { NominationsText } from './nominations.page.js'

/** A partner's pages: put somebody forward, and see which links were used. There is no way from here to an application. */
@Controller(':lang/nominations')
export class PartnerController {
  constructor(
    private readonly shell: Shell,
    private readonly putForward: PutForward,
    private readonly partners: PartnerSessions,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @Allow('partner.read')
  async list(@InLanguage() words: Words, @Me() me: PartnerSession, @Query('named') named?: unknown): Promise<Page> {
    const rows = await this.putForward.list(me)
    const content = NominationsText({ words, me, rows, named: rows.find(({ number }) => number === named)?.number })
    return page(this.frame(words, me, content))
  }

  @Get('new')
  @Allow('partner.nominate')
  show(@InLanguage() words: Words, @Me() me: PartnerSession): Page {
    return this.form(words, me, { values: {}, errors: {} })
  }

  @Post()
  @Allow('partner.nominate')
  @Audited('nomination.named')
  async create(@InLanguage() words: Words, @Me() me: PartnerSession, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = readForm(NominationForm, body)
    if (Object.keys(errors).length > 0) return this.form(words, me, { values, errors })
    const outcome = await this.putForward.run(me, values as NominationForm)
    if (outcome.ok) return seeOther(pathsFor(words.lang).nominationsNamed(outcome.value))
    if (outcome.code === 'not_found') throw new Fault('not_found')
    return this.form(words, me, { values, errors, refusal: outcome.code })
  }

  @Post('sign-out')
  @Allow('partner.sign-out')
  @Audited('session.ended')
  async remove(
    @InLanguage() words: Words,
    @Me() me: PartnerSession,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    await this.partners.end(me)
    this.cookie.clear(reply)
    return seeOther(pathsFor(words.lang).start)
  }

  private form(words: Words, me: PartnerSession, given: Pick<NominateProps, 'values' | 'errors' | 'refusal'>): Page {
    const isFresh = Object.keys(given.errors).length === 0 && !given.refusal
    const content = NominateText({ words, token: formToken(me.token), ...given })
    return page(this.frame(words, me, content, Object.keys(given.errors).length > 0), isFresh ? 200 : 422)
  }

  private frame(words: Words, me: PartnerSession, content: ReturnType<typeof NominateText>, hasErrors?: boolean) {
    const { partnerSignOut: signOut, nominations } = pathsFor(words.lang)
    const back = hasErrors === undefined ? undefined : { href: nominations }
    const title = words(hasErrors === undefined ? 'partner.title' : 'nominate.title')
    const here = (paths: ReturnType<typeof pathsFor>) => (hasErrors === undefined ? paths.nominations : paths.nominate)
    return this.shell.frame({ words, title, here, me, signOut, back, hasErrors }, content)
  }
}
