import { Module } from '@nestjs/common'
import { ApplicationStaffModule } from '#features/application/staff/staff.module.js'
import { SelectionStaffModule } from '#features/selection/staff/staff.module.js'
import { VettingStaffModule } from '#features/vetting/staff/staff.module.js'
import { ListDecisionsController } from './decisions/list-decisions.controller.js'
import { ActController } from './history/act.controller.js'
import { ListController } from './list.controller.js'
import { ListsController } from './lists.controller.js'
import { LooksController } from './looks.controller.js'
import { LotteryController } from './lottery.controller.js'
import { ListPages } from './people/list-pages.js'
import { RulesController } from './rules/rules.controller.js'
import { RunController } from './run.controller.js'
import { ListSearch } from '../search/list-search.js'
import { ShortlistController } from './shortlist/shortlist.controller.js'
import { WaitlistLotsController } from './waitlist-lots/waitlist-lots.controller.js'

/** Screens on which the board chooses a cohort. The app provides `Frame` globally. */
@Module({
  imports: [ApplicationStaffModule, SelectionStaffModule, VettingStaffModule],
  providers: [ListPages, ListSearch],
  controllers: [
    RulesController,
    ListsController,
    ListController,
    ActController,
    ListDecisionsController,
    LooksController,
    ShortlistController,
    RunController,
    LotteryController,
    WaitlistLotsController,
  ],
})
export class CohortModule {}
