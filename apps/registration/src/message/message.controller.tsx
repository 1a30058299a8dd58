import { Controller, Get, Param, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { KeepInbox } from '#features/application/registration/keep-inbox.js'
import { type Home, type InboxMessage, ReadHome } from '#features/application/registration/read-home.js'
import { Fault } from '#platform/fault.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { asUuid } from '../shell/identifier.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { titleOf } from './inbox.js'

/** Messages stay until the person removes them. */
@Controller(':lang/messages/:id')
export class MessageController {
  constructor(
    private readonly shell: Shell,
    private readonly home: ReadHome,
    private readonly inbox: KeepInbox,
  ) {}

  @Get()
  @Allow('own-message.read')
  async show(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Param('id') id: string,
  ): Promise<Page | SeeOther> {
    const home = await this.home.run(me)
    const message = home?.messages.find((one) => one.id === id)
    if (!home || !message) throw new Fault('not_found')
    const paths = pathsFor(words.lang)
    if (message.isNew) return seeOther(paths.home)
    const title = titleOf(words, message)
    const back = { href: paths.home, label: words('shell.back_home') }
    const content = <MessageText words={words} message={message} home={home} token={formToken(me.token)} />
    return page(this.shell.frame({ words, title, me, back, here: (of) => of.message(id) }, content))
  }

  @Post('opening')
  @Allow('own-message.open')
  @Audited('message.opened')
  async open(@InLanguage() words: Words, @Me() me: ApplicantSession, @Param('id') id: string): Promise<SeeOther> {
    const paths = pathsFor(words.lang)
    return answer(await this.inbox.open(me, asUuid(id)), { ok: paths.message(id), refused: paths.home })
  }

  @Post('removal')
  @Allow('own-message.remove')
  @Audited('message.removed')
  async remove(@InLanguage() words: Words, @Me() me: ApplicantSession, @Param('id') id: string): Promise<SeeOther> {
    const paths = pathsFor(words.lang)
    return answer(await this.inbox.remove(me, asUuid(id)), { ok: paths.home, refused: paths.home })
  }
}

interface MessageProps {
  readonly words: Words
  readonly message: InboxMessage
  readonly home: Home
  readonly token: string
}

/** What staff wrote, as they wrote it; else the sentence that belongs to the kind of message. */
function MessageText({ words, message, home, token }: MessageProps) {
  const date = words.instant(home.deadlineAt ?? home.now, home.zone)
  const values = { number: home.caseNumber, date, count: home.tasks.length }
  const text = message.text ?? words.find(`inbox.${message.kind}.text`, values) ?? ''

  return (
    <>
      <h1>{titleOf(words, message)}</h1>
      {text.split('\n').map((line, index) => (
        <p key={index} dir="auto">
          {line}
        </p>
      ))}
      <PageForm action={pathsFor(words.lang).messageRemoval(message.id)} token={token}>
        <div class="buttons">
          <button class="second">{words('button.remove')}</button>
        </div>
      </PageForm>
    </>
  )
}
