import { Injectable } from '@nestjs/common'
import { IssueCode } from '#features/application/staff/code-case/issue-code.js'
import { ReadCodeCases } from '#features/application/staff/code-case/read-code-cases.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Fault } from '#platform/fault.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { LostCodeText } from './lost-code.page.js'
import { LostCodeList } from './lost-code-list.page.js'

const words = wordsFor('en')

/** The list of lost codes, and the page of one. */
@Injectable()
export class LostCodePages {
  constructor(
    private readonly shell: Shell,
    private readonly cases: ReadCodeCases,
    private readonly issue: IssueCode,
  ) {}

  async list(me: StaffActor): Promise<Page> {
    const content = LostCodeList({ words, rows: await this.cases.list(me) })
    return page(this.shell.frame({ me, title: words('staff.lost_code.title') }, content))
  }

  /** Fault `not_found` for absent, forbidden, and for a code word that is not this person's to see. */
  async one(
    me: StaffActor,
    id: string,
    { notice, showsWord }: { readonly notice?: unknown; readonly showsWord?: boolean },
  ): Promise<Page> {
    const one = await this.cases.one(me, id)
    if (!one) throw new Fault('not_found')
    const word = showsWord ? found(await this.cases.codeWord(me, id)) : undefined
    const sheet = await this.issue.shown(me, id)
    const title = words('staff.lost_code.one', { number: one.caseNumber })
    const shown = { one, word, sheet, notice, token: this.shell.token(me) }
    return page(this.shell.frame({ me, title }, LostCodeText({ words, title, me, ...shown })))
  }
}
