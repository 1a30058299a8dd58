import { Module, type OnModuleInit } from '@nestjs/common'
import { Schedules } from '#platform/queue/schedules.js'
import { expireInvitations, remindInvited } from '../jobs.js'
import { ExpireInvitations } from './expire-invitations.job.js'
import { RemindInvited } from './remind-invited.job.js'

/** The worker's door of invitations: the answer clock. */
@Module({ providers: [ExpireInvitations, RemindInvited] })
export class InvitationWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  onModuleInit(): void {
    this.schedules.add({ job: expireInvitations, when: { everySeconds: 300 } })
    this.schedules.add({ job: remindInvited, when: { everySeconds: 3600 } })
  }
}
