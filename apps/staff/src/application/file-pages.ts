import { Injectable } from '@nestjs/common'
import { FindFile } from '#features/application/staff/find-file.js'
import { OpenApplication } from '#features/application/staff/open-application.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import { ReadAnswer } from '#features/invitation/staff/read-answer.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { ConflictQuestion } from '../conflict/conflict.page.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { FileText } from './file.page.js'
import { FilePanels } from './file-panels.js'
import type { Shown } from './file-view.js'
import { ClosedFile } from './closed-file.page.js'

const words = wordsFor('en')

/** The page of one file; every showing is an opening, audited before anything is unsealed. */
@Injectable()
export class FilePages {
  constructor(
    private readonly shell: Shell,
    private readonly open: OpenApplication,
    private readonly files: FindFile,
    private readonly panels: FilePanels,
    private readonly answers: ReadAnswer,
  ) {}

  /** The plain facts of a file, for acts. Fault `not_found` for absent and forbidden alike. */
  async find(me: StaffActor, id: string): Promise<SeenFile> {
    const file = await this.files.run(me, idOf(id))
    if (!file) throw new Fault('not_found')
    return file
  }

  /** A reader who has not said yet whether there is a conflict gets that question instead. */
  async show(me: StaffActor, id: string, shown: Shown = {}, status = 200): Promise<Page> {
    const file = await this.find(me, id)
    const title = words('staff.file.title', { number: file.caseNumber })
    const token = this.shell.token(me)
    const opened = await this.open.seen(me, file)
    if (!opened.ok) {
      const content =
        opened.code === 'conflict_unanswered'
          ? ConflictQuestion({ words, title, id, token })
          : ClosedFile({ title, code: opened.code })
      return page(this.shell.frame({ me, title }, content))
    }
    const panels = await this.panels.read(me, opened.value, shown.assign === true)
    const answer = await this.answers.run(file)
    const content = FileText({ words, title, me, token, panels, answer, ...opened.value, shown })
    return page(
      this.shell.frame({ me, title, hasErrors: shown.review !== undefined || shown.decision !== undefined }, content),
      status,
    )
  }
}
