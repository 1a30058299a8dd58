import { Controller, Get, Param, Post, Query } from '@nestjs/common'
import { refuse } from '#domain/outcome.js'
import { ExportFiles } from '#features/application/staff/export/export-files.js'
import { readQuery, startingAfter } from '#features/application/staff/search/application-query.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { Download, type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { ExportText } from './export.page.js'
import { tableText } from './table-text.js'

const words = wordsFor('en')

/** Tables of files that leave the console: asked for with the query of the list, taken once. */
@Controller('exports')
export class ExportController {
  constructor(
    private readonly shell: Shell,
    private readonly exports: ExportFiles,
  ) {}

  @Post()
  @Allow('export.make')
  @Audited('export.asked')
  async create(@Me() me: StaffActor, @Query() asked: Readonly<Record<string, unknown>>): Promise<SeeOther> {
    const read = readQuery(asked)
    const outcome = read.ok ? await this.exports.ask(me, startingAfter(read.query)) : refuse('nothing_to_export')
    if (!outcome.ok && outcome.code === 'step_up_needed') return seeOther(paths.stepUpForExports)
    return answer(outcome, { ok: paths.export, refused: paths.applications })
  }

  @Get(':id')
  @Allow('export.make')
  async show(@Me() me: StaffActor, @Param('id') id: string, @Query('notice') notice: unknown): Promise<Page> {
    const found = await this.exports.find(me, idOf(id))
    if (!found) throw new Fault('not_found')
    const content = ExportText({ words, token: this.shell.token(me), found, notice })
    return page(this.shell.frame({ me, title: words('staff.export.title') }, content))
  }

  @Post(':id/tables')
  @Allow('export.make')
  @Audited('files.exported')
  async take(@Me() me: StaffActor, @Param('id') id: string): Promise<Download | SeeOther> {
    const outcome = await this.exports.take(me, idOf(id))
    if (!outcome.ok && outcome.code === 'step_up_needed') return seeOther(paths.stepUpForExport(idOf(id)))
    if (!outcome.ok) return answer(outcome, { ok: '', refused: paths.export(id) })
    return new Download(tableText(words, outcome.value), 'text/csv', 'files.csv')
  }
}
