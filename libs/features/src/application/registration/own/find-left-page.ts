import { Injectable } from '@nestjs/common'
import type { ApplicantSession } from '../applicant-session.js'
import { ReadOpenCall } from '../open-call.js'
import { OwnDrafts } from '../own-drafts.store.js'
import { leftInMiddle } from '../unanswered.js'

/** Where somebody was writing when they went. */
@Injectable()
export class FindLeftPage {
  constructor(
    private readonly drafts: OwnDrafts,
    private readonly call: ReadOpenCall,
  ) {}

  /** Key of the section written in last, while it is not done; null when it is, or nothing was written yet. */
  async run(me: ApplicantSession): Promise<string | null> {
    const notOffered = (await this.call.of(me.editionId))?.notOffered
    return leftInMiddle(await this.drafts.open(me), notOffered ?? [])
  }
}
