import { Injectable } from '@nestjs/common'
import { ParkedPages } from '#features/staff/staff/parked-pages.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { SaveLateReview } from '#features/vetting/staff/save-late-review.js'
import { Fault } from '#platform/fault.js'
import { type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { paths } from '../paths.js'
import { typedReview } from './review-draft.js'

/** A review that was sent as the phase of readers ended: its file is shut, and no page of it can show what was typed. */
@Injectable()
export class KeptReview {
  constructor(
    private readonly late: SaveLateReview,
    private readonly parked: ParkedPages,
  ) {}

  /** To where its author reads it again. Fault `not_found` for a file that anything else shut to them. */
  async keep(me: StaffActor, id: string, body: unknown): Promise<SeeOther> {
    if (!(await this.late.isShut(me, id))) throw new Fault('not_found')
    typedReview(body)
    await this.parked.keep(me, { path: paths.reviews(id), body })
    return seeOther(paths.parked)
  }
}
