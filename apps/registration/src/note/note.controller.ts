import { Body, Controller, Get, Post } from '@nestjs/common'
import { openTopics } from '#domain/message/note-topics.js'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { SendNote } from '#features/message/registration/send-note.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { NoteForm } from './note.form.js'
import { type NoteProps, NoteReceipt, NoteText } from './note.page.js'

type Shown = Pick<NoteProps, 'values' | 'errors' | 'refusal'>

/** "Write to us", in every state after sending. */
@Controller(':lang/write')
export class NoteController {
  constructor(
    private readonly shell: Shell,
    private readonly send: SendNote,
  ) {}

  @Get()
  @Allow('own-note.send')
  show(@InLanguage() words: Words, @Me() me: ApplicantSession): Page {
    if (me.state === 'draft') throw new Fault('not_found')
    return this.page(words, me, { values: {}, errors: {} })
  }

  @Post()
  @Allow('own-note.send')
  @Audited('note.sent')
  async create(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const { values, errors } = readForm(NoteForm, body)
    const { topic, text } = values
    if (!topic || !text || Object.keys(errors).length > 0) return this.page(words, me, { values, errors }, 422)
    const outcome = await this.send.run(me, { topic, text, lang: words.lang })
    if (outcome.ok) return seeOther(pathsFor(words.lang).noteSent)
    if (outcome.code === 'not_found') throw new Fault('not_found')
    return this.page(words, me, { values, errors: {}, refusal: outcome.code }, 409)
  }

  @Get('received')
  @Allow('own-note.send')
  received(@InLanguage() words: Words, @Me() me: ApplicantSession): Page {
    const title = words('write.done_title')
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    return page(this.shell.frame({ words, title, me, back, here: (paths) => paths.noteSent }, NoteReceipt({ words })))
  }

  private page(words: Words, me: ApplicantSession, shown: Shown, status = 200): Page {
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    const hasErrors = Object.keys(shown.errors).length > 0
    const frame = { words, title: words('write.title'), me, back, hasErrors, here: (of: { note: string }) => of.note }
    const content = NoteText({ words, topics: openTopics(me.state), token: formToken(me.token), ...shown })
    return page(this.shell.frame(frame, content), status)
  }
}
