import { Injectable } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { type ParkedPage, ParkedSaves } from '#features/application/registration/parked-saves.js'
import { Fault } from '#platform/fault.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { type Page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { SendReplacement } from '../replacement/send-replacement.js'

/** What becomes of a page that waited for its person to sign in again. */
@Injectable()
export class ParkedPages {
  constructor(
    private readonly parked: ParkedSaves,
    private readonly replacement: SendReplacement,
  ) {}

  /**
   * Saves a page of a draft, and sends a part of what was sent; only then it is given up. Where the edition was archived
   * meanwhile, the person is told that it was not saved. Null when nothing of theirs waited, or it could not be saved.
   */
  async apply(words: Words, me: ApplicantSession, ended: SessionToken): Promise<Page | SeeOther | null> {
    const waiting = await this.parked.open(me, ended)
    const used = waiting && (await this.used(words, me, waiting))
    await this.parked.end(me, ended)
    return used
  }

  private async used(words: Words, me: ApplicantSession, waiting: ParkedPage): Promise<Page | SeeOther | null> {
    try {
      return await this.use(words, me, waiting)
    } catch (error) {
      if (!(error instanceof Fault && error.code === 'edition_archived')) throw error
      const { sections, home } = pathsFor(words.lang)
      return seeOther(`${me.state === 'draft' ? sections : home}?notice=edition_archived`)
    }
  }

  private async use(words: Words, me: ApplicantSession, waiting: ParkedPage): Promise<Page | SeeOther | null> {
    const { key, answers, replaces } = waiting
    if (me.state !== 'draft') {
      return replaces ? this.replacement.run(words, me, { key, answers, ...replaces, wasParked: true }) : null
    }
    const saved = await this.parked.apply(me, waiting)
    return saved ? seeOther(pathsFor(words.lang).section(saved)) : null
  }
}
