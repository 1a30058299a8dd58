import { Module } from '@nestjs/common'
import { EditionIndex } from '#features/application/index.orm.js'
import { DecideMany, ReadPlaces } from '#features/decision/index.orm.js'
import { Calibrator } from '#features/vetting/index.orm.js'
import { CandidateSets } from './candidates/candidate-sets.js'
import { Judgements } from './candidates/judgements.js'
import { AddFitting } from './list/add-fitting.js'
import { CompareLists } from './list/compare-lists.js'
import { MakeList } from './list/make-list.js'
import { MovePeople } from './list/move-people.js'
import { PutForward } from './list/put-forward.js'
import { SignWord } from './list/sign-word.js'
import { ToldCounts } from './list/told-counts.js'
import { ReadAct } from './list/read-act.js'
import { ReadList } from './list/read-list.js'
import { DrawLots } from './lottery/draw-lots.js'
import { KeptLots } from './lottery/kept-lots.js'
import { LotterySecrets } from './lottery/lottery-secrets.js'
import { OrderByLots } from './lottery/order-by-lots.js'
import { PrepareLots } from './lottery/prepare-lots.js'
import { ChooseList } from './run/choose-list.js'
import { Chooser } from './run/chooser.js'
import { EndRun } from './run/end-run.js'
import { ExplainPerson } from './run/explain-person.js'
import { FoundLists } from './run/found-lists.js'
import { ChangeSettings } from './settings/change-settings.js'

const useCases = [
  AddFitting,
  ChangeSettings,
  ChooseList,
  CompareLists,
  DrawLots,
  EndRun,
  ExplainPerson,
  MakeList,
  MovePeople,
  OrderByLots,
  PrepareLots,
  PutForward,
  ReadAct,
  ReadList,
  SignWord,
]

/** Choosing a cohort: rules, draft lists and what they come to. */
@Module({
  providers: [
    ...useCases,
    Calibrator,
    CandidateSets,
    Chooser,
    DecideMany,
    EditionIndex,
    FoundLists,
    Judgements,
    KeptLots,
    LotterySecrets,
    ReadPlaces,
    ToldCounts,
  ],
  exports: useCases,
})
export class SelectionStaffModule {}
