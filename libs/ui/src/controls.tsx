import { type ComponentChildren, Fragment } from 'preact'
import { type Around, described, FieldSet, Labelled } from './field.js'
import type { Choice } from './field-spec.js'
import type { Words } from '#words/index.js'

/** Four widths, by the length that is expected. */
export type Width = 'w1' | 'w2' | 'w3' | 'w4'

export interface TextProps extends Around {
  readonly value?: string
  readonly type?: 'text' | 'email' | 'password'
  readonly width?: Width
  /** Codes, addresses, numbers: left to right in every language. */
  readonly ltr?: boolean
  readonly numeric?: boolean
  readonly autocomplete?: string
}

/** One line of text. Typed text takes the direction of its first strong letter. */
export const TextField = ({ type, value, width = 'w3', ltr, numeric, autocomplete, ...around }: TextProps) => {
  const attributes = {
    id: around.name,
    name: around.name,
    value,
    class: ltr ? `${width} ltr` : width,
    dir: ltr ? ('ltr' as const) : ('auto' as const),
    inputmode: numeric ? ('numeric' as const) : undefined,
    autocomplete,
    spellcheck: ltr ? false : undefined,
    ...described(around),
  }

  return (
    <Labelled {...around}>
      {type === 'email' && <input type="email" {...attributes} />}
      {type === 'password' && <input type="password" {...attributes} />}
      {(type ?? 'text') === 'text' && <input type="text" {...attributes} />}
    </Labelled>
  )
}

export interface LongTextProps extends Around {
  readonly value?: string
  readonly rows?: number
  /** The script counts the room that is left, in these words. */
  readonly counter?: { readonly words: Words; readonly limit: number }
}

/** Several lines. No maxlength: longer text is kept and flagged, never cut. */
export const LongText = ({ value, rows = 6, counter, ...around }: LongTextProps) => (
  <Labelled {...around}>
    <textarea
      id={around.name}
      name={around.name}
      rows={rows}
      dir="auto"
      data-limit={counter?.limit}
      data-left={counter?.words('form.left', { count: '#' })}
      data-over={counter?.words('form.over', { count: '#' })}
      {...described(around)}
    >
      {value}
    </textarea>
  </Labelled>
)

export interface SelectProps extends Around {
  readonly value?: string
  readonly choices: readonly Choice[]
  /** First entry, with an empty value; left out when absent. */
  readonly empty?: string
}

const Choices = ({ choices, value, empty }: Pick<SelectProps, 'choices' | 'value' | 'empty'>) => (
  <>
    {empty !== undefined && <option value="">{empty}</option>}
    {choices.map((choice) => (
      <option key={choice.value} value={choice.value} selected={choice.value === value}>
        {choice.label}
      </option>
    ))}
  </>
)

/** One of a list. */
export const SelectField = ({ value, choices, empty, ...around }: SelectProps) => (
  <Labelled {...around}>
    <select id={around.name} name={around.name} {...described(around)}>
      <Choices choices={choices} value={value} empty={empty} />
    </select>
  </Labelled>
)

export interface SelectsProps extends Around {
  readonly values: readonly string[]
  readonly choices: readonly Choice[]
  readonly empty: string
  readonly count: number
}

/** The same list several times, for up to `count` answers. */
export const SelectsField = ({ values, choices, empty, count, ...around }: SelectsProps) => (
  <FieldSet {...around}>
    {Array.from({ length: Math.max(count, values.length) }, (_, index) => (
      <select
        key={index}
        id={index === 0 ? around.name : `${around.name}.${index}`}
        name={around.name}
        aria-label={`${around.label} ${index + 1}`}
        aria-invalid={around.error ? 'true' : undefined}
      >
        <Choices choices={choices} value={values[index]} empty={empty} />
      </select>
    ))}
  </FieldSet>
)

interface Option extends Choice {
  /** Stands below the line and describes it. */
  readonly detail?: ComponentChildren
}

interface OptionsProps extends Around {
  readonly choices: readonly Option[]
  readonly values: readonly string[]
}

/** A box or dot with its label beside it; the whole line is the target. */
const Box = ({ type, id, name, value, checked, children, ...rest }: BoxProps) => (
  <div class="option">
    <input type={type} id={id} name={name} value={value} checked={checked} {...rest} />
    <label for={id}>{children}</label>
  </div>
)

interface BoxProps extends Record<string, unknown> {
  readonly type: 'radio' | 'checkbox'
  readonly id: string
  readonly name: string
  readonly value: string
  readonly checked: boolean
  readonly children: ComponentChildren
}

const optionSet = (type: 'radio' | 'checkbox') => {
  const Options = ({ choices, values, ...around }: OptionsProps) => (
    <FieldSet {...around}>
      {choices.map(({ value, label, detail }, index) => {
        const id = index === 0 ? around.name : `${around.name}.${index}`
        const ids = detail ? { 'aria-describedby': `${id}-detail` } : {}
        return (
          <Fragment key={value}>
            <Box type={type} id={id} name={around.name} value={value} checked={values.includes(value)} {...ids}>
              {label}
            </Box>
            {detail && <div id={`${id}-detail`}>{detail}</div>}
          </Fragment>
        )
      })}
    </FieldSet>
  )

  return Options
}

/** One of a few. */
export const RadioField = optionSet('radio')

/** Any of a few. */
export const TicksField = optionSet('checkbox')

export interface TickProps extends Around {
  readonly checked: boolean
}

/** One box that says yes. */
export const TickField = ({ checked, ...around }: TickProps) => (
  <div class={around.error ? 'field wrong' : 'field'}>
    {around.error && (
      <p class="error" id={`${around.name}-error`}>
        {around.error}
      </p>
    )}
    <Box type="checkbox" id={around.name} name={around.name} value="yes" checked={checked} {...described(around)}>
      {around.label}
    </Box>
    {around.hint && (
      <p class="hint" id={`${around.name}-hint`}>
        {around.hint}
      </p>
    )}
  </div>
)
