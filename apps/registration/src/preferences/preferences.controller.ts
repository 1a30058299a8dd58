import { Body, Controller, Get, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { PreferencesForm } from '#features/application/registration/forms/preferences.form.js'
import { ChangeContact } from '#features/application/registration/own/change-contact.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Place } from '../shell/place.js'
import { Shell } from '../shell/shell.js'
import { type PreferencesProps, PreferencesSaved, PreferencesText } from './preferences.page.js'

type Shown = Pick<PreferencesProps, 'values' | 'errors' | 'refusal'>

/** How we write to the person: stop all mail, or say it anew. */
@Controller(':lang/preferences')
export class PreferencesController {
  constructor(
    private readonly shell: Shell,
    private readonly place: Place,
    private readonly contact: ChangeContact,
  ) {}

  @Get()
  @Allow('own-contact.change')
  show(@InLanguage() words: Words, @Me() me: ApplicantSession): Page {
    if (me.state === 'draft') throw new Fault('not_found')
    return this.page(words, me, { values: { form_language: words.lang }, errors: {} })
  }

  @Post()
  @Allow('own-contact.change')
  @Audited('mailbox.sealed')
  async create(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { values, errors } = readForm(PreferencesForm, body)
    const { mail_host: host } = values
    if (host !== undefined && !this.place.hosts.includes(host)) throw new Fault('malformed_form')
    if (Object.keys(errors).length > 0) return this.page(words, me, { values, errors }, 422)
    const outcome = await this.contact.save(me, values)
    if (outcome.ok) return seeOther(pathsFor(words.lang).preferencesSaved)
    if (outcome.code === 'not_found') throw new Fault('not_found')
    return this.page(words, me, { values, errors: {}, refusal: outcome.code }, 409)
  }

  @Post('stop')
  @Allow('own-contact.change')
  @Audited('mailbox.sealed')
  async stop(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<SeeOther> {
    const paths = pathsFor(words.lang)
    return answer(await this.contact.stop(me), { ok: paths.preferencesSaved, refused: paths.preferences })
  }

  @Get('saved')
  @Allow('own-contact.change')
  saved(@InLanguage() words: Words, @Me() me: ApplicantSession): Page {
    const title = words('preferences.done_title')
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    const frame = { words, title, me, back, here: (of: { preferencesSaved: string }) => of.preferencesSaved }
    return page(this.shell.frame(frame, PreferencesSaved({ words })))
  }

  private page(words: Words, me: ApplicantSession, shown: Shown, status = 200): Page {
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    const hasErrors = Object.keys(shown.errors).length > 0
    const frame = { words, title: words('shell.preferences'), me, back, hasErrors }
    const content = PreferencesText({ words, hosts: this.place.hosts, token: formToken(me.token), ...shown })
    return page(this.shell.frame({ ...frame, here: (of) => of.preferences }, content), status)
  }
}
