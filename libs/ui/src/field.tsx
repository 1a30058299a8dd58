import type { ComponentChildren } from 'preact'

/** What every field shows around its control. Label, hint, error and control are blocks in this order. */
export interface Around {
  /** Name of the input and id of its first control. */
  readonly name: string
  readonly label: string
  readonly hint?: string
  /** A page that helps to answer. */
  readonly link?: { readonly href: string; readonly text: string }
  readonly error?: string
}

const hintId = (name: string): string => `${name}-hint`
const errorId = (name: string): string => `${name}-error`

/** Attributes that tie a control to its hint and error, in this order. */
export function described({ name, hint, error }: Around): Record<string, string> {
  const ids = [hint ? hintId(name) : '', error ? errorId(name) : ''].filter(Boolean)

  return {
    ...(ids.length > 0 ? { 'aria-describedby': ids.join(' ') } : {}),
    ...(error ? { 'aria-invalid': 'true' } : {}),
  }
}

const HintAndError = ({ name, hint, link, error }: Around) => (
  <>
    {hint && (
      <p class="hint" id={hintId(name)}>
        {hint}
      </p>
    )}
    {link && (
      <p>
        <a href={link.href} target="_blank" rel="noopener">
          {link.text}
        </a>
      </p>
    )}
    {error && (
      <p class="error" id={errorId(name)}>
        {error}
      </p>
    )}
  </>
)

interface Framed extends Around {
  readonly children: ComponentChildren
}

const frame = (error: string | undefined): string => (error ? 'field wrong' : 'field')

/** One control with its label. */
export const Labelled = ({ children, ...around }: Framed) => (
  <div class={frame(around.error)}>
    <label for={around.name}>{around.label}</label>
    <HintAndError {...around} />
    {children}
  </div>
)

/** Several controls that answer one question; the question is the legend. */
export function FieldSet({ children, ...around }: Framed) {
  const { 'aria-describedby': ids } = described(around)

  return (
    <fieldset class={frame(around.error)} aria-describedby={ids}>
      <legend>{around.label}</legend>
      <HintAndError {...around} />
      {children}
    </fieldset>
  )
}
