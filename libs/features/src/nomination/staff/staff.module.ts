import { Module } from '@nestjs/common'
import { ComparisonModule } from '#features/application/index.orm.js'
import { EnterList } from './enter-list.js'
import { InviteNominee } from './invite-nominee.js'
import { KeepPartners } from './keep-partners.js'
import { NameNominee } from './name-nominee.js'
import { OpenNomination } from './open-nomination.js'
import { ReadProvenance } from './read-provenance.js'
import { SkipScreening } from './skip-screening.js'

const useCases = [EnterList, InviteNominee, KeepPartners, NameNominee, OpenNomination, ReadProvenance, SkipScreening]

/** What staff may do with nominations and partners. Needs `Database`, `Keyring` and `Directory`, provided globally. */
@Module({ imports: [ComparisonModule], providers: useCases, exports: useCases })
export class NominationStaffModule {}
