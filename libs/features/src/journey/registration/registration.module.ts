import { Module } from '@nestjs/common'
import { SaveIdentity } from './save-identity.js'

/** What the public process may do with a journey. Needs `Sql` and `Directory`, provided globally by the app. */
@Module({ providers: [SaveIdentity], exports: [SaveIdentity] })
export class JourneyRegistrationModule {}
