import { Module } from '@nestjs/common'
import { DeclineReference } from './decline-reference.js'
import { NameReferee } from './name-referee.js'
import { OwnReferees } from './own-referees.js'
import { SendReference } from './send-reference.js'

const useCases = [DeclineReference, NameReferee, OwnReferees, SendReference]

/** What the public process may do about references. Needs `Sql` and `Directory`, provided globally by the app. */
@Module({ providers: useCases, exports: useCases })
export class ReferenceRegistrationModule {}
