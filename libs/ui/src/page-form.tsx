import type { ComponentChildren } from 'preact'
import type { Words } from '#words/index.js'

export interface PageFormProps {
  /** Relative URL. */
  readonly action: string
  /** Token of the session; absent before a session exists. */
  readonly token?: string
  readonly id?: string
  /** The script saves this form by itself and says so in these words; it posts a `version` and takes `then=autosave`. */
  readonly autosave?: Words
  readonly children: ComponentChildren
}

/** A form that posts its page. The browser checks nothing: wrong answers are saved too. */
export const PageForm = ({ action, token, id = 'page', autosave, children }: PageFormProps) => (
  <form
    id={id}
    method="post"
    action={action}
    novalidate
    data-saved={autosave?.('form.saved', { time: '#' })}
    data-unsaved={autosave?.('form.unsaved', { button: autosave('button.continue') })}
  >
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
