import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { PoolReader } from '#features/vetting/staff/assignment/reading-pool.js'
import { SetReader } from '#features/vetting/staff/assignment/set-reader.js'
import { type ReadForm, readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { found, idOf, refusedText } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ReaderForm } from './plan.form.js'
import { ReaderText } from './reader.page.js'

const words = wordsFor('en')

/** What one reader takes. */
@Controller('assignments/readers/:id')
export class ReaderController {
  constructor(
    private readonly shell: Shell,
    private readonly readers: SetReader,
  ) {}

  @Get()
  @Allow('assignment.plan')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice?: unknown): Promise<Page> {
    const reader = found(await this.readers.read(me, idOf(id)))
    const { version, languages, least, most, willing } = reader
    const values = {
      version: String(version),
      languages: [...languages],
      least: String(least),
      most: most === null ? '' : String(most),
      willing,
    }
    return this.page(me, reader, { values, errors: {} }, refusedText(words, notice))
  }

  @Post()
  @Allow('assignment.plan')
  @Audited('reader.set')
  async replace(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const reader = found(await this.readers.read(me, idOf(id)))
    const typed = readForm(ReaderForm, body)
    const { version, languages = [], least, most, willing = false } = typed.values
    if (Object.keys(typed.errors).length > 0) return this.page(me, reader, typed)
    const settings = { languages, least: Number(least), most: most ? Number(most) : null, willing }
    const outcome = await this.readers.run(me, { accountId: id, version: Number(version) }, settings)
    if (outcome.ok) return seeOther(paths.planDone('reader_set'))
    // Over settings somebody kept meanwhile nothing is written: the page shows what holds now.
    if (outcome.code !== 'least_above_most') return seeOther(paths.readerStale(id))
    return this.page(me, reader, { ...typed, errors: { most: outcome.code } })
  }

  private page(me: StaffActor, { accountId, name }: PoolReader, typed: ReadForm<ReaderForm>, refused?: string): Page {
    const hasErrors = Object.keys(typed.errors).length > 0
    const content = ReaderText({ words, accountId, name, token: this.shell.token(me), refused, ...typed })
    const title = words('staff.reader.title')
    return page(this.shell.frame({ me, title, hasErrors }, content), hasErrors ? 422 : 200)
  }
}
