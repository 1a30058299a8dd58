import { type DynamicModule, Module, type OnModuleInit } from '@nestjs/common'
import { Schedules } from '#platform/queue/schedules.js'
import { Directory } from '#platform/vault/directory.js'
import { endRoles } from '../jobs.js'
import { EndRoles } from './end-roles.job.js'

/** The worker's door of staff: what the clock ends. */
@Module({})
export class StaffWorkerModule implements OnModuleInit {
  constructor(private readonly schedules: Schedules) {}

  static with(directory: Directory): DynamicModule {
    return { module: StaffWorkerModule, providers: [EndRoles, { provide: Directory, useValue: directory }] }
  }

  onModuleInit(): void {
    this.schedules.add({ job: endRoles, when: { everySeconds: 3600 } })
  }
}
