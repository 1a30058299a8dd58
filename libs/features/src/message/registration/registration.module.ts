import { Module } from '@nestjs/common'
import { SendNote } from './send-note.js'

/** What the public process may do with messages. Needs `Sql` and `Directory`, provided globally by the app. */
@Module({ providers: [SendNote], exports: [SendNote] })
export class MessageRegistrationModule {}
