import type { ComponentChildren } from 'preact'

export interface PageFormProps {
  /** Relative URL. */
  readonly action: string
  /** Token of the session; absent before a session exists. */
  readonly token?: string
  readonly id?: string
  readonly children: ComponentChildren
}

/** A form that posts its page. The browser checks nothing: wrong answers are saved too. */
export const PageForm = ({ action, token, id = 'page', children }: PageFormProps) => (
  <form id={id} method="post" action={action} novalidate>
    {token && <input type="hidden" name="form_token" value={token} />}
    {children}
  </form>
)

export interface ButtonsProps {
  readonly main: string
  /** A second way to send the same form: `then=leave`. */
  readonly leave?: string
  readonly isDanger?: boolean
}

/** One main button; beside it at most "save and leave". The pressed one is sent as `then`. */
export const Buttons = ({ main, leave, isDanger }: ButtonsProps) => (
  <div class="buttons">
    <button class={isDanger ? 'main danger' : 'main'} name="then" value="continue">
      {main}
    </button>
    {leave && (
      <button class="second" name="then" value="leave">
        {leave}
      </button>
    )}
  </div>
)
