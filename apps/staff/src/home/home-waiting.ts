import { Injectable } from '@nestjs/common'
import { ListApprovals } from '#features/decision/staff/list-approvals.js'
import { ListReveals } from '#features/reveal/staff/list-reveals.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ListWaiting, type WaitingRow } from '#features/task/staff/list-waiting.js'
import { ListSeconds } from '#features/vetting/staff/desk/list-seconds.js'
import { type OwnTranslation, OwnTranslations } from '#features/vetting/staff/translation/own-translations.js'
import { mayUse } from '../shell/permissions.js'

export interface Waiting {
  readonly waiting: readonly WaitingRow[]
  /** Acts of two people that wait for this person as the second. */
  readonly asked: number
  /** Reveals that wait for this keeper. */
  readonly reveals: number
  /** Null for who is no translator. */
  readonly translations: readonly OwnTranslation[] | null
}

/** What waits for a colleague: tasks of their roles, and acts that take them beside somebody else. */
@Injectable()
export class HomeWaiting {
  constructor(
    private readonly tasks: ListWaiting,
    private readonly approvals: ListApprovals,
    private readonly reveals: ListReveals,
    private readonly seconds: ListSeconds,
    private readonly translations: OwnTranslations,
  ) {}

  async of(me: StaffActor): Promise<Waiting> {
    return {
      waiting: await this.tasks.run(me),
      asked: mayUse(me.roles, 'approval.list')
        ? (await this.approvals.count(me)) + (await this.seconds.run(me)).length
        : 0,
      reveals: mayUse(me.roles, 'reveal.list') ? await this.reveals.count(me) : 0,
      translations: await this.translations.run(me),
    }
  }
}
