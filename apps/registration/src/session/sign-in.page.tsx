import { Notice } from '#ui/blocks.js'
import { TextField } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

export interface SignInProps {
  readonly words: Words
  readonly error?: 'missing' | 'wrong'
  /** The last session ended by itself; `kept`: a page was posted after it, and waits. */
  readonly ended?: 'yes' | 'kept'
}

/** One text for a wrong, an unknown and an erased code. The code itself is never shown again. */
export function SignInText({ words, error, ended }: SignInProps) {
  const text = error && words(`error.code.${error}`)

  return (
    <>
      {text && <ErrorSummary words={words} items={[{ path: 'code', text }]} />}
      <h1>{words('sign_in.title')}</h1>
      {ended && (
        <Notice isStatus>
          <p>{words(ended === 'kept' ? 'sign_in.kept' : 'sign_in.ended')}</p>
        </Notice>
      )}
      <p class="lead">{words('sign_in.lead')}</p>
      <PageForm action={pathsFor(words.lang).signIn}>
        <TextField
          name="code"
          label={words('sign_in.code')}
          hint={words('sign_in.code_hint')}
          error={text}
          width="w4"
          autocomplete="current-password"
          ltr
        />
        <div class="buttons">
          <button class="main">{words('button.sign_in')}</button>
        </div>
      </PageForm>
      <h2>{words('sign_in.no_code')}</h2>
      <p>{words('sign_in.no_code_text')}</p>
      <p>{words('sign_in.lost_code')}</p>
    </>
  )
}
