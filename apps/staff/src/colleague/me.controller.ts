import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { KeepContact } from '#features/staff/staff/account/keep-contact.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { OwnLanguages } from '#features/vetting/staff/assignment/own-languages.js'
import { KeepAffiliations } from '#features/vetting/staff/conflict/keep-affiliations.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { mayUse } from '../shell/permissions.js'
import { Shell } from '../shell/shell.js'
import { AffiliationEndForm, OwnAffiliationForm, OwnLanguagesForm } from './colleague.form.js'
import { MeText } from './me.page.js'

const words = wordsFor('en')

/** What a member of staff says of themself. */
@Controller('me')
export class MeController {
  constructor(
    private readonly shell: Shell,
    private readonly affiliations: KeepAffiliations,
    private readonly languages: OwnLanguages,
    private readonly contacts: KeepContact,
  ) {}

  @Get()
  @Allow('own-account.keep')
  async show(@Me() me: StaffActor, @Query() { notice, done }: Readonly<Record<string, unknown>>): Promise<Page> {
    const own = mayUse(me.roles, 'own-affiliation.keep') ? await this.affiliations.own(me) : null
    const reads = await this.languages.read(me)
    const contact = await this.contacts.own(me)
    const content = MeText({ words, own, reads, contact, token: this.shell.token(me), notice, done })
    return page(this.shell.frame({ me, title: words('staff.me.title') }, content))
  }

  @Post('languages')
  @Allow('own-languages.keep')
  @Audited('reader.set')
  async say(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { values, errors } = readForm(OwnLanguagesForm, body)
    const { languages = [], version } = values
    if (Object.keys(errors).length > 0) return seeOther(`${paths.me}?notice=languages_unfit`)
    const outcome = await this.languages.run(me, { languages, version: Number(version) })
    return answer(outcome, { ok: paths.meDone('languages_said'), refused: paths.me })
  }

  @Post('affiliations')
  @Allow('own-affiliation.keep')
  @Audited('affiliation.added')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { values, errors } = readForm(OwnAffiliationForm, body)
    const name = values.name?.trim()
    if (!name || errors['name']) return seeOther(`${paths.me}?notice=organisation_unfit`)
    return answer(await this.affiliations.add(me, me.accountId, name), { ok: paths.me, refused: paths.me })
  }

  @Post('affiliations/ends')
  @Allow('own-affiliation.keep')
  @Audited('affiliation.removed')
  async end(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.affiliations.remove(me, fitForm(AffiliationEndForm, body).affiliation)
    return answer(outcome, { ok: paths.me, refused: paths.me })
  }
}
