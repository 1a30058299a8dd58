import { Injectable } from '@nestjs/common'
import type { Outcome } from '#domain/outcome.js'
import { FindFile } from '#features/application/staff/find-file.js'
import {
  OpenApplication,
  type OpenedApplication,
  type OpenRefusal,
} from '#features/application/staff/open-application.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import type { FileTies } from '#features/application/staff/ties/open-ties.js'
import { ReadAnswer } from '#features/invitation/staff/read-answer.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { ConflictQuestion } from '../conflict/conflict.page.js'
import type { ReviewDraft } from '../review/review-draft.js'
import { idOf } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { FileText } from './file.page.js'
import { FilePanels } from './file-panels.js'
import type { Shown } from './file-view.js'
import { ClosedFile, UsedUpFile } from './closed-file.page.js'

const words = wordsFor('en')
const tiesIn = (opened: Outcome<OpenedApplication, string>): FileTies | null => (opened.ok ? opened.value.ties : null)
const titleOf = ({ caseNumber }: SeenFile): string => words('staff.file.title', { number: caseNumber })

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
    const file = await this.look(me, id)
    if (!file) throw new Fault('not_found')
    return file
  }

  /** The same; null for absent and forbidden alike. */
  look(me: StaffActor, id: string): Promise<SeenFile | null> {
    return this.files.run(me, idOf(id))
  }

  /** A reader who has not said yet whether there is a conflict gets that question instead. */
  async show(me: StaffActor, id: string, shown: Shown = {}, status = 200): Promise<Page> {
    const looked = await this.open.look(me, idOf(id))
    if (!looked.ok) return this.closed(me, id, looked.code, { typed: shown.review, status })
    const { file } = looked.value
    const opening = this.open.open(me, looked.value)
    if (looked.value.isNews) await opening
    const [opened, panels, answer] = await Promise.all([
      opening,
      this.panels.read(me, file, { ties: opening.then(tiesIn), assign: shown.assign === true }),
      this.answers.run(file),
    ])
    const title = titleOf(file)
    if (!opened.ok) return this.closed(me, id, opened.code, { typed: shown.review, status })
    const token = this.shell.token(me)
    const content = FileText({ words, title, me, token, panels, answer, ...opened.value, shown })
    return page(
      this.shell.frame({ me, title, hasErrors: shown.review !== undefined || shown.decision !== undefined }, content),
      status,
    )
  }

  private async closed(
    me: StaffActor,
    id: string,
    code: OpenRefusal,
    { typed, status }: { readonly typed?: ReviewDraft; readonly status: number },
  ): Promise<Page> {
    const title = titleOf(await this.find(me, id))
    const props = { words, title, id, token: this.shell.token(me) }
    if (code === 'conflict_unanswered')
      return page(this.shell.frame({ me, title }, ConflictQuestion({ ...props, typed })), status)
    const content =
      code === 'openings_used_up'
        ? UsedUpFile({ ...props, isAsked: await this.open.isMoreAsked(me) })
        : ClosedFile({ title, code })
    return page(this.shell.frame({ me, title }, content))
  }
}
