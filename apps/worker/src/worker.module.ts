import { type DynamicModule, Module } from '@nestjs/common'
import { ApplicationWorkerModule } from '#features/application/worker/worker.module.js'
import { AuditWorkerModule } from '#features/audit/worker/worker.module.js'
import { InvitationWorkerModule } from '#features/invitation/worker/worker.module.js'
import { MessageWorkerModule, type MessageSettings } from '#features/message/worker/worker.module.js'
import { ReferenceWorkerModule } from '#features/reference/worker/worker.module.js'
import { NominationWorkerModule } from '#features/nomination/worker/worker.module.js'
import { RevealWorkerModule } from '#features/reveal/worker/worker.module.js'
import { TaskWorkerModule } from '#features/task/worker/worker.module.js'
import { WaitlistWorkerModule } from '#features/waitlist/worker/worker.module.js'
import { VisaWorkerModule } from '#features/visa/worker/worker.module.js'
import { StaffWorkerModule } from '#features/staff/worker/worker.module.js'
import { Sql } from '#platform/database/sql.js'
import { OutboxModule } from '#platform/outbox/outbox.module.js'
import type { QueueBackend } from '#platform/queue/backend.js'
import { QueueModule } from '#platform/queue/queue.module.js'
import type { Directory } from '#platform/vault/directory.js'

export interface WorkerParts {
  readonly databaseUrl: string
  readonly sql: Sql
  readonly backend: QueueBackend
  readonly message: MessageSettings
  readonly directory: Directory
}

@Module({})
class SqlModule {
  static with(sql: Sql): DynamicModule {
    return { global: true, module: SqlModule, providers: [{ provide: Sql, useValue: sql }], exports: [Sql] }
  }
}

/** Everything the worker process does. Each feature comes in through its worker door. */
@Module({})
export class WorkerModule {
  static of({ databaseUrl, sql, backend, message, directory }: WorkerParts): DynamicModule {
    return {
      module: WorkerModule,
      imports: [
        SqlModule.with(sql),
        QueueModule.on(backend),
        OutboxModule.on(databaseUrl, sql),
        MessageWorkerModule.with(message, sql),
        AuditWorkerModule,
        ApplicationWorkerModule,
        InvitationWorkerModule,
        ReferenceWorkerModule,
        StaffWorkerModule.with(directory),
        NominationWorkerModule,
        RevealWorkerModule,
        TaskWorkerModule,
        VisaWorkerModule,
        WaitlistWorkerModule,
      ],
    }
  }
}
