import { Module } from '@nestjs/common'
import { SessionSheet } from '#features/staff/index.orm.js'
import { ChangeEditionDates } from './change-edition-dates.js'
import { LateCodes } from './late-codes.js'

/** The staff door of editions. */
@Module({ providers: [ChangeEditionDates, LateCodes, SessionSheet], exports: [ChangeEditionDates, LateCodes] })
export class EditionStaffModule {}
