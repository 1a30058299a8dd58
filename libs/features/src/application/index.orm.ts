export { setEntitlements } from './entitlements.js'
export { inviteInTurn } from './invite-in-turn.js'
export { moveApplication, type MoveRefusal } from './move-application.js'
export { apartFromHolders, apartWord, asTold } from './staff/place/apart-holders.js'
export { whoGaveUp } from './staff/place/gave-up.js'
export { type CodeWord, isWordHeard, openCodeWord } from './staff/code-case/code-word.js'
export { mostToday, untilUsedUp } from './staff/opening/daily-openings.js'
export { lockFile, lockPlaces, lockToMove } from './staff/lock-file.js'
export { openParts } from './staff/open-parts.js'
export { owesAnswer } from './staff/owes-answer.js'
export { ComparisonModule } from './staff/screening/comparison.module.js'
export { type ComparisonRefusal, Passing } from './staff/screening/passing.js'
export { secondProblem, type SecondOfPerson, secondsOfPersons } from './staff/screening/second-of-person.js'
export { EditionIndex, indexStamp } from './staff/search/edition-index.js'
export { seenBy, type SeenPlain, standingText } from './staff/search/seen-by.js'
export { seeFile, type SeenFile, seenFiles, viewerValues, visibleCondition } from './staff/see-file.js'
export {
  schemaOf,
  sectionSchemas,
  sectionVersions,
  sectionVersionsOf,
  standingAnswers,
  valuesAlone,
} from './staff/section-versions.js'
export { openCountries } from './staff/ties/open-countries.js'
export { type FileTies, openTies, openTiesOf, type Tie } from './staff/ties/open-ties.js'
