import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { KeepAffiliations } from '#features/vetting/staff/conflict/keep-affiliations.js'
import { EndExclusion } from '#features/vetting/staff/conflict/end-exclusion.js'
import { ExcludeCountry } from '#features/vetting/staff/conflict/exclude-country.js'
import { type Exclusion, KeepExclusions } from '#features/vetting/staff/conflict/keep-exclusions.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { AffiliationEndForm, AffiliationForm, ExclusionEndForm, ExclusionForm } from './colleague.form.js'
import { ColleagueText } from './colleague.page.js'
import { ExclusionEnd } from './exclusion-end.page.js'
import { ExclusionLook } from './exclusion-look.page.js'

const words = wordsFor('en')

/** Where colleagues belong, and the countries whose files they must not read. */
@Controller('colleagues')
export class ColleagueController {
  constructor(
    private readonly shell: Shell,
    private readonly exclusions: KeepExclusions,
    private readonly exclude: ExcludeCountry,
    private readonly end: EndExclusion,
    private readonly affiliations: KeepAffiliations,
  ) {}

  @Get()
  @Allow('exclusion.keep')
  async index(@Me() me: StaffActor, @Query('notice') notice?: unknown, @Query('done') done?: unknown): Promise<Page> {
    const colleagues = found(await this.exclusions.list(me))
    const content = ColleagueText({ words, me, colleagues, token: this.shell.token(me), notice, done })
    return page(this.shell.frame({ me, title: words('staff.colleagues.title') }, content))
  }

  /** What it would do: a page, since looking opens countries under a line of the log and is no reading of an address. */
  @Post('exclusions/looks')
  @Allow('exclusion.keep')
  @Audited('countries.opened')
  async look(@Me() me: StaffActor, @Body() body: unknown): Promise<Page> {
    const exclusion = exclusionIn(body)
    const reach = found(await this.exclude.look(me, exclusion))
    const name = await this.nameOf(me, exclusion)
    const content = ExclusionLook({ words, exclusion, name, reach, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.colleagues.exclude') }, content))
  }

  @Post('exclusions')
  @Allow('exclusion.keep')
  @Audited('exclusion.added')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const outcome = await this.exclude.run(me, exclusionIn(body))
    return answer(outcome, {
      ok: ({ sealed }) => (sealed === 0 ? paths.colleaguesDone('excluded') : paths.colleaguesDone('excluded_in_part')),
      refused: paths.colleagues,
    })
  }

  @Post('exclusions/ends')
  @Allow('exclusion.keep')
  @Audited('exclusion.removed')
  async endExclusion(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { account, country, clear } = fitForm(ExclusionEndForm, body)
    const outcome = await this.end.run(me, { accountId: account, country }, clear === true)
    return answer(outcome, { ok: paths.colleaguesDone('exclusion_ended'), refused: paths.colleagues })
  }

  /** What it has pinned: a page, as for adding one. */
  @Post('exclusions/ends/looks')
  @Allow('exclusion.keep')
  @Audited('countries.opened')
  async lookAtEnd(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const exclusion = exclusionIn(body)
    const looked = await this.end.look(me, exclusion)
    if (!looked.ok) return answer(looked, { ok: paths.colleagues, refused: paths.colleagues })
    const name = await this.nameOf(me, exclusion)
    const content = ExclusionEnd({ words, exclusion, name, pins: looked.value, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.colleagues.exclude') }, content))
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

  private async nameOf(me: StaffActor, { accountId }: Exclusion): Promise<string> {
    return found(await this.exclusions.list(me)).find((one) => one.accountId === accountId)?.name ?? ''
  }

  private back(outcome: Parameters<typeof answer>[0]): SeeOther {
    return answer(outcome, { ok: paths.colleagues, refused: paths.colleagues })
  }
}

function exclusionIn(body: unknown): Exclusion {
  const { account, country } = fitForm(ExclusionForm, body)
  return { accountId: account, country }
}
