import { type DynamicModule, Module } from '@nestjs/common'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Directory } from './directory.js'
import { Keyring } from './keyring.js'
import { type DirectorySource, SealingModule } from './sealing.module.js'

/** Directory and keyring for the staff process; needs `DatabaseModule`. */
@Module({})
export class VaultModule {
  static with(source: DirectorySource): DynamicModule {
    const keyring = {
      provide: Keyring,
      inject: [Database, Directory, Audit],
      useFactory: (database: Database, keys: Directory, audit: Audit) => new Keyring(database, keys, audit),
    }
    const imports = [SealingModule.with(source)]
    return { module: VaultModule, global: true, imports, providers: [keyring], exports: [Keyring] }
  }
}
