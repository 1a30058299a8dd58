import { type DynamicModule, Module } from '@nestjs/common'
import { AuditCliModule } from '#features/audit/cli/cli.module.js'
import { StaffCliModule } from '#features/staff/cli/cli.module.js'
import { DatabaseModule } from '#platform/database/database.module.js'

/** The operator's door: migrations' owner, no key. */
@Module({})
export class CliModule {
  static with(databaseUrl: string): DynamicModule {
    return {
      module: CliModule,
      imports: [DatabaseModule.forRole(databaseUrl, [], 4), StaffCliModule, AuditCliModule],
    }
  }
}
