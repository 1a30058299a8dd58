import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockToMove, seeFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'

export const extensionDays = ['2', '3', '5', '7'] as const
export const extensionReasons = ['asked_by_person', 'hard_to_reach', 'our_delay'] as const

export interface Extension {
  readonly days: number
  readonly reason: (typeof extensionReasons)[number]
}

export type ExtensionRefusal = 'not_found' | 'move_not_allowed' | 'conflict' | 'deadline_passed'

/** The coordinator gives one person more days to answer; nothing else ever moves a running deadline. */
@Injectable()
export class ExtendAnswer {
  constructor(private readonly database: Database) {}

  /** Refuses: not_found, move_not_allowed (no open invitation), deadline_passed (the place has passed on), conflict. */
  async run(
    actor: StaffActor,
    applicationId: string,
    { days, reason }: Extension,
  ): Promise<Outcome<null, ExtensionRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, 'coordinator')) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockToMove(tx, [applicationId])
      if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
      const [row] = await tx.query<{ code: ExtensionRefusal | 'ok' }[]>(
        'SELECT app.invitation_extend($1, $2, $3, $4) AS code',
        [applicationId, actor.accountId, days, reason],
      )
      return !row || row.code === 'ok' ? done(null) : refuse(row.code)
    })
  }
}
