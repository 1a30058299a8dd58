import { type DynamicModule, Module } from '@nestjs/common'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Directory } from './directory.js'
import { Keyring } from './keyring.js'

/** The verified key directory, and for staff the keyring over it. */
@Module({})
export class VaultModule {
  /** For processes that only seal. `rootPublicKey` is base64. */
  static forSealing(directoryPath: string, rootPublicKey: string): DynamicModule {
    return {
      module: VaultModule,
      global: true,
      providers: [directory(directoryPath, rootPublicKey)],
      exports: [Directory],
    }
  }

  /** For the staff process: needs `DatabaseModule`. */
  static forStaff(directoryPath: string, rootPublicKey: string): DynamicModule {
    const keyring = {
      provide: Keyring,
      inject: [Database, Directory, Audit],
      useFactory: (database: Database, keys: Directory, audit: Audit) => new Keyring(database, keys, audit),
    }
    const providers = [directory(directoryPath, rootPublicKey), keyring]
    return { module: VaultModule, global: true, providers, exports: [Directory, Keyring] }
  }
}

const directory = (path: string, rootPublicKey: string) => ({
  provide: Directory,
  useFactory: () => new Directory(path, Buffer.from(rootPublicKey, 'base64')),
})
