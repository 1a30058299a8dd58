import { groupedCode } from '#domain/application/access-code.js'
import { codeCaseLifecycle, recognitions } from '#domain/application/code-case.js'
import type { IssuedSheet } from '#features/application/staff/code-case/issue-code.js'
import type { CodeWord } from '#features/application/staff/code-case/code-word.js'
import type { CodeCase } from '#features/application/staff/code-case/see-code-case.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Notice } from '#ui/blocks.js'
import { RadioField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'
import { mayUse } from '../shell/permissions.js'

export interface LostCodeProps {
  readonly words: Words
  readonly title: string
  readonly me: StaffActor
  readonly one: CodeCase
  /** Opened for this showing alone. */
  readonly word?: CodeWord
  readonly sheet: IssuedSheet | null
  readonly notice: unknown
  readonly token: string
}

export const LostCodeText = (props: LostCodeProps) => (
  <>
    <h1>{props.title}</h1>
    <Refused code={props.notice} />
    <p class="lead">{codeCaseLifecycle[props.one.state].label}</p>
    <p>
      <a href={paths.application(props.one.applicationId)}>{props.words('staff.lost_code.file')}</a>
    </p>
    {props.sheet && <Sheet {...props} sheet={props.sheet} />}
    <Who {...props} />
    <Next {...props} />
    <Stop {...props} />
  </>
)

const Sheet = ({ words, one, sheet, token }: LostCodeProps & { readonly sheet: IssuedSheet }) => (
  <Notice>
    <p>{words('staff.lost_code.sheet')}</p>
    <dl class="facts">
      <div>
        <dt>{words('staff.lost_code.sheet_code')}</dt>
        <dd>
          <strong dir="ltr">{groupedCode(sheet.code).join('-')}</strong>
        </dd>
      </div>
      <div>
        <dt>{words('staff.lost_code.case')}</dt>
        <dd>{one.caseNumber}</dd>
      </div>
      {sheet.mailMark && (
        <div>
          <dt>{words('staff.lost_code.sheet_mark')}</dt>
          <dd dir="auto">{sheet.mailMark}</dd>
        </div>
      )}
    </dl>
    <PageForm action={paths.lostCodeKept(one.id)} token={token} id="kept">
      <div class="buttons">
        <button class="main">{words('staff.lost_code.kept')}</button>
      </div>
    </PageForm>
  </Notice>
)

const Who = ({ words, one }: LostCodeProps) => (
  <>
    <h2>{words('staff.lost_code.who')}</h2>
    {one.checks.length === 0 ? (
      <p>{words('staff.lost_code.nobody')}</p>
    ) : (
      <ul>
        {one.checks.map(({ accountId, name, way }) => (
          <li key={accountId}>{words('staff.lost_code.check', { name, way: words(`staff.lost_code.way.${way}`) })}</li>
        ))}
      </ul>
    )}
  </>
)

/** What follows from the state, for whoever may do it. */
function Next(props: LostCodeProps) {
  const moves: object = codeCaseLifecycle[props.one.state].moves
  if ('verify' in moves) return <Recognise {...props} />

  return 'issue' in moves ? <Issue {...props} /> : null
}

const Recognise = ({ words, me, one, word, token }: LostCodeProps) => (
  <>
    {one.checks.every(({ accountId }) => accountId === me.accountId) && (
      <Notice>
        {word && <p>{words(word.word === null ? 'staff.lost_code.word_none' : 'staff.lost_code.word_is')}</p>}
        {word?.word && (
          <p>
            <strong dir="auto">{word.word}</strong>
          </p>
        )}
        <p class="hint">{words('staff.lost_code.word_hint')}</p>
        {!word && <a href={paths.lostCodeWord(one.id)}>{words('staff.lost_code.word')}</a>}
      </Notice>
    )}
    <PageForm action={paths.lostCodeChecks(one.id)} token={token} id="check">
      <RadioField
        name="way"
        label={words('staff.lost_code.way')}
        choices={recognitions.map((value) => ({ value, label: words(`staff.lost_code.way.${value}`) }))}
        values={[]}
      />
      <div class="buttons">
        <button class="main">{words('staff.lost_code.confirm')}</button>
      </div>
    </PageForm>
  </>
)

function Issue({ words, me, one, token }: LostCodeProps) {
  if (one.waitUntil !== null && !one.isDue) {
    return <p>{words('staff.lost_code.waits', { instant: words.instant(one.waitUntil, me.zone) })}</p>
  }

  return (
    <PageForm action={paths.lostCodeSheets(one.id)} token={token} id="issue">
      <p>{words('staff.lost_code.ready')}</p>
      <p class="hint">{words('staff.lost_code.issue_hint')}</p>
      {mayUse(me.roles, 'code-case.issue') && (
        <div class="buttons">
          <button class="main">{words('staff.lost_code.issue')}</button>
        </div>
      )}
    </PageForm>
  )
}

const Stop = ({ words, me, one, token }: LostCodeProps) =>
  'cancel' in codeCaseLifecycle[one.state].moves && mayUse(me.roles, 'code-case.end') ? (
    <PageForm action={paths.lostCodeEnds(one.id)} token={token} id="stop">
      <div class="buttons">
        <button class="second">{words('staff.lost_code.cancel')}</button>
      </div>
    </PageForm>
  ) : null
