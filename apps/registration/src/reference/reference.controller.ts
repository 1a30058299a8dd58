import { Body, Controller, Get, Post, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import type { LinkSession } from '#features/link/registration/link-sessions.js'
import { DeclineReference } from '#features/reference/registration/decline-reference.js'
import { ReferenceForm, untouchedReference } from '#features/reference/registration/forms/reference.form.js'
import { SendReference } from '#features/reference/registration/send-reference.js'
import { readForm } from '#platform/form/read-form.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { formToken } from '#platform/web/access/form-token.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { type Words, wordsFor } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { postedReference } from './posted-reference.js'
import { DeclinedText, DeclineText, ReferenceText, type ShownReference } from './reference.page.js'

/** A referee's pages behind the link: the questions, and saying no. Nothing is kept before it is sent. */
@Controller(':lang/reference')
export class ReferenceController {
  constructor(
    private readonly shell: Shell,
    private readonly send: SendReference,
    private readonly decline: DeclineReference,
    private readonly cookie: SessionCookie,
  ) {}

  @Get()
  @Allow('reference.read')
  async show(@InLanguage() words: Words, @Me() me: LinkSession): Promise<Page> {
    return (await this.decline.standing(me))?.state === 'declined'
      ? this.declined(words, me)
      : this.form(words, me, { values: untouchedReference, errors: {} })
  }

  @Post()
  @Allow('reference.send')
  @Audited('reference.answer')
  async create(
    @InLanguage() words: Words,
    @Me() me: LinkSession,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Page | SeeOther> {
    const { language, answers } = postedReference(body)
    const read = readForm(ReferenceForm, answers)
    if (language !== null) return this.form(wordsFor(language), me, { values: read.values, errors: {} })
    const outcome = await this.send.run(me, read, words.lang)
    if (!outcome.ok && outcome.code === 'incomplete') return this.form(words, me, read, 422)
    const paths = pathsFor(words.lang)
    if (!outcome.ok) return seeOther(outcome.code === 'not_found' ? paths.referenceEnded : paths.reference)
    this.cookie.clear(reply)
    return seeOther(paths.referenceSent)
  }

  @Get('decline')
  @Allow('reference.decline')
  ask(@InLanguage() words: Words, @Me() me: LinkSession): Page {
    const title = words('reference.decline.title')
    const content = DeclineText({ words, expiresOn: me.expiresOn, token: formToken(me.token) })
    return page(this.shell.frame({ words, title, here: (paths) => paths.referenceDecline }, content))
  }

  @Post('decline')
  @Allow('reference.decline')
  @Audited('reference.decline')
  async refuse(@InLanguage() words: Words, @Me() me: LinkSession): Promise<SeeOther> {
    const outcome = await this.decline.run(me)
    const paths = pathsFor(words.lang)
    return seeOther(outcome.ok ? paths.reference : paths.referenceEnded)
  }

  @Post('acceptance')
  @Allow('reference.accept')
  @Audited('reference.accept_again')
  async accept(@InLanguage() words: Words, @Me() me: LinkSession): Promise<SeeOther> {
    const outcome = await this.decline.takeBack(me)
    const paths = pathsFor(words.lang)
    return seeOther(outcome.ok ? paths.reference : paths.referenceEnded)
  }

  private form(words: Words, me: LinkSession, shown: ShownReference, status = 200): Page {
    const hasErrors = Object.keys(shown.errors).length > 0
    const content = ReferenceText({ words, about: me.shown, shown, token: formToken(me.token) })
    const frame = { words, title: words('reference.title'), hasErrors, formId: 'page' }
    return page(this.shell.frame({ ...frame, here: (paths) => paths.reference }, content), status)
  }

  private declined(words: Words, me: LinkSession): Page {
    const content = DeclinedText({ words, expiresOn: me.expiresOn, token: formToken(me.token) })
    const title = words('reference.declined.title')
    return page(this.shell.frame({ words, title, here: (paths) => paths.reference }, content))
  }
}
