import { Body, Controller, Get, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { HoldOwnFile } from '#features/application/registration/own/hold-own-file.js'
import { ReadStanding } from '#features/application/registration/own/standing.js'
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
import { PauseForm } from './pause.form.js'
import { PauseText } from './pause.page.js'

/** "Pause everything", and going on; in every state after sending. */
@Controller(':lang/pause')
export class PauseController {
  constructor(
    private readonly shell: Shell,
    private readonly standing: ReadStanding,
    private readonly hold: HoldOwnFile,
  ) {}

  @Get()
  @Allow('own-pause.change')
  async show(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<Page> {
    if (me.state === 'draft') throw new Fault('not_found')
    const { isPaused } = await this.standing.run(me)
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    const frame = { words, title: words('pause_page.title'), me, back, here: (of: { pause: string }) => of.pause }
    return page(this.shell.frame(frame, PauseText({ words, isPaused, token: formToken(me.token) })))
  }

  @Post()
  @Allow('own-pause.change')
  @Audited('pause.changed')
  async create(@InLanguage() words: Words, @Me() me: ApplicantSession, @Body() body: unknown): Promise<SeeOther> {
    const { values, errors } = readForm(PauseForm, body)
    if (Object.keys(errors).length > 0) throw new Fault('malformed_form')
    const { home, pause } = pathsFor(words.lang)
    return answer(await this.hold.pause(me, values.act === 'set'), { ok: home, refused: pause })
  }
}
