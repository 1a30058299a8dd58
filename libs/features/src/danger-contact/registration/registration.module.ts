import { Module } from '@nestjs/common'
import { ReadDangerContacts } from './read-danger-contacts.js'

/** Whom to turn to in danger, for everybody. Needs `Sql` and `Clock`, provided globally by the app. */
@Module({ providers: [ReadDangerContacts], exports: [ReadDangerContacts] })
export class DangerContactRegistrationModule {}
