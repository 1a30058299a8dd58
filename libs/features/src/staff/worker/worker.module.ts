import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common'
import { Schedules } from '#platform/queue/schedules.js'
import { Directory } from '#platform/vault/directory.js'
import { endRoles, tellStaff } from '../jobs.js'
import { EndRoles } from './end-roles.job.js'
import { TellStaff } from './tell-staff.job.js'

/** The worker's door of staff: what the clock ends, and what waits. */
@Module({})
export class StaffWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  static with(directory: Directory): DynamicModule {
    return { module: StaffWorkerModule, providers: [EndRoles, TellStaff, { provide: Directory, useValue: directory }] }
  }

  onModuleInit(): void {
    for (const job of [endRoles, tellStaff]) this.schedules.add({ job, when: { everySeconds: 3600 } })
  }
}
