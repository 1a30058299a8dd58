import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { formToken } from '#platform/web/access/form-token.js'
import { RadioField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { type KeepLength, keepLengths } from './keep.form.js'

/** The question as it stands on the code page and below the list of sections. */
export const KeepChoice = ({ words, value }: { readonly words: Words; readonly value: KeepLength }) => (
  <RadioField
    name="keep"
    label={words('keep.title')}
    hint={words('keep.hint')}
    choices={keepLengths.map((one) => ({ value: one, label: words(`keep.${one}`) }))}
    values={[value]}
  />
)

interface DraftProps {
  readonly words: Words
  readonly me: ApplicantSession
}

/** Below the list of sections: how long the form is kept, a new code, leaving. */
export const DraftLife = ({ words, me }: DraftProps) => (
  <>
    <KeepDraft words={words} me={me} />
    <p>
      <a href={pathsFor(words.lang).newCode}>{words('home.new_code')}</a>
    </p>
    <p>
      <a href={pathsFor(words.lang).withdrawal}>{words('home.withdraw')}</a>
    </p>
  </>
)

const KeepDraft = ({ words, me }: DraftProps) => (
  <PageForm action={pathsFor(words.lang).keeping} token={formToken(me.token)} id="keep">
    <h2>{words('keep.heading')}</h2>
    {me.keepUntil && <p>{words('keep.until', { date: words.date(me.keepUntil) })}</p>}
    <KeepChoice words={words} value={me.keepsShort ? 'short' : 'call'} />
    <div class="buttons">
      <button class="second">{words('button.save')}</button>
    </div>
  </PageForm>
)
