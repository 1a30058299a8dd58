import { type DynamicModule, Module } from '@nestjs/common'
import { Directory } from './directory.js'

/** The verified key directory, for a process that seals and opens nothing of others. `rootPublicKey` is base64. */
@Module({})
export class SealingModule {
  static with(path: string, rootPublicKey: string): DynamicModule {
    const useFactory = () => new Directory(path, Buffer.from(rootPublicKey, 'base64'))
    return {
      module: SealingModule,
      global: true,
      providers: [{ provide: Directory, useFactory }],
      exports: [Directory],
    }
  }
}
