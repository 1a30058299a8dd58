import { Module } from '@nestjs/common'
import { NameKeeper } from './name-keeper.js'
import { NewEpoch } from './new-epoch.js'
import { PrepareLocal } from './prepare-local.js'
import { RenewAdmin } from './renew-admin.js'
import { SignKey } from './sign-key.js'

const useCases = [NameKeeper, NewEpoch, PrepareLocal, RenewAdmin, SignKey]

@Module({ providers: useCases, exports: useCases })
export class StaffCliModule {}
