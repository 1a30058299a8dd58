import { Module } from '@nestjs/common'
import { NewEpoch } from './new-epoch.js'
import { PrepareLocal } from './prepare-local.js'

@Module({ providers: [NewEpoch, PrepareLocal], exports: [NewEpoch, PrepareLocal] })
export class StaffCliModule {}
