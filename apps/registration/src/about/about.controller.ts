import { Controller, Get } from '@nestjs/common'
import { Public } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import type { WordKey, Words } from '#words/index.js'
import { type Paths, pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { AboutText } from './about.page.js'

interface Text {
  readonly title: WordKey
  readonly lines: readonly WordKey[]
  readonly here: (paths: Paths) => string
}

const help: Text = { title: 'help.title', lines: ['help.lead', 'help.code'], here: (paths) => paths.help }
const accessibility: Text = {
  title: 'accessibility.title',
  lines: ['accessibility.lead', 'accessibility.ask'],
  here: (paths) => paths.accessibility,
}
const privacy: Text = {
  title: 'privacy.title',
  lines: ['privacy.lead', 'privacy.rights', 'privacy.cookie', 'privacy.kept'],
  here: (paths) => paths.privacy,
}
const tooYoung: Text = {
  title: 'too_young.title',
  lines: ['too_young.lead', 'too_young.next', 'too_young.stored'],
  here: (paths) => paths.tooYoung,
}

/** Pages that only say something. */
@Controller(':lang')
@Public()
export class AboutController {
  constructor(private readonly shell: Shell) {}

  @Get('help')
  help(@InLanguage() words: Words): Page {
    return this.page(words, help)
  }

  @Get('accessibility')
  accessibility(@InLanguage() words: Words): Page {
    return this.page(words, accessibility)
  }

  @Get('privacy')
  privacy(@InLanguage() words: Words): Page {
    return this.page(words, privacy)
  }

  /** Where somebody under age on arrival is led. Nothing was stored. */
  @Get('thank-you')
  tooYoung(@InLanguage() words: Words): Page {
    return this.page(words, tooYoung)
  }

  private page(words: Words, { title, lines, here }: Text): Page {
    const back = { href: pathsFor(words.lang).start }
    return page(this.shell.frame({ words, title: words(title), here, back }, AboutText({ words, title, lines })))
  }
}
