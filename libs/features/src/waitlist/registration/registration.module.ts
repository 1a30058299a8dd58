import { Module } from '@nestjs/common'
import { OwnWaitlist } from './own-waitlist.js'

/** What the public process may do for who waits. Needs `Sql`, provided globally by the app. */
@Module({ providers: [OwnWaitlist], exports: [OwnWaitlist] })
export class WaitlistRegistrationModule {}
