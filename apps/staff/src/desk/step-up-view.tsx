import { TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { Refused } from '../shell/notice.js'
import type { StepUpPurpose } from './desk-forms.js'
import { deskPaths } from './desk-paths.js'

export interface StepUpViewProps {
  readonly words: Words
  readonly caseId?: string
  /** What else, instead of travel forms. */
  readonly isFor?: StepUpPurpose
  readonly token: string
  /** Of a refusal. */
  readonly code: string | undefined
}

/** The second sign-in; nothing typed is shown again. */
export const StepUpView = ({ words, caseId, isFor, token, code }: StepUpViewProps) => (
  <>
    <h1>{words('staff.step_up.title')}</h1>
    <p class="lead">{words(isFor ? 'staff.account.step_up_lead' : 'staff.step_up.lead')}</p>
    <Refused code={code} />
    <PageForm action={deskPaths.stepUp} token={token}>
      {isFor && <input type="hidden" name="for" value={isFor} />}
      {caseId && <input type="hidden" name="case" value={caseId} />}
      <TextField
        name="password"
        type="password"
        label={words('staff.step_up.password')}
        autocomplete="current-password"
      />
      <TextField name="code" label={words('staff.step_up.code')} width="w1" numeric ltr autocomplete="one-time-code" />
      <div class="buttons">
        <button class="main">{words(isFor ? 'staff.account.step_up_send' : 'staff.step_up.send')}</button>
      </div>
    </PageForm>
  </>
)
