import { Controller, Get, Headers, Query } from '@nestjs/common'
import { ReadOpenCall } from '#features/application/registration/open-call.js'
import { ReadDangerContacts } from '#features/danger-contact/registration/read-danger-contacts.js'
import { Public } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { type Words, wordsFor } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { acceptedLang, InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { NeedsText, StartText } from './start.page.js'

@Controller()
@Public()
export class StartController {
  constructor(
    private readonly shell: Shell,
    private readonly call: ReadOpenCall,
    private readonly danger: ReadDangerContacts,
  ) {}

  /** The same page without a language in its address: no redirect on the way in. */
  @Get()
  root(@Headers('accept-language') accepted?: string): Promise<Page> {
    return this.start(wordsFor(acceptedLang(accepted)))
  }

  @Get(':lang')
  async start(@InLanguage() words: Words, @Query('notice') notice?: unknown): Promise<Page> {
    const call = await this.call.run()
    const contacts = await this.danger.run()
    const title = words('start.title')
    const content = StartText({ words, call, contacts, notice })
    return page(this.shell.frame({ words, title, here: (paths) => paths.start }, content))
  }

  @Get(':lang/needs')
  async needs(@InLanguage() words: Words): Promise<Page> {
    const call = await this.call.run()
    const title = words('needs.title')
    const back = { href: pathsFor(words.lang).start }
    return page(this.shell.frame({ words, title, here: (paths) => paths.needs, back }, NeedsText({ words, call })))
  }
}
