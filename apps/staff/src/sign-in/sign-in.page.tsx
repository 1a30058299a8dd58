import { Notice } from '#ui/blocks.js'
import { TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

export interface SignInProps {
  readonly words: Words
  readonly note?: string
  /** One sentence for everything that can be wrong. */
  readonly refused?: string
  /** The page to come back to. */
  readonly to?: string
}

/** Nothing typed is shown again. */
export const SignInText = ({ words, note, refused, to }: SignInProps) => (
  <>
    <h1>{words('staff.sign_in.title')}</h1>
    {note && (
      <Notice isStatus>
        <p>{note}</p>
      </Notice>
    )}
    {refused && (
      <Notice tone="danger" isStatus>
        <p>{refused}</p>
      </Notice>
    )}
    <PageForm action={paths.signIn}>
      {to && <input type="hidden" name="to" value={to} />}
      <TextField name="login" label={words('staff.sign_in.login')} width="w2" ltr autocomplete="username" />
      <TextField
        name="password"
        type="password"
        label={words('staff.step_up.password')}
        autocomplete="current-password"
      />
      <TextField
        name="code"
        label={words('staff.step_up.code')}
        hint={words('staff.sign_in.code_hint')}
        width="w2"
        numeric
        ltr
        autocomplete="one-time-code"
      />
      <div class="buttons">
        <button class="main">{words('staff.sign_in.send')}</button>
      </div>
    </PageForm>
    <Others words={words} />
  </>
)

/** For who has no password yet, or no more. */
const Others = ({ words }: Pick<SignInProps, 'words'>) => (
  <>
    <p>
      <a href={paths.firstSignIn}>{words('staff.first.title')}</a>
    </p>
    <p>
      <a href={paths.forgotten}>{words('staff.forgotten.title')}</a>
    </p>
  </>
)
