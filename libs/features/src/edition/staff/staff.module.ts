import { Module } from '@nestjs/common'
import { ChangeEditionDates } from './change-edition-dates.js'

/** The staff door of editions. */
@Module({ providers: [ChangeEditionDates], exports: [ChangeEditionDates] })
export class EditionStaffModule {}
