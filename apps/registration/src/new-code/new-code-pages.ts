import { Injectable } from '@nestjs/common'
import type { VNode } from 'preact'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { LookIn } from '#features/application/registration/after-sending/look-in.js'
import { formToken } from '#platform/web/access/form-token.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Place } from '../shell/place.js'
import { Shell } from '../shell/shell.js'
import { NewCodeText, NewSheetText } from './new-code.page.js'

interface Shown {
  readonly notice: unknown
  /** The host this page was asked for under. */
  readonly host: string
}

/** The page of the new code: the question, or the sheet while it waits. */
@Injectable()
export class NewCodePages {
  constructor(
    private readonly shell: Shell,
    private readonly place: Place,
    private readonly lookIn: LookIn,
  ) {}

  async frame(words: Words, me: ApplicantSession, shown: Shown): Promise<VNode> {
    const { sections, home } = pathsFor(words.lang)
    const back = me.state === 'draft' ? { href: sections } : { href: home, label: words('shell.back_home') }
    const title = words(me.sheet ? 'code.title' : 'new_code.title')
    const framed = { words, title, me, back, here: (paths: { newCode: string }) => paths.newCode }
    return this.shell.frame(framed, await this.text(words, me, shown))
  }

  private async text(words: Words, me: ApplicantSession, { notice, host }: Shown): Promise<VNode> {
    const token = formToken(me.token)
    if (!me.sheet) return NewCodeText({ words, notice, token })
    return NewSheetText({
      words,
      token,
      sheet: me.sheet,
      caseNumber: me.caseNumber,
      address: host + pathsFor(words.lang).start,
      mailAddress: this.place.mailAddress,
      eraseDate: me.keepUntil ?? undefined,
      lookIn: (await this.lookIn.run(me)) ?? undefined,
    })
  }
}
