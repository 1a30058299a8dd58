import type { WaitingKey } from '#features/staff/staff/account/sign-keys.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { StepUpHint } from '../account/fields.js'
import { accountPaths } from '../account/account-paths.js'
import { Done, Refused } from '../shell/notice.js'

export interface KeyListProps {
  readonly words: Words
  readonly keys: readonly WaitingKey[]
  readonly token: string
  readonly notice?: unknown
  readonly done?: unknown
}

/** Keys of colleagues that wait for two keepers, each with the words to compare by voice. */
export const KeyListText = ({ words, keys, token, notice, done }: KeyListProps) => (
  <>
    <Refused code={notice} />
    <Done code={done} />
    <h1>{words('staff.key.title')}</h1>
    <p class="lead">{words('staff.key.lead')}</p>
    <StepUpHint words={words} isFor="keys" />
    {keys.length === 0 && <p class="hint">{words('staff.key.none')}</p>}
    {keys.map((key) => (
      <Waiting key={key.accountId} words={words} waiting={key} token={token} />
    ))}
  </>
)

const Waiting = ({ words, waiting, token }: { words: Words; waiting: WaitingKey; token: string }) => (
  <section>
    <h2>
      <bdi>{waiting.name}</bdi>
    </h2>
    <KeyWords words={words} list={waiting.words} />
    <p>
      {waiting.signedBy.length > 0
        ? words('staff.key.signed_by', { names: waiting.signedBy.join(', ') })
        : words('staff.key.signed_by_nobody')}{' '}
      {waiting.until && words('staff.key.until', { day: words.date(waiting.until) })}
    </p>
    {waiting.isSignedByMe ? (
      <p class="hint">{words('staff.key.signed_by_you')}</p>
    ) : (
      <PageForm action={accountPaths.keys} token={token} id={`sign-${waiting.accountId}`}>
        <input type="hidden" name="account" value={waiting.accountId} />
        <input type="hidden" name="key" value={waiting.keyId} />
        <div class="buttons">
          <button class="main">{words('staff.key.sign')}</button>
        </div>
      </PageForm>
    )}
  </section>
)

/** Sixteen words in four lines of four, to be read aloud. */
export const KeyWords = ({ words, list }: { readonly words: Words; readonly list: readonly string[] }) => (
  <div class="sheet">
    <p>{words('staff.key.words')}</p>
    <ol>
      {[0, 4, 8, 12].map((from) => (
        <li key={from}>
          <strong dir="ltr">{list.slice(from, from + 4).join(' ')}</strong>
        </li>
      ))}
    </ol>
  </div>
)
