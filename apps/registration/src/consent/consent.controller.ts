import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { OwnConsents } from '#features/application/registration/own/own-consents.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { ConsentForm } from './consent.form.js'
import { ConsentText } from './consent.page.js'

/** "What you agreed to": each can be taken back, or given later. */
@Controller(':lang/consents')
export class ConsentController {
  constructor(
    private readonly shell: Shell,
    private readonly consents: OwnConsents,
  ) {}

  @Get()
  @Allow('own-consent.read')
  async show(@InLanguage() words: Words, @Me() me: ApplicantSession, @Query('notice') notice?: unknown): Promise<Page> {
    if (me.state === 'draft') throw new Fault('not_found')
    const consents = await this.consents.list(me)
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    const frame = { words, title: words('home.consents'), me, back, here: (of: { consents: string }) => of.consents }
    return page(this.shell.frame(frame, ConsentText({ words, consents, notice, token: formToken(me.token) })))
  }

  @Post()
  @Allow('own-consent.change')
  @Audited('consent.changed')
  async create(@InLanguage() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<SeeOther> {
    const { values, errors } = readForm(ConsentForm, body)
    if (!values.kind || Object.keys(errors).length > 0) throw new Fault('malformed_form')
    const { consents } = pathsFor(words.lang)
    return answer(await this.consents.set(me, values.kind, values.act === 'give'), { ok: consents, refused: consents })
  }
}
