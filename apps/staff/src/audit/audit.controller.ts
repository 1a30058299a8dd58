import { Controller, Get, Query } from '@nestjs/common'
import { ReadAudit } from '#features/audit/staff/read-audit.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { Allow, Me } from '#platform/web/access/decorators.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { Shell } from '../shell/shell.js'
import { AuditText } from './audit.page.js'

const words = wordsFor('en')

/** The log, newest first. */
@Controller('audit')
export class AuditController {
  constructor(
    private readonly shell: Shell,
    private readonly read: ReadAudit,
  ) {}

  @Get()
  @Allow('audit.read')
  async index(@Me() me: StaffActor, @Query('before') before?: unknown): Promise<Page> {
    const log = await this.read.run(me, before === undefined ? null : seqOf(before))
    if (!log) throw new Fault('not_found')
    const content = AuditText({ words, log, isFirst: before === undefined })
    return page(this.shell.frame({ me, title: words('staff.audit.title') }, content))
  }
}

function seqOf(given: unknown): string {
  if (typeof given !== 'string' || !/^\d{1,18}$/.test(given)) throw new Fault('not_found')
  return given
}
