import { Body, Controller, Get, Post, Res } from '@nestjs/common'
import type { FastifyReply } from 'fastify'
import { ChooseEdition } from '#features/staff/staff/choose-edition.js'
import { SessionMemory } from '#features/staff/staff/session-memory.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { SessionCookie } from '#platform/web/access/cookie.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { IdField } from '../shell/posted-fields.js'
import { Shell } from '../shell/shell.js'
import { EditionChoiceText } from './edition-choice.page.js'

const words = wordsFor('en')

class EditionChoiceForm {
  @IdField()
  edition!: string
}

/** In which edition one works, for who holds roles in several. */
@Controller('edition-choice')
export class EditionChoiceController {
  constructor(
    private readonly shell: Shell,
    private readonly editions: ChooseEdition,
    private readonly cookie: SessionCookie,
    private readonly memory: SessionMemory,
  ) {}

  @Get()
  @Allow('own-edition.choose')
  async show(@Me() me: StaffActor): Promise<Page> {
    const content = EditionChoiceText({ words, editions: await this.editions.list(me), token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.edition_choice.title') }, content))
  }

  @Post()
  @Allow('own-edition.choose')
  @Audited('staff.edition_chosen')
  async create(
    @Me() me: StaffActor,
    @Body() body: unknown,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<SeeOther> {
    const outcome = await this.editions.run(me, fitForm(EditionChoiceForm, body).edition)
    if (!outcome.ok) throw new Fault('not_found')
    // What was opened belongs to the edition one leaves.
    this.memory.forget(me)
    this.cookie.set(reply, outcome.value)
    return seeOther(paths.home)
  }
}
