import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { KeepPartners } from '#features/nomination/staff/keep-partners.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found, idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { PartnerForm } from './nomination.form.js'
import { PartnerCodeText, PartnersText, type PartnersProps } from './partners.page.js'

const words = wordsFor('en')

/** Organisations that may put people forward. */
@Controller('partners')
export class PartnerController {
  constructor(
    private readonly shell: Shell,
    private readonly partners: KeepPartners,
  ) {}

  @Get()
  @Allow('partner.list')
  list(@Me() me: StaffActor, @Query('done') done?: unknown): Promise<Page> {
    return this.page(me, { done })
  }

  /** The code stands on the page that answers, and nowhere again. */
  @Post()
  @Allow('partner.make')
  @Audited('partner.made')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page> {
    const { values, errors } = readForm(PartnerForm, body)
    if (values.name === undefined || errors['name']) return this.page(me, { name: values.name, error: errors['name'] })
    const made = found(await this.partners.make(me, values.name))
    const title = words('staff.partners.code_title', { number: made.number })
    return page(this.shell.frame({ me, title }, PartnerCodeText({ words, title, code: made.code })))
  }

  @Post(':id/ends')
  @Allow('partner.close')
  @Audited('partner.closed')
  async remove(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.partners.close(me, idOf(id))
    return answer(outcome, { ok: paths.partnersDone('partner_closed'), refused: paths.partners })
  }

  private async page(me: StaffActor, given: Pick<PartnersProps, 'done' | 'name' | 'error'>): Promise<Page> {
    const rows = await this.partners.list(me)
    const content = PartnersText({ words, rows, token: this.shell.token(me), ...given })
    const hasErrors = given.error !== undefined
    return page(
      this.shell.frame({ me, title: words('staff.partners.title'), hasErrors }, content),
      hasErrors ? 422 : 200,
    )
  }
}
