import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { ChangeSettings, type SettingsFinding } from '#features/selection/staff/settings/change-settings.js'
import { type SupportLine, supportLines } from '#domain/decision/support.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../../paths.js'
import { found } from '../../shell/found.js'
import { Frame } from '../../shell/frame.js'
import { RulesForm } from './rules.form.js'
import { RulesText, type TypedRules } from './rules.page.js'
import { typedFrom } from './typed-rules.js'

const words = wordsFor('en')

/** What a cohort is chosen under: floors, targets and caps, places and money. */
@Controller('board/rules')
export class RulesController {
  constructor(
    private readonly frame: Frame,
    private readonly settings: ChangeSettings,
  ) {}

  @Get()
  @Allow('cohort.read')
  show(@Me() me: StaffActor, @Query('done') done?: unknown): Promise<Page> {
    return this.page(me, null, { done })
  }

  /** Everything that is wrong comes back at once, with what was typed. */
  @Post()
  @Allow('cohort.change')
  @Audited('selection.set')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = readForm(RulesForm, body)
    const typed: TypedRules = { values, errors, findings: [] }
    if (Object.keys(errors).length > 0) return this.page(me, typed, {})
    const edition = { overInvitation: Number(values.over_invitation), lottery: values.lottery === true }
    const outcome = await this.settings.run(me, askedIn(values), edition)
    if (outcome.ok) return seeOther(paths.rulesDone('rules_set'))
    if (outcome.code === 'unfit') {
      return this.page(me, { ...typed, findings: outcome.about?.['findings'] as readonly SettingsFinding[] }, {})
    }
    return this.page(me, typed, { notice: outcome.code })
  }

  private async page(
    me: StaffActor,
    typed: TypedRules | null,
    said: { readonly done?: unknown; readonly notice?: unknown },
  ): Promise<Page> {
    const view = found(await this.settings.read(me))
    const content = RulesText({ words, view, typed: typed ?? typedFrom(view), token: this.frame.token(me), ...said })
    const title = words('staff.cohort.rules.title')
    return page(this.frame.frame({ me, title, hasErrors: typed !== null }, content), typed ? 422 : 200)
  }
}

const minorUnits = (crowns: string | undefined): number => Number(crowns ?? 0) * 100

/** What was typed, as the use-case takes it. */
function askedIn(values: Partial<RulesForm>) {
  const prices = Object.fromEntries(supportLines.map((item) => [item, minorUnits(values[item])]))
  return {
    number: Number(values.version),
    rules: (values.rules ?? []).map(({ family, value, floor = '', target = '', cap = '' }) => {
      return { family, value, floor, target, cap }
    }),
    mostPerOrganisation: Number(values.most_per_organisation),
    mostPerCountry: Number(values.most_per_country),
    mostLanguages: Number(values.most_languages),
    budget: values.budget === undefined ? null : minorUnits(values.budget),
    prices: prices as Record<SupportLine, number>,
  }
}
