import { Injectable } from '@nestjs/common'
import { CompareFiles, type ComparedPair } from '#features/application/staff/compare-files.js'
import { AnswerEligibility, type GivenAnswer } from '#features/application/staff/screening/answer-eligibility.js'
import { type FileFlag, FlagFile } from '#features/application/staff/screening/flag-file.js'
import { ReadScreening } from '#features/application/staff/screening/read-screening.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import { type FileTag, TagFile } from '#features/application/staff/tag-file.js'
import { hasRole, type StaffActor } from '#features/staff/staff/staff-actor.js'

/** What screening knows of a file, as far as this person may see it. */
export interface Screened {
  /** The newest first; empty for who may not know. */
  readonly eligibility: readonly GivenAnswer[]
  readonly flags: readonly FileFlag[]
  /** Null for all but coordinators, and for files that are not in screening. */
  readonly screening: OwnScreening | null
  /** The viewer's own, and the shared ones they may see. */
  readonly tags: readonly FileTag[]
}

export interface OwnScreening {
  /** Pages of the form on which something is missing; null where the records are sealed to this session. */
  readonly lacks: readonly string[] | null
  readonly pairs: readonly ComparedPair[]
  /** With files that are over: those come first. */
  readonly ended: readonly ComparedPair[]
  readonly nextFile: string | null
}

@Injectable()
export class ScreeningPanel {
  constructor(
    private readonly eligibility: AnswerEligibility,
    private readonly flags: FlagFile,
    private readonly compare: CompareFiles,
    private readonly queue: ReadScreening,
    private readonly tags: TagFile,
  ) {}

  /** Empty for who may not see it. */
  async read(me: StaffActor, file: SeenFile): Promise<Screened> {
    const [eligibility, flags, tags, screening] = await Promise.all([
      this.eligibility.history(me, file),
      this.flags.of(file),
      this.tags.of(me, file),
      file.state === 'screening' && hasRole(me, 'coordinator') ? this.own(me, file.id) : null,
    ])

    return { eligibility, flags, tags, screening }
  }

  private async own(me: StaffActor, id: string): Promise<OwnScreening> {
    return { ...(await this.compare.of(me, id)), nextFile: await this.queue.nextAfter(me, id) }
  }
}
