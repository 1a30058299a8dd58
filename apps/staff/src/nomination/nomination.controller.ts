import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { InviteNominee } from '#features/nomination/staff/invite-nominee.js'
import { NameNominee, NominationForm } from '#features/nomination/staff/name-nominee.js'
import { OpenNomination } from '#features/nomination/staff/open-nomination.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found, idOf } from '../shell/found.js'
import { Place } from '../shell/place.js'
import { Shell } from '../shell/shell.js'
import { FlagsForm, InviteForm, NominationMoveForm } from './nomination.form.js'
import { LinkText, NominationText } from './nomination.page.js'
import { NewNominationText, type NewNominationProps } from './new-nomination.page.js'
import { NominationListText } from './nomination-list.page.js'

const words = wordsFor('en')

/** People put forward: the list, one of them opened, and what a coordinator does with it. */
@Controller('nominations')
export class NominationController {
  constructor(
    private readonly shell: Shell,
    private readonly place: Place,
    private readonly nominations: OpenNomination,
    private readonly name: NameNominee,
    private readonly invite: InviteNominee,
  ) {}

  @Get()
  @Allow('nomination.list')
  async list(@Me() me: StaffActor, @Query('done') done?: unknown): Promise<Page> {
    const content = NominationListText({ words, rows: await this.nominations.list(me), done })
    return page(this.shell.frame({ me, title: words('staff.nominations.title') }, content))
  }

  @Get('new')
  @Allow('nomination.name')
  blank(@Me() me: StaffActor): Page {
    return this.form(me, { values: {}, errors: {}, flags: [] })
  }

  @Post()
  @Allow('nomination.name')
  @Audited('nomination.named')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const { flags: marked, ...rest } = (body ?? {}) as Record<string, unknown>
    const { flags = [] } = fitForm(FlagsForm, { flags: marked })
    const { values, errors } = readForm(NominationForm, rest)
    if (Object.keys(errors).length > 0) return this.form(me, { values, errors, flags }, 422)
    const [id = ''] = found(await this.name.run(me, [values as NominationForm], flags))
    return seeOther(paths.nomination(id))
  }

  @Get(':id')
  @Allow('nomination.open')
  async show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query('notice') notice?: unknown,
    @Query('done') done?: unknown,
  ): Promise<Page> {
    const opened = found(await this.nominations.run(me, idOf(id)))
    const title = words('staff.nomination.title', { number: opened.row.number })
    const content = NominationText({ words, title, opened, notice, done, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title }, content))
  }

  @Post(':id/moves')
  @Allow('nomination.move')
  @Audited('nomination.moved')
  async move(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const { move, version } = fitForm(NominationMoveForm, body)
    const outcome = await this.invite.move(me, idOf(id), { move, version: Number(version) })
    return answer(outcome, { ok: paths.nominationDone(id, 'nomination_moved'), refused: paths.nomination(id) })
  }

  /** A link that a person hands over stands on the page that answers, and nowhere again. */
  @Post(':id/invitations')
  @Allow('nomination.invite')
  @Audited('nomination.invite')
  async link(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const { version } = fitForm(InviteForm, body)
    const outcome = await this.invite.run(me, idOf(id), Number(version))
    if (!outcome.ok || outcome.value === null) {
      return answer(outcome, { ok: paths.nominationDone(id, 'invited'), refused: paths.nomination(id) })
    }
    const [row] = (await this.nominations.list(me)).filter((one) => one.id === id)
    if (!row?.expiresOn) throw new Fault('not_found')
    const content = LinkText({ words, id, link: outcome.value, until: row.expiresOn, host: this.place.links })
    return page(this.shell.frame({ me, title: words('staff.nomination.link_title') }, content))
  }

  private form(me: StaffActor, given: Pick<NewNominationProps, 'values' | 'errors' | 'flags'>, status = 200): Page {
    const content = NewNominationText({ words, token: this.shell.token(me), ...given })
    const framed = { me, title: words('staff.nominations.new'), hasErrors: status !== 200 }
    return page(this.shell.frame(framed, content), status)
  }
}
