import { Injectable } from '@nestjs/common'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ListDesk } from '#features/vetting/staff/desk/list-desk.js'
import { ReadDesk } from '#features/vetting/staff/desk/read-desk.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { found, idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { DeskText } from './desk.page.js'
import type { DeskShown } from './desk-view.js'

const words = wordsFor('en')

/** One file at the vetting desk; every showing opens its notes, audited before anything is unsealed. */
@Injectable()
export class DeskPages {
  constructor(
    private readonly shell: Shell,
    private readonly desk: ReadDesk,
    private readonly list: ListDesk,
  ) {}

  /** Fault `not_found` for absent and forbidden alike. */
  async show(me: StaffActor, id: string, shown: DeskShown = {}, status = 200): Promise<Page> {
    const read = found(await this.desk.run(me, idOf(id)))
    const { next } = await this.list.run(me, 'all', read.file.id)
    const title = words('staff.vetting.file', { number: read.file.caseNumber })
    const content = DeskText({ ...read, words, me, title, next, shown, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title, hasErrors: shown.errors !== undefined }, content), status)
  }
}
