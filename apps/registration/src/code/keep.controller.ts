import { Body, Controller, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { KeepForm } from './keep.form.js'

/** How long an unsent form is kept. */
@Controller(':lang/keeping')
export class KeepController {
  constructor(private readonly sessions: OwnSessions) {}

  @Post()
  @Allow('own-draft.keep')
  @Audited('draft.kept')
  async create(@InLanguage() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<SeeOther> {
    const { values } = readForm(KeepForm, body)
    if (!values.keep || me.state !== 'draft') throw new Fault('not_found')
    await this.sessions.keepDraft(me, values.keep)
    return seeOther(pathsFor(words.lang).sections)
  }
}
