import { Receipt } from '#ui/blocks.js'
import { TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface FirstSignInProps {
  readonly words: Words
  /** One code for everything that can be wrong with the paper, or what is wrong with the passphrase. */
  readonly code?: string
}

/** The first sign-in; nothing typed is shown again. */
export const FirstSignInText = ({ words, code }: FirstSignInProps) => (
  <>
    <h1>{words('staff.first.title')}</h1>
    <p class="lead">{words('staff.first.lead')}</p>
    <Refused code={code} />
    <PageForm action={paths.firstSignIn}>
      <TextField name="login" label={words('staff.sign_in.login')} width="w2" ltr autocomplete="username" />
      <TextField name="code" label={words('staff.first.code')} width="w4" ltr autocomplete="off" />
      <TextField
        name="passphrase"
        type="password"
        label={words('staff.first.passphrase')}
        hint={words('staff.first.passphrase_hint')}
        autocomplete="new-password"
      />
      <TextField name="again" type="password" label={words('staff.first.again')} autocomplete="new-password" />
      <div class="buttons">
        <button class="main">{words('staff.first.send')}</button>
      </div>
    </PageForm>
  </>
)

/** "I have forgotten my password." */
export const ForgottenText = ({ words }: { readonly words: Words }) => (
  <>
    <h1>{words('staff.forgotten.title')}</h1>
    <p class="lead">{words('staff.forgotten.lead')}</p>
    <PageForm action={paths.forgotten}>
      <TextField name="login" label={words('staff.sign_in.login')} width="w2" ltr autocomplete="username" />
      <div class="buttons">
        <button class="main">{words('staff.forgotten.send')}</button>
      </div>
    </PageForm>
  </>
)

/** The same for every name. */
export const AskedText = ({ words }: { readonly words: Words }) => (
  <Receipt title={words('staff.forgotten.asked')} lead={words('staff.forgotten.asked_text')}>
    <p>
      <a href={paths.firstSignIn}>{words('staff.first.title')}</a>
    </p>
  </Receipt>
)
