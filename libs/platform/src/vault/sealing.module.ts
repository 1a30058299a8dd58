import { type DynamicModule, Module } from '@nestjs/common'
import { Clock } from '#platform/clock/clock.js'
import { Directory } from './directory.js'
import { checkMode, type Mode } from './mode-rules.js'

/** Where the signed directory lies, the root public key that must have signed it, and how this process runs. */
export interface DirectorySource {
  readonly path: string
  readonly rootPublicKey: Buffer
  readonly mode: Mode
}

/** The verified key directory, for a process that seals and opens nothing of others. */
@Module({})
export class SealingModule {
  static with(source: DirectorySource): DynamicModule {
    const useFactory = (clock?: Clock) => {
      const directory = new Directory(source.path, source.rootPublicKey, clock)
      checkMode(source.mode, directory, source.path)
      return directory
    }
    return {
      module: SealingModule,
      global: true,
      providers: [{ provide: Directory, inject: [{ token: Clock, optional: true }], useFactory }],
      exports: [Directory],
    }
  }
}
