import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { AskOpenings } from '#features/application/staff/opening/ask-openings.js'
import { MoveFile } from '#features/application/staff/move-file.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { Page, SeeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { fitForm } from '../shell/fit-form.js'
import { FilePages } from './file-pages.js'
import { MoveForm } from './move.form.js'

/** One file, the moves one person may make alone, and asking to open more files in a day. */
@Controller('applications/:id')
export class ApplicationController {
  constructor(
    private readonly files: FilePages,
    private readonly move: MoveFile,
    private readonly openings: AskOpenings,
  ) {}

  @Get()
  @Allow('application.open')
  show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query() { notice, done, assign }: Readonly<Record<string, unknown>>,
  ): Promise<Page> {
    return this.files.show(me, id, { notice, done, assign: assign === 'yes' })
  }

  /** As many files again, once another person agrees. */
  @Post('openings')
  @Allow('application.open')
  @Audited('approval.asked')
  async askMore(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    return answer(await this.openings.run(me), { ok: paths.application(file.id), refused: paths.application(file.id) })
  }

  @Post('moves')
  @Allow('application.move')
  @Audited('application.moved')
  async create(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const file = await this.files.find(me, id)
    const { move, version, reason } = fitForm(MoveForm, body)
    const outcome = await this.move.run(me, file.id, { move, version: Number(version), reason })
    return answer(outcome, { ok: paths.applicationDone(id, 'moved'), refused: paths.application(id) })
  }
}
