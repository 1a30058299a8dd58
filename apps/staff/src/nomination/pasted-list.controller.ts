import { Body, Controller, Get, Post } from '@nestjs/common'
import { EnterList, type ListCheck } from '#features/nomination/staff/enter-list.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { Shell } from '../shell/shell.js'
import { found } from '../shell/found.js'
import { PastedListForm } from './nomination.form.js'
import { type PastedListProps, PastedListText } from './pasted-list.page.js'

const words = wordsFor('en')

/** Many nominations at once: pasted, looked at, then entered. */
@Controller('nomination-lists')
export class PastedListController {
  constructor(
    private readonly shell: Shell,
    private readonly list: EnterList,
  ) {}

  @Get()
  @Allow('nomination.name')
  show(@Me() me: StaffActor): Page {
    return this.page(me, { list: '', skipKnown: true })
  }

  /** Both buttons answer with the page: what was pasted is kept nowhere but in it. */
  @Post()
  @Allow('nomination.name')
  @Audited('nomination.compared')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page> {
    const { values, errors } = readForm(PastedListForm, body)
    const { list = '', skip_known: skipKnown = false, act } = values
    if (act === undefined || errors['act']) throw new Fault('malformed_form')
    if (errors['list']) return this.page(me, { list, skipKnown, error: errors['list'] }, 422)
    if (act === 'look') return this.page(me, { list, skipKnown, check: found(await this.list.look(me, list)) })
    const outcome = await this.list.run(me, list, skipKnown)
    if (!outcome.ok && outcome.code === 'not_found') throw new Fault('not_found')
    if (outcome.ok) {
      const { check, entered } = outcome.value
      return this.page(me, { list: '', skipKnown, check, entered })
    }
    return this.page(me, { list, skipKnown, check: outcome.about?.['check'] as ListCheck, refusal: outcome.code }, 422)
  }

  private page(me: StaffActor, given: Omit<PastedListProps, 'words' | 'token'>, status = 200): Page {
    const content = PastedListText({ words, token: this.shell.token(me), ...given })
    const title = words('staff.nomination_list.title')
    return page(this.shell.frame({ me, title, hasErrors: status !== 200 }, content), status)
  }
}
