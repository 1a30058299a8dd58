import { Injectable } from '@nestjs/common'
import type { SeenFile } from '#features/application/staff/see-file.js'
import { type PendingDecision, PendingDecisions } from '#features/decision/staff/pending-decisions.js'
import { type Colleague, ListColleagues } from '#features/staff/staff/list-colleagues.js'
import { hasRole, type StaffActor } from '#features/staff/staff/staff-actor.js'
import { assignableRoles } from '#features/vetting/staff/assign-reader.js'
import { type Assignment, ListAssignments } from '#features/vetting/staff/list-assignments.js'
import { ReadReviews, type ReviewPanel } from '#features/vetting/staff/read-reviews.js'
import { type RecordedCheck, RecordCheck } from '#features/vetting/staff/record-check.js'

/** What stands beside the records of a file, as far as this person may see it. */
export interface Panels {
  readonly reviews: ReviewPanel
  readonly checks: readonly RecordedCheck[]
  readonly decision: PendingDecision | null
  readonly assignments: readonly Assignment[]
  /** Whom the file can be assigned to; empty for who does not assign. */
  readonly colleagues: readonly Colleague[]
}

@Injectable()
export class FilePanels {
  constructor(
    private readonly reviews: ReadReviews,
    private readonly checks: RecordCheck,
    private readonly decisions: PendingDecisions,
    private readonly assignments: ListAssignments,
    private readonly colleagues: ListColleagues,
  ) {}

  async read(me: StaffActor, file: SeenFile): Promise<Panels> {
    const assigns = hasRole(me, 'coordinator', 'vetting_lead')

    return {
      reviews: await this.reviews.run(me, file),
      checks: await this.checks.read(me, file.id),
      decision: await this.decisions.one(me, file),
      assignments: await this.assignments.of(me, file),
      colleagues: assigns ? await this.colleagues.run(me, assignableRoles) : [],
    }
  }
}
