import { Module } from '@nestjs/common'
import { PrepareLocal } from './prepare-local.js'

@Module({ providers: [PrepareLocal], exports: [PrepareLocal] })
export class StaffCliModule {}
