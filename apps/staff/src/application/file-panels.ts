import { Injectable } from '@nestjs/common'
import type { OpenedApplication } from '#features/application/staff/open-application.js'
import {
  type EarlierDecision,
  type PendingDecision,
  PendingDecisions,
} from '#features/decision/staff/pending-decisions.js'
import { type Colleague, ListColleagues } from '#features/staff/staff/list-colleagues.js'
import { hasRole, type StaffActor } from '#features/staff/staff/staff-actor.js'
import { assignableRoles } from '#features/vetting/staff/assign-reader.js'
import { type Assignment, ListAssignments } from '#features/vetting/staff/list-assignments.js'
import { ReadReviews, type ReviewPanel } from '#features/vetting/staff/read-reviews.js'
import { type Vetting, VettingPanel } from '../vetting/vetting-panel.js'

/** What stands beside the records of a file, as far as this person may see it. */
export interface Panels extends Vetting {
  readonly reviews: ReviewPanel
  readonly decision: PendingDecision | null
  /** Released or taken back. */
  readonly earlier: readonly EarlierDecision[]
  readonly assignments: readonly Assignment[]
  /** Whom the file can be assigned to; empty for who does not assign. */
  readonly colleagues: readonly Colleague[]
}

@Injectable()
export class FilePanels {
  constructor(
    private readonly reviews: ReadReviews,
    private readonly vetting: VettingPanel,
    private readonly decisions: PendingDecisions,
    private readonly assignments: ListAssignments,
    private readonly colleagues: ListColleagues,
  ) {}

  async read(me: StaffActor, opened: OpenedApplication): Promise<Panels> {
    const { file } = opened
    const assigns = hasRole(me, 'coordinator', 'vetting_lead')

    const [reviews, vetting, decision, earlier, assignments, colleagues] = await Promise.all([
      this.reviews.run(me, file),
      this.vetting.read(me, opened),
      this.decisions.one(me, file),
      this.decisions.earlier(file),
      this.assignments.of(me, file),
      assigns ? this.colleagues.run(me, assignableRoles, file) : [],
    ])

    return { reviews, ...vetting, decision, earlier, assignments, colleagues }
  }
}
