import { Module } from '@nestjs/common'
import { DangerContacts } from './danger-contacts.js'

/** The staff door of whom to turn to in danger. */
@Module({ providers: [DangerContacts], exports: [DangerContacts] })
export class DangerContactStaffModule {}
