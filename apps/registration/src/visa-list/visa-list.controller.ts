import { Controller, Get } from '@nestjs/common'
import { isoDate } from '#domain/calendar/iso-date.js'
import { freePassports } from '#domain/visa/free-passports.js'
import { shippedRules } from '#domain/visa/rule-set.js'
import { Clock } from '#platform/clock/clock.js'
import { Public } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { VisaListText } from './visa-list.page.js'

/** Passports that need no visa: people look for theirs without telling us which it is. */
@Controller(':lang/visa-list')
@Public()
export class VisaListController {
  constructor(
    private readonly shell: Shell,
    private readonly clock: Clock,
  ) {}

  @Get()
  show(@InLanguage() words: Words): Page {
    const today = isoDate(this.clock.now().toISOString().slice(0, 10))
    const passports = freePassports(shippedRules.countries, today)
    const title = words('visa_list.title')
    const back = { href: pathsFor(words.lang).start }
    const frame = { words, title, back, here: (paths: { visaList: string }) => paths.visaList }
    return page(this.shell.frame(frame, VisaListText({ words, passports })))
  }
}
