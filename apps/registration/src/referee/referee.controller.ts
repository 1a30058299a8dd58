import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { NamedRefereeForm } from '#features/reference/registration/forms/named-referee.form.js'
import { NameReferee } from '#features/reference/registration/name-referee.js'
import { OwnReferees } from '#features/reference/registration/own-referees.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { formToken } from '#platform/web/access/form-token.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { InLanguage } from '../shell/language.js'
import { Shell } from '../shell/shell.js'
import { placeOf } from './place.js'
import { RefereeText, type ShownReferee } from './referee.page.js'

/** Another person in the place of one who did not answer. */
@Controller(':lang/people/:place')
export class RefereeController {
  constructor(
    private readonly shell: Shell,
    private readonly referees: OwnReferees,
    private readonly name: NameReferee,
  ) {}

  @Get()
  @Allow('own-referee.name')
  async show(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Param('place') given: string,
    @Query('notice') notice?: unknown,
  ): Promise<Page> {
    const place = placeOf(given)
    const own = (await this.referees.run(me)).find((one) => one.place === place)
    if (!own || (!own.canName && notice === undefined)) throw new Fault('not_found')
    return this.page(words, me, { place, notice, isOpen: own.canName, values: {}, errors: {} })
  }

  @Post()
  @Allow('own-referee.name')
  @Audited('reference.replace')
  async create(
    @InLanguage() words: Words,
    @Me() me: ApplicantSession,
    @Param('place') given: string,
    @Body() body: unknown,
  ): Promise<Page | SeeOther> {
    const place = placeOf(given)
    const read = readForm(NamedRefereeForm, body)
    const outcome = await this.name.run(me, place, read, words.lang)
    if (!outcome.ok && outcome.code === 'incomplete') return this.page(words, me, { place, isOpen: true, ...read }, 422)
    const paths = pathsFor(words.lang)
    return answer(outcome, { ok: paths.home, refused: paths.referee(place) })
  }

  private page(words: Words, me: ApplicantSession, shown: ShownReferee, status = 200): Page {
    const hasErrors = Object.keys(shown.errors).length > 0
    const content = RefereeText({ words, shown, token: formToken(me.token) })
    const back = { href: pathsFor(words.lang).home, label: words('shell.back_home') }
    const frame = { words, title: words('named_referee.title'), me, back, hasErrors }
    return page(this.shell.frame({ ...frame, here: (paths) => paths.referee(shown.place) }, content), status)
  }
}
