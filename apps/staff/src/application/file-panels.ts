import { Injectable } from '@nestjs/common'
import type { SeenFile } from '#features/application/staff/see-file.js'
import type { FileTies } from '#features/application/staff/ties/open-ties.js'
import { DecisionMemos, type Grounds } from '#features/decision/staff/decision-memos.js'
import {
  type EarlierDecision,
  type PendingDecision,
  PendingDecisions,
} from '#features/decision/staff/pending-decisions.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ReadReviews, type ReviewPanel } from '#features/vetting/staff/read-reviews.js'
import { type Assigning, AssigningPanel } from '../assignment/assignment-panel.js'
import { type Vetting, VettingPanel } from '../vetting/vetting-panel.js'

/** What stands beside the records of a file, as far as this person may see it. */
export interface Panels extends Vetting, Assigning {
  readonly reviews: ReviewPanel
  readonly decision: PendingDecision | null
  /** What the viewer reads before they agree to a clearing; null where none waits for them. */
  readonly grounds: Grounds | null
  /** Released or taken back. */
  readonly earlier: readonly EarlierDecision[]
  /** What would have been paid with an invitation that passed. */
  readonly lapsed: readonly string[]
}

@Injectable()
export class FilePanels {
  constructor(
    private readonly reviews: ReadReviews,
    private readonly vetting: VettingPanel,
    private readonly decisions: PendingDecisions,
    private readonly memos: DecisionMemos,
    private readonly assigning: AssigningPanel,
  ) {}

  /** Asked in one journey with the opening of the file, which `ties` waits for. `assign`: with the readers it could go to. */
  async read(
    me: StaffActor,
    file: SeenFile,
    { ties, assign }: { readonly ties: Promise<FileTies | null>; readonly assign: boolean },
  ): Promise<Panels> {
    const waits = this.decisions.one(me, file)
    const [reviews, vetting, decision, grounds, earlier, lapsed, assigning] = await Promise.all([
      this.reviews.run(me, file),
      this.vetting.read(me, file, ties),
      waits,
      waits.then((one) => this.memos.grounds(me, file, one)),
      this.decisions.earlier(file),
      this.decisions.lapsed(file),
      this.assigning.read(me, file, assign),
    ])

    return { reviews, ...vetting, decision, grounds, earlier, lapsed, ...assigning }
  }
}
