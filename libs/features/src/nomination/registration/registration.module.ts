import { Module } from '@nestjs/common'
import { ApplicationRegistrationModule } from '#features/application/index.js'
import { AcceptInvitation } from './accept-invitation.js'
import { PartnerSessions } from './partner-sessions.js'
import { PutForward } from './put-forward.js'

const useCases = [AcceptInvitation, PartnerSessions, PutForward]

/** What partners and nominees may do. Needs `Sql` and `Directory`, provided globally by the app. */
@Module({ imports: [ApplicationRegistrationModule], providers: useCases, exports: useCases })
export class NominationRegistrationModule {}
