import type { OutsidePerson, Target } from '#features/decision/staff/outside/appoint-outside.js'
import { LongText, SelectField } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'

/** What could not be taken, as it was typed. */
export interface Typed {
  readonly account: string
  readonly memo: string
  /** Code of what is wrong with the memo. */
  readonly error?: string
  /** Code of a refusal. */
  readonly notice?: string
}

export interface AppointProps {
  readonly words: Words
  readonly title: string
  readonly target: Target
  /** Null where nobody can be asked, since the author may not make the move. */
  readonly people: readonly OutsidePerson[] | null
  readonly typed?: Typed
  readonly token: string
}

/** Whom to ask outside, and all they will ever see of it. */
export function AppointText({ words, title, target, people, typed, token }: AppointProps) {
  const wrong =
    typed?.error && words(typed.error === 'missing' ? 'staff.outside.memo_missing' : 'staff.outside.memo_long')

  return (
    <>
      <ErrorSummary words={words} items={wrong ? [{ path: 'memo', text: wrong }] : []} />
      <h1>{title}</h1>
      <Refused code={people ? typed?.notice : 'mover_missing'} />
      <p class="lead">{words('staff.outside.appoint_lead')}</p>
      {!people || people.length === 0 ? (
        people && <p class="hint">{words('staff.outside.nobody')}</p>
      ) : (
        <PageForm action={paths.appointments} token={token} id="appoint">
          {target.decisionId && <input type="hidden" name="decision" value={target.decisionId} />}
          {target.approvalId && <input type="hidden" name="approval" value={target.approvalId} />}
          <SelectField
            name="account"
            label={words('staff.outside.person')}
            value={typed?.account}
            choices={people.map(({ accountId, name }) => ({ value: accountId, label: name }))}
          />
          <LongText
            name="memo"
            label={words('staff.outside.memo')}
            hint={words('staff.outside.memo_hint')}
            value={typed?.memo}
            error={wrong}
          />
          <div class="buttons">
            <button class="main">{words('staff.outside.send')}</button>
          </div>
        </PageForm>
      )}
    </>
  )
}
