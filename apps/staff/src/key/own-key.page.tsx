import type { OwnKeyView } from '#features/staff/staff/account/own-key.js'
import { Notice } from '#ui/blocks.js'
import { TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { accountPaths } from '../account/account-paths.js'
import { Done, Refused } from '../shell/notice.js'
import { KeyWords } from './key-list.page.js'

export interface OwnKeyProps {
  readonly words: Words
  readonly view: OwnKeyView
  readonly token: string
  readonly notice?: unknown
  readonly done?: unknown
}

/** One's own key by its words; before that, once, the secret of the authenticator. */
export const OwnKeyText = ({ words, view, token, notice, done }: OwnKeyProps) => (
  <>
    <Refused code={notice} />
    <Done code={done} />
    <h1>{words('staff.own_key.title')}</h1>
    {view.totpSecret && <Authenticator words={words} secret={view.totpSecret} token={token} />}
    <section>
      <h2>{words(view.isSigned ? 'staff.own_key.signed' : 'staff.own_key.waits')}</h2>
      <p>{keyText(words, view)}</p>
      <KeyWords words={words} list={view.words} />
    </section>
    <details>
      <summary>{words('staff.own_key.keeper')}</summary>
      <p>{words('staff.own_key.keeper_text')}</p>
      <KeyWords words={words} list={view.keeperWords} />
    </details>
  </>
)

function keyText(words: Words, { isSigned, until }: OwnKeyView): string {
  if (!isSigned) return words('staff.own_key.waits_text')
  return until ? words('staff.own_key.until', { day: words.date(until) }) : words('staff.own_key.root')
}

const Authenticator = ({ words, secret, token }: { words: Words; secret: string; token: string }) => (
  <Notice title={words('staff.own_key.authenticator')}>
    <p>{words('staff.own_key.authenticator_text')}</p>
    <p>
      <strong dir="ltr">{secret.match(/.{1,4}/g)?.join(' ')}</strong>
    </p>
    <PageForm action={accountPaths.ownKey} token={token} id="authenticator">
      <TextField name="code" label={words('staff.own_key.code')} width="w2" numeric ltr autocomplete="one-time-code" />
      <div class="buttons">
        <button class="main">{words('staff.own_key.confirm')}</button>
      </div>
    </PageForm>
  </Notice>
)
