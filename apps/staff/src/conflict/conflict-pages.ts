import { Injectable } from '@nestjs/common'
import type { SeenFile } from '#features/application/staff/see-file.js'
import { ReadProvenance } from '#features/nomination/staff/read-provenance.js'
import { ListColleagues } from '#features/staff/staff/list-colleagues.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { GuessConflicts } from '#features/vetting/staff/conflict/guess-conflicts.js'
import { ListConflicts } from '#features/vetting/staff/conflict/list-conflicts.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { Shell } from '../shell/shell.js'
import { ConflictListText } from './conflict-list.page.js'

const words = wordsFor('en')

/** The page of one file's conflicts of interest; what it compares is opened under a line of the log. */
@Injectable()
export class ConflictPages {
  constructor(
    private readonly shell: Shell,
    private readonly conflicts: ListConflicts,
    private readonly guesses: GuessConflicts,
    private readonly provenance: ReadProvenance,
    private readonly colleagues: ListColleagues,
  ) {}

  async show(me: StaffActor, file: SeenFile, shown: { notice: unknown; done: unknown }): Promise<Page> {
    const title = words('staff.conflicts.title', { number: file.caseNumber })
    const origin = await this.provenance.run(me, file)
    const others = (await this.colleagues.run(me)).filter(({ accountId }) => accountId !== me.accountId)
    const content = ConflictListText({
      words,
      title,
      id: file.id,
      token: this.shell.token(me),
      known: await this.conflicts.run(me, file),
      possible: await this.guesses.run(me, file, { nominator: origin?.by ?? null }),
      colleagues: others.filter(({ accountId }, at) => others.findIndex((one) => one.accountId === accountId) === at),
      ...shown,
    })
    return page(this.shell.frame({ me, title }, content))
  }
}
