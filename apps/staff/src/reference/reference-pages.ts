import { Injectable } from '@nestjs/common'
import type { HandOver } from '#features/reference/staff/open-link.js'
import { ReadReferences } from '#features/reference/staff/read-references.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { type Page, page } from '#platform/web/answer/page.js'
import { isLang, wordsFor } from '#words/index.js'
import { found } from '../shell/found.js'
import { Place } from '../shell/place.js'
import { Shell } from '../shell/shell.js'
import { ReferencesText } from './reference.page.js'
import type { ShownReferences } from './reference-view.js'

const words = wordsFor('en')

/** The references page of one file; every showing is an opening, audited before anything is unsealed. */
@Injectable()
export class ReferencePages {
  constructor(
    private readonly shell: Shell,
    private readonly place: Place,
    private readonly references: ReadReferences,
  ) {}

  /** Fault `not_found` for absent and forbidden alike. */
  async show(me: StaffActor, id: string, shown: ShownReferences, status = 200): Promise<Page> {
    const read = found(await this.references.run(me, id))
    const title = words('staff.reference.title', { number: read.file.caseNumber })
    const handOver = (shown.handOver ?? []).map((link) => ({ place: link.place, url: this.urlOf(link) }))
    const content = ReferencesText({ ...read, words, title, token: this.shell.token(me), shown, handOver })
    return page(this.shell.frame({ me, title, hasErrors: shown.voucher !== undefined }, content), status)
  }

  private urlOf({ language, token }: HandOver): string {
    return `${this.place.links}/${isLang(language) ? language : 'en'}/link/${token}`
  }
}
