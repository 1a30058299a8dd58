import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ReturnFiles } from '#features/vetting/staff/leaving/return-files.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ReturningText } from './returning.page.js'
import { IdField } from '../shell/posted-fields.js'

const words = wordsFor('en')

class ReturnForm {
  @IdField()
  account!: string
}

/** Files of colleagues with a new key, which a keeper wraps to it. */
@Controller('returning')
export class ReturningController {
  constructor(
    private readonly shell: Shell,
    private readonly files: ReturnFiles,
  ) {}

  @Get()
  @Allow('file.return')
  async index(@Me() me: StaffActor, @Query() { given, left }: Readonly<Record<string, unknown>>): Promise<Page> {
    const people = found(await this.files.list(me))
    const count = countOf(given)
    const result = count === null ? null : { given: count, left: countOf(left) ?? 0 }
    const content = ReturningText({ words, people, result, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.returning.title') }, content))
  }

  @Post()
  @Allow('file.return')
  @Audited('assignment.made')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { given, left } = found(await this.files.run(me, fitForm(ReturnForm, body).account))
    return seeOther(paths.returned(given, left))
  }
}

const countOf = (text: unknown): number | null =>
  typeof text === 'string' && /^\d{1,5}$/.test(text) ? Number(text) : null
