import { Notice } from '#ui/blocks.js'
import type { Words } from '#words/index.js'
import { AnswerPanel } from '../answer/answer.page.js'
import { AssignmentPanel } from '../assignment/assignment.page.js'
import { ConflictPanel } from '../conflict/conflict.page.js'
import { DecisionPanel, PendingText } from '../decision/decision.page.js'
import { HoldPanel } from '../hold/hold.page.js'
import { Rubric, RubricErrors } from '../review/rubric.page.js'
import { ReviewTable } from '../review/review-table.js'
import { Refused } from '../shell/notice.js'
import { CheckPanel } from '../vetting/check.page.js'
import type { FileProps } from './file-view.js'
import { Moves } from './moves.js'
import { Records } from './records.js'
import { stateLabel } from './state-label.js'

/** One file: what the person wrote at the start of the line, what staff do with it at its end. */
export const FileText = (props: FileProps) => (
  <>
    {props.shown.review && <RubricErrors words={props.words} draft={props.shown.review} />}
    <h1>{props.title}</h1>
    <Refused code={props.shown.notice} />
    <Done words={props.words} code={props.shown.done} />
    <Facts {...props} />
    <Moves {...props} />
    <div class="split">
      <div>
        <Records {...props} />
      </div>
      <div>
        <Rubric {...props} />
        <ReviewTable {...props} />
        <DecisionPanel {...props} />
        <AnswerPanel {...props} />
        <AssignmentPanel {...props} />
        <HoldPanel {...props} />
        <ConflictPanel {...props} />
      </div>
    </div>
    <CheckPanel {...props} />
  </>
)

function Done({ words, code }: { words: Words; code: unknown }) {
  const text = typeof code === 'string' && /^[a-z_]{1,40}$/.test(code) ? words.find(`staff.done.${code}`) : undefined

  return text === undefined ? null : (
    <Notice isStatus>
      <p>{text}</p>
    </Notice>
  )
}

const Facts = ({ words, file, panels }: FileProps) => (
  <dl class="facts">
    <div>
      <dt>{words('staff.list.state')}</dt>
      <dd>
        {stateLabel(file.state)}
        {file.isHeld && <strong class="error"> · {words('staff.list.held')}</strong>}
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
