import { Body, Controller, Get, Post } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { ReadHome } from '#features/application/registration/read-home.js'
import { readIdentity } from '#features/journey/registration/read-identity.js'
import { SaveIdentity } from '#features/journey/registration/save-identity.js'
import { Fault } from '#platform/fault.js'
import { formToken } from '#platform/web/access/form-token.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { postedPapers } from './posted-papers.js'
import { hasAnyError, type ShownPapers, TravelPapersText } from './travel-papers.page.js'

/** The second form, open once a place is confirmed. Sealed at once and never shown again. */
@Controller(':lang/travel-papers')
export class TravelPapersController {
  constructor(
    private readonly shell: Shell,
    private readonly home: ReadHome,
    private readonly save: SaveIdentity,
  ) {}

  @Get()
  @Allow('own-identity.save')
  async show(@InLanguage() words: Words, @Me() me: ApplicantSession): Promise<Page> {
    return this.page(words, me, { version: await this.version(me), sections: {} })
  }

  @Post()
  @Allow('own-identity.save')
  @Audited('identity.sealed')
  async create(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const posted = postedPapers(body)
    const outcome = await this.save.run(me, posted, words.lang)
    if (outcome.ok) return seeOther(pathsFor(words.lang).home)
    if (outcome.code === 'not_found') throw new Fault('not_found')
    const version = outcome.code === 'stale' ? await this.version(me) : posted.version
    const shown = {
      version,
      sections: readIdentity(posted.answers),
      refusal: outcome.code === 'stale' ? outcome.code : undefined,
    }
    return this.page(words, me, shown, outcome.code === 'stale' ? 409 : 422)
  }

  private async version(me: ApplicantSession): Promise<number> {
    const home = me.state === 'confirmed' ? await this.home.run(me) : null
    if (home?.identityVersion === null || home?.identityVersion === undefined) throw new Fault('not_found')
    return home.identityVersion
  }

  private page(words: Words, me: ApplicantSession, shown: ShownPapers, status = 200): Page {
    const title = words('identity.title')
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    const content = TravelPapersText({ words, shown, token: formToken(me.token) })
    const frame = { words, title, me, back, here: (paths: { travelPapers: string }) => paths.travelPapers }
    return page(this.shell.frame({ ...frame, hasErrors: hasAnyError(shown) }, content), status)
  }
}
