import { Module } from '@nestjs/common'
import { LinkSessions } from './link-sessions.js'

/** Personal links and their sessions. Needs `Sql`, provided globally by the app. */
@Module({ providers: [LinkSessions], exports: [LinkSessions] })
export class LinkRegistrationModule {}
