import { Injectable } from '@nestjs/common'
import type { SeenFile } from '#features/application/staff/see-file.js'
import { type Colleague, ListColleagues } from '#features/staff/staff/list-colleagues.js'
import { hasRole, type StaffActor } from '#features/staff/staff/staff-actor.js'
import { assignableRoles } from '#features/vetting/staff/assign-reader.js'
import { AssignByHand } from '#features/vetting/staff/assignment/assign-by-hand.js'
import type { Choice } from '#features/vetting/staff/assignment/reader-choices.js'
import { type Assignment, ListAssignments } from '#features/vetting/staff/list-assignments.js'

/** Who has a file and whom it can go to; empty for who does not assign. */
export interface Assigning {
  readonly assignments: readonly Assignment[]
  readonly colleagues: readonly Colleague[]
  /** Readers it could go to, the best first; null where nobody asked: comparing them all is for who assigns. */
  readonly choices: readonly Choice[] | null
}

@Injectable()
export class AssigningPanel {
  constructor(
    private readonly assignments: ListAssignments,
    private readonly colleagues: ListColleagues,
    private readonly byHand: AssignByHand,
  ) {}

  async read(me: StaffActor, file: SeenFile, isAsked: boolean): Promise<Assigning> {
    const assigns = hasRole(me, 'coordinator', 'vetting_lead')
    const [assignments, colleagues, choices] = await Promise.all([
      this.assignments.of(me, file),
      assigns ? this.colleagues.run(me, assignableRoles, file) : [],
      isAsked ? this.byHand.choices(me, file) : null,
    ])

    return { assignments, colleagues, choices }
  }
}
