import { Module } from '@nestjs/common'
import { ExtendAnswer } from './extend-answer.js'
import { ReadAnswer } from './read-answer.js'

const useCases = [ExtendAnswer, ReadAnswer]

/** What staff may do with an open invitation. Needs `Database`, provided globally by the app. */
@Module({ providers: useCases, exports: useCases })
export class InvitationStaffModule {}
