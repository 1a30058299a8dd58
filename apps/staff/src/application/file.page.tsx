import { harmItems } from '#domain/vetting/harm.js'
import { mayAsk } from '#features/application/staff/ask-applicant.js'
import { hasRole } from '#features/staff/staff/staff-actor.js'
import { AnswerPanel } from '../answer/answer.page.js'
import { AssignmentPanel } from '../assignment/assignment.page.js'
import { ConflictPanel } from '../conflict/conflict.page.js'
import { DecisionPanel, PendingText } from '../decision/decision.page.js'
import { HoldPanel } from '../hold/hold.page.js'
import { ProvenancePanel, StraightToReview, VoucherPanel } from '../nomination/provenance.page.js'
import { LostCodePanel } from '../lost-code/lost-code-panel.js'
import { paths } from '../paths.js'
import { OpinionPanel } from '../review/opinion.page.js'
import { Rubric, RubricErrors, ToMerge } from '../review/rubric.page.js'
import { StaleReview } from '../review/stale-review.js'
import { ReviewTable } from '../review/review-table.js'
import { FlagPanel } from '../screening/flag.page.js'
import { ScreeningBox } from '../screening/screening-panel.page.js'
import { Done, Refused } from '../shell/notice.js'
import { mayUse } from '../shell/permissions.js'
import { ToSpokenRequest } from '../spoken/spoken.page.js'
import { VersionPanel } from '../version/version-panel.js'
import { TagPanel } from '../tag/tag-panel.js'
import { HarmNotice } from '../vetting/harm-notice.js'
import { SpokenNotice } from '../vetting/spoken-notice.js'
import { CheckPanel } from '../vetting/check.page.js'
import type { FileProps } from './file-view.js'
import { Moves } from './moves.js'
import { Records } from './records.js'
import { sectionTitle } from './section-title.js'
import { stateLabel } from './state-label.js'

/** One file: what the person wrote at the start of the line, what staff do with it at its end. */
export const FileText = (props: FileProps) => (
  <>
    <RubricErrors {...props} />
    <h1>{props.title}</h1>
    <Refused code={props.shown.notice} />
    <ToMerge {...props} />
    <Done code={props.shown.done} />
    <Facts {...props} />
    <Cautions {...props} />
    <ProvenancePanel {...props} />
    <Moves {...props} />
    <StraightToReview {...props} />
    <ToSpokenRequest {...props} />
    <Ways {...props} />
    <Asking {...props} />
    <div class="split">
      <div>
        <Records {...props} />
        <VersionPanel {...props} />
      </div>
      <div>
        <ScreeningBox {...props} />
        <StaleReview {...props} />
        <OpinionPanel {...props} />
        <Rubric {...props} />
        <ReviewTable {...props} />
        <DecisionPanel {...props} />
        <AnswerPanel {...props} />
        <AssignmentPanel {...props} />
        <FlagPanel {...props} />
        <HoldPanel {...props} />
        <TagPanel {...props} />
        <LostCodePanel {...props} />
        <ConflictPanel {...props} />
      </div>
    </div>
    <VoucherPanel {...props} />
    <CheckPanel {...props} />
  </>
)

const Facts = ({ words, file, panels }: FileProps) => (
  <dl class="facts">
    <div>
      <dt>{words('staff.list.state')}</dt>
      <dd>
        {stateLabel(file.state)}
        {file.isHeld && <strong class="error"> · {words('staff.list.held')}</strong>}
        {file.isUnanswered && <strong class="error"> · {words('staff.list.unanswered')}</strong>}
      </dd>
    </div>
    {file.seen.decisions && (
      <div>
        <dt>{words('staff.decision.pending')}</dt>
        <dd>
          <PendingText words={words} decision={panels.decision} />
        </dd>
      </div>
    )}
    <div>
      <dt>{words('staff.list.week')}</dt>
      <dd>{file.submittedWeek ? words.date(file.submittedWeek) : words('staff.desk.not_set')}</dd>
    </div>
    <div>
      <dt>{words('staff.list.language')}</dt>
      <dd>{file.answerLanguage ? words.language(file.answerLanguage) : words('staff.desk.not_set')}</dd>
    </div>
  </dl>
)

/** What could harm this person, and whom somebody has to speak with first; to who owes a review, why neither is shown. */
const Cautions = ({ words, me, file, panels: { harm, typed } }: FileProps) => (
  <>
    {file.seen.readsBlind && hasRole(me, 'coordinator', 'vetting_lead', 'board', 'security_officer') && (
      <p class="hint">{words('staff.file.reads_blind')}</p>
    )}
    {harm && <HarmNotice words={words} harm={harm} items={harmItems} mails={harm.mails} />}
    <SpokenNotice words={words} id={file.id} typed={typed} mayCall={mayUse(me.roles, 'call.read')} />
  </>
)

const Ways = (props: FileProps) => (
  <>
    <ToReferences {...props} />
    <ToVetting {...props} />
    <ToTranslations {...props} />
  </>
)

const ToReferences = ({ words, me, file }: FileProps) =>
  mayUse(me.roles, 'reference.open') && !file.seen.readsBlind ? (
    <p>
      <a href={paths.references(file.id)}>{words('staff.reference.link')}</a>
    </p>
  ) : null

/** Ways to what lies beside the file: the call sheet, who may see it at all, and raising a concern. */
const ToVetting = ({ words, me, file }: FileProps) => (
  <p class="buttons">
    {mayUse(me.roles, 'call.read') && !file.seen.readsBlind && (
      <a href={paths.callSheet(file.id)}>{words('staff.vetting.to_call')}</a>
    )}
    {mayUse(me.roles, 'restriction.read') && (
      <a href={paths.restriction(file.id)}>{words('staff.vetting.to_restriction')}</a>
    )}
    {mayUse(me.roles, 'reveal.ask') && !file.seen.readsBlind && (
      <a href={paths.revealNew(file.id)}>{words('staff.reveal.link')}</a>
    )}
    {mayUse(me.roles, 'concern.raise') && <a href={paths.concerns(file.id)}>{words('staff.concern.link')}</a>}
  </p>
)
const ToTranslations = ({ words, me, file }: FileProps) =>
  file.seen.compartments.includes('profile') && mayUse(me.roles, 'translation.read') ? (
    <p>
      <a href={paths.translations(file.id)}>{words('staff.translation.link')}</a>
    </p>
  ) : null

/** What was asked and waits, or the way to ask. */
function Asking({ words, me, file }: FileProps) {
  if (file.openSections.length > 0) {
    return <p>{words('staff.ask.waits', { sections: file.openSections.map(sectionTitle).join(', ') })}</p>
  }
  return mayAsk(me, file.state) ? (
    <p>
      <a href={paths.questions(file.id)}>{words('staff.ask.link')}</a>
    </p>
  ) : null
}
