import { Controller, Get } from '@nestjs/common'
import { Public } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { EndedText, SentText } from './reference.page.js'

/** Where a referee's way ends: no session is left, so these pages say the same to everybody. */
@Controller(':lang/reference')
@Public()
export class ReferenceEndController {
  constructor(private readonly shell: Shell) {}

  @Get('sent')
  sent(@InLanguage() words: Words): Page {
    const title = words('reference.thanks.title')
    return page(this.shell.frame({ words, title, here: (paths) => paths.referenceSent }, SentText({ words })))
  }

  @Get('ended')
  ended(@InLanguage() words: Words): Page {
    const title = words('reference.ended.title')
    return page(this.shell.frame({ words, title, here: (paths) => paths.referenceEnded }, EndedText({ words })))
  }
}
