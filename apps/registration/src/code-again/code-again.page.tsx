import { TextField } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'

export interface CodeAgainProps {
  readonly words: Words
  readonly action: string
  readonly token: string
  readonly error?: 'missing' | 'wrong'
}

export function CodeAgainText({ words, action, token, error }: CodeAgainProps) {
  const text = error && words(`error.code.${error}`)

  return (
    <>
      {text && <ErrorSummary words={words} items={[{ path: 'code', text }]} />}
      <h1>{words('code_again.title')}</h1>
      <p class="lead">{words('code_again.lead')}</p>
      <PageForm action={action} token={token}>
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
          <button class="main">{words('button.go_on')}</button>
        </div>
      </PageForm>
    </>
  )
}
