import { Body, Controller, Get, HttpCode, Param, Post, Put, UseInterceptors } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { PreferencesForm } from '#features/application/registration/forms/preferences.form.js'
import { ChangeContact } from '#features/application/registration/own/change-contact.js'
import { OwnConsents } from '#features/application/registration/own/own-consents.js'
import { SendNote } from '#features/message/registration/send-note.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { Problem } from '#platform/web/answer/problem.js'
import type { Words } from '#words/index.js'
import { NoteForm } from '../note/note.form.js'
import { Place } from '../shell/place.js'
import { KeepAnswers } from './keep-answers.js'
import { objectWith } from './json-body.js'
import { incomplete, problemOf } from './problems.js'
import { Spoken } from './spoken.js'

/** Writing to us, what one agreed to, and how we may write. */
@Controller('api/v1')
@UseInterceptors(KeepAnswers)
export class OwnApiController {
  constructor(
    private readonly send: SendNote,
    private readonly consents: OwnConsents,
    private readonly contact: ChangeContact,
    private readonly place: Place,
  ) {}

  @Post('notes')
  @HttpCode(201)
  @Allow('own-note.send')
  @Audited('note.sent')
  async note(@Spoken() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<object | Problem> {
    const { values, errors } = readForm(NoteForm, body)
    const { topic, text } = values
    if (!topic || !text || Object.keys(errors).length > 0) return incomplete(words, NoteForm, errors)
    const outcome = await this.send.run(me, { topic, text, lang: words.lang })
    return outcome.ok ? { topic } : problemOf(words, outcome)
  }

  @Get('consents')
  @Allow('own-consent.read')
  async list(@Me() me: ApplicantSession): Promise<object> {
    if (me.state === 'draft') throw new Fault('not_found')
    const rows = await this.consents.list(me)
    return {
      consents: rows.map(({ kind, isGiven, isNeeded, said }) => ({
        kind,
        is_given: isGiven,
        is_needed: isNeeded,
        week: said?.week ?? null,
      })),
    }
  }

  /** Said twice is said once, so no version is asked for. */
  @Post('consents/:kind')
  @HttpCode(200)
  @Allow('own-consent.change')
  @Audited('consent.changed')
  async change(
    @Spoken() words: Words,
    @Me() me: ApplicantSession,
    @Param('kind') kind: string,
    @Body() body: unknown,
  ): Promise<object | Problem> {
    const { is_given: isGiven } = objectWith(body, ['is_given'])
    if (typeof isGiven !== 'boolean') throw new Fault('malformed_form')
    const outcome = await this.consents.set(me, kind, isGiven)
    return outcome.ok ? { kind, is_given: isGiven } : problemOf(words, outcome)
  }

  @Post('preferences')
  @HttpCode(204)
  @Allow('own-contact.change')
  @Audited('mailbox.sealed')
  async save(@Spoken() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<Problem | undefined> {
    const { values, errors } = readForm(PreferencesForm, body)
    if (values.mail_host !== undefined && !this.place.hosts.includes(values.mail_host))
      throw new Fault('malformed_form')
    if (Object.keys(errors).length > 0) return incomplete(words, PreferencesForm, errors)
    const outcome = await this.contact.save(me, values)
    return outcome.ok ? undefined : problemOf(words, outcome)
  }

  @Put('mail-stop')
  @HttpCode(204)
  @Allow('own-contact.change')
  @Audited('mailbox.sealed')
  async stop(@Spoken() words: Words, @Me() me: ApplicantSession): Promise<Problem | undefined> {
    const outcome = await this.contact.stop(me)
    return outcome.ok ? undefined : problemOf(words, outcome)
  }
}
