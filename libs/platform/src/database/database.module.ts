import { type DynamicModule, Module } from '@nestjs/common'
import { TypeOrmModule, type TypeOrmModuleOptions } from '@nestjs/typeorm'
import { DataSource } from 'typeorm'
import { Audit } from '#platform/audit/audit.js'
import { Database } from './database.js'

type Entities = NonNullable<TypeOrmModuleOptions['entities']>

/** TypeORM for one role: `Database` and `Audit` for the whole app. Never loaded by the public process. */
@Module({})
export class DatabaseModule {
  static forRole(url: string, entities: Entities, poolSize = 10): DynamicModule {
    return {
      module: DatabaseModule,
      global: true,
      imports: [
        TypeOrmModule.forRoot({
          type: 'postgres',
          url,
          entities,
          synchronize: false,
          installExtensions: false,
          logging: false,
          retryAttempts: 5,
          retryDelay: 500,
          poolErrorHandler: () => undefined,
          extra: { pipeline: true, max: poolSize, connectionTimeoutMillis: 5000 },
        }),
      ],
      providers: [
        { provide: Database, inject: [DataSource], useFactory: (source: DataSource) => new Database(source) },
        { provide: Audit, inject: [Database], useFactory: (database: Database) => new Audit(database) },
      ],
      exports: [Database, Audit],
    }
  }
}
