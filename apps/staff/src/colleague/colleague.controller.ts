import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { KeepAffiliations } from '#features/vetting/staff/conflict/keep-affiliations.js'
import { KeepExclusions } from '#features/vetting/staff/conflict/keep-exclusions.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { AffiliationEndForm, AffiliationForm, ExclusionForm } from './colleague.form.js'
import { ColleagueText } from './colleague.page.js'

const words = wordsFor('en')

/** Where colleagues belong, and the countries whose files they must not read. */
@Controller('colleagues')
export class ColleagueController {
  constructor(
    private readonly shell: Shell,
    private readonly exclusions: KeepExclusions,
    private readonly affiliations: KeepAffiliations,
  ) {}

  @Get()
  @Allow('exclusion.keep')
  async index(@Me() me: StaffActor, @Query('notice') notice?: unknown): Promise<Page> {
    const colleagues = found(await this.exclusions.list(me))
    const content = ColleagueText({ words, me, colleagues, token: this.shell.token(me), notice })
    return page(this.shell.frame({ me, title: words('staff.colleagues.title') }, content))
  }

  @Post('exclusions')
  @Allow('exclusion.keep')
  @Audited('exclusion.added')
  async exclude(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { account, country } = fitForm(ExclusionForm, body)
    return this.back(await this.exclusions.add(me, { accountId: account, country }))
  }

  @Post('exclusions/ends')
  @Allow('exclusion.keep')
  @Audited('exclusion.removed')
  async endExclusion(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { account, country } = fitForm(ExclusionForm, body)
    return this.back(await this.exclusions.remove(me, { accountId: account, country }))
  }

  @Post('affiliations')
  @Allow('affiliation.keep')
  @Audited('affiliation.added')
  async affiliate(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { values, errors } = readForm(AffiliationForm, body)
    const { account, name } = values
    if (!account || !name?.trim() || Object.keys(errors).length > 0) {
      return seeOther(`${paths.colleagues}?notice=organisation_unfit`)
    }
    return this.back(await this.affiliations.add(me, account, name))
  }

  @Post('affiliations/ends')
  @Allow('affiliation.keep')
  @Audited('affiliation.removed')
  async endAffiliation(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    return this.back(await this.affiliations.remove(me, fitForm(AffiliationEndForm, body).affiliation))
  }

  private back(outcome: Parameters<typeof answer>[0]): SeeOther {
    return answer(outcome, { ok: paths.colleagues, refused: paths.colleagues })
  }
}
