import { Module } from '@nestjs/common'
import { AskReferees } from './ask-referees.js'
import { EnterVoucher } from './enter-voucher.js'
import { ListUnasked } from './list-unasked.js'
import { ListVouchers } from './list-vouchers.js'
import { ReadReferences } from './read-references.js'
import { ReaskReferee } from './reask-referee.js'

const useCases = [AskReferees, EnterVoucher, ListUnasked, ListVouchers, ReadReferences, ReaskReferee]

/** What the vetting lead does about references. Needs `Database`, `Keyring` and `Directory`, provided globally by the app. */
@Module({ providers: useCases, exports: useCases })
export class ReferenceStaffModule {}
