import type { OpenCall } from '#features/application/registration/open-call.js'
import type { DangerContact } from '#features/danger-contact/registration/read-danger-contacts.js'
import { PageForm } from '#ui/page-form.js'
import type { WordKey, Words } from '#words/index.js'
import { LateField } from '../code/late-field.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'
import { DangerList } from './danger-list.js'

export interface StartProps {
  readonly words: Words
  readonly call: OpenCall | null
  readonly contacts: readonly DangerContact[]
  /** Code of a refusal that sent the person back here. */
  readonly notice: unknown
}

export const StartText = ({ words, call, contacts, notice }: StartProps) => (
  <>
    <Refused words={words} code={notice} />
    <h1>{words('start.title')}</h1>
    <p class="lead">{words('start.lead')}</p>
    <p>{words('start.time')}</p>
    <p>{words('start.languages')}</p>
    {call?.isOpen ? (
      <>
        <p>
          {call.closesAt
            ? words('start.open_until', { date: words.instant(call.closesAt, 'UTC') })
            : words('start.open_endless')}
        </p>
        <p>
          <a class="main" href={pathsFor(words.lang).needs}>
            {words('start.new')}
          </a>
        </p>
      </>
    ) : (
      <Closed words={words} mayBeLate={call !== null} />
    )}
    <p>
      <a href={pathsFor(words.lang).signIn}>{words('start.have_code')}</a>
    </p>
    <h2>{words('start.danger_title')}</h2>
    <DangerList words={words} contacts={contacts} />
  </>
)

/** Closed, but not to whoever was given a code for late entry. */
const Closed = ({ words, mayBeLate }: { readonly words: Words; readonly mayBeLate: boolean }) => (
  <>
    <p>{words('start.closed')}</p>
    {mayBeLate && (
      <>
        <h2>{words('late.title')}</h2>
        <p>{words('start.closed_late')}</p>
        <PageForm action={pathsFor(words.lang).code} id="late">
          <LateField words={words} />
          <div class="buttons">
            <button class="main">{words('button.start')}</button>
          </div>
        </PageForm>
      </>
    )}
  </>
)

export const NeedsText = ({ words, call }: Pick<StartProps, 'words' | 'call'>) => (
  <>
    <h1>{words('needs.title')}</h1>
    <h2>{words('needs.bring_title')}</h2>
    <Points words={words} keys={['needs.bring_1', 'needs.bring_2', 'needs.bring_3']} />
    <h2>{words('needs.never_title')}</h2>
    <p>{words('needs.never')}</p>
    <h2>{words('needs.read_title')}</h2>
    <Points words={words} keys={['needs.read_1', 'needs.read_2', 'needs.read_3', 'needs.read_4']} />
    <h2>{words('needs.kept_title')}</h2>
    <p>{words('needs.kept')}</p>
    <p>{words('needs.sealed_once_sent')}</p>
    <h2>{words('needs.write_title')}</h2>
    <p>{words('needs.write')}</p>
    {call?.isOpen ? (
      <PageForm action={pathsFor(words.lang).code}>
        <button class="main">{words('button.start')}</button>
      </PageForm>
    ) : (
      <p>{words('start.closed')}</p>
    )}
  </>
)

const Points = ({ words, keys }: { readonly words: Words; readonly keys: readonly WordKey[] }) => (
  <ul>
    {keys.map((key) => (
      <li key={key}>{words(key)}</li>
    ))}
  </ul>
)
