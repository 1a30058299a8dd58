import type { JSX } from 'preact'
import { fieldErrorText, fieldLabel, type Words } from '#words/index.js'
import {
  LongText,
  RadioField,
  SelectField,
  SelectsField,
  TextField,
  TickField,
  TicksField,
  type Width,
} from './controls.js'
import { DateField, type TypedDate } from './date-field.js'
import { type Around, FieldSet } from './field.js'
import { choicesOf } from './choices.js'
import type { ErrorCodes, FieldSpec } from './field-spec.js'

/** What all fields of a page share. */
interface SectionView {
  readonly words: Words
  readonly errors: ErrorCodes
  /** Values for labels: dates of the edition, limits. */
  readonly about?: Readonly<Record<string, string>>
  /** Zones to choose from; with none the question is not asked. */
  readonly zones?: readonly string[]
  /** Now, for the clocks of the zones. */
  readonly now?: Date
}

export interface SectionFieldsProps extends SectionView {
  readonly fields: readonly FieldSpec[]
  readonly values: object
}

/** All questions of a section, filled with what was typed. */
export const SectionFields = ({ fields, values, ...view }: SectionFieldsProps) => (
  <Fields fields={fields} values={values} view={view} path="" />
)

interface FieldsProps {
  readonly fields: readonly FieldSpec[]
  readonly values: object
  readonly view: SectionView
  readonly path: string
}

const Fields = ({ fields, values, view, path }: FieldsProps) => (
  <>
    {fields
      .filter(({ source }) => source !== 'zones' || (view.zones ?? []).length > 0)
      .map((field) => (
        <OneField
          key={field.name}
          field={field}
          value={Reflect.get(values, field.name) as unknown}
          view={view}
          path={path + field.name}
        />
      ))}
  </>
)

interface OneProps {
  readonly field: FieldSpec
  readonly value: unknown
  readonly view: SectionView
  readonly path: string
}

/** One drawing per control. */
const drawings: Readonly<Record<FieldSpec['control'], (props: Drawing) => JSX.Element>> = {
  text: (drawing) => <Line {...drawing} />,
  email: (drawing) => <Line {...drawing} />,
  textarea: ({ field, around, lines }) => <LongText {...around} rows={field.rows} value={lines[0]} />,
  select: ({ field, view, around, lines }) => (
    <SelectField {...around} choices={choicesOf(field, view)} value={lines[0]} empty={view.words('form.choose_one')} />
  ),
  selects: (drawing) => <Selects {...drawing} />,
  radio: ({ field, view, around, lines }) => <RadioField {...around} choices={choicesOf(field, view)} values={lines} />,
  ticks: ({ field, view, around, lines }) => <TicksField {...around} choices={choicesOf(field, view)} values={lines} />,
  tick: ({ around, value }) => <TickField {...around} checked={value === true} />,
  date: (drawing) => <Day {...drawing} />,
  partial_date: (drawing) => <Day {...drawing} />,
  group: (drawing) => <Group {...drawing} />,
  repeat: (drawing) => <Entries {...drawing} />,
}

interface Drawing extends OneProps {
  readonly around: Around
  readonly lines: readonly string[]
}

function OneField({ field, value, view, path }: OneProps) {
  const around = aroundOf(field, view, path)

  return drawings[field.control]({ field, value, view, path, around, lines: listOf(value) })
}

const Line = ({ field, around, lines }: Drawing) => <TextField {...around} {...lineOf(field)} value={lines[0]} />

const Day = ({ around, value, view }: Drawing) => (
  <DateField {...around} words={view.words} value={value as string | TypedDate | undefined} />
)

const Selects = ({ field, view, around, lines }: Drawing) => (
  <SelectsField
    {...around}
    choices={choicesOf(field, view)}
    values={lines}
    empty={view.words('form.choose_one')}
    count={field.max ?? 3}
  />
)

const Group = ({ field, value, view, path, around }: Drawing) => (
  <FieldSet {...around}>
    <div class="parts">
      <Fields fields={field.fields ?? []} values={objectOf(value)} view={view} path={`${path}.`} />
    </div>
  </FieldSet>
)

/** All entries a person may give are on the page: adding one needs no script and no round trip. */
function Entries({ field, value, view, path, around }: Drawing) {
  const entries = Array.isArray(value) ? value : []
  const count = Math.max(field.max ?? 3, entries.length)

  return (
    <FieldSet {...around}>
      {Array.from({ length: count }, (_, index) => (
        <fieldset class="parts" key={index}>
          <legend>{entryName(view.words, field, index)}</legend>
          <Fields
            fields={field.fields ?? []}
            values={objectOf(entries[index])}
            view={view}
            path={`${path}.${index}.`}
          />
        </fieldset>
      ))}
    </FieldSet>
  )
}

const entryName = (words: Words, { id }: FieldSpec, index: number): string =>
  words('form.entry', { label: words.find(`field.${id}.entry`) ?? fieldLabel(words, id), number: index + 1 })

function aroundOf(field: FieldSpec, { words, errors, about = {} }: SectionView, path: string): Around {
  const label = fieldLabel(words, path, about)
  const code = errors[path]

  return {
    name: path,
    label: field.required === 'no' ? `${label} ${words('shell.optional')}` : label,
    hint: hintOf(field, words, path),
    error: code && fieldErrorText(words, path, code, { ...about, limit: field.limit ?? 0, max: field.max ?? 0 }),
  }
}

/** How to write a date is said once, not in every entry of a repeat. */
function hintOf({ id, control, limit, max }: FieldSpec, words: Words, path: string): string | undefined {
  const parts = [
    words.find(`field.${id}.hint`),
    control === 'textarea' && limit ? words('form.limit', { limit }) : undefined,
    control === 'date' && !/\.\d+\./.test(path) ? words('form.date_hint') : undefined,
    control === 'partial_date' ? words('form.partial_date_hint') : undefined,
    control === 'selects' && max ? words('form.choices_hint', { max }) : undefined,
  ]

  return parts.filter(Boolean).join(' ') || undefined
}

function lineOf({ control, limit = 200, ltr, numeric, autocomplete }: FieldSpec) {
  const width: Width = limit <= 5 ? 'w1' : limit <= 40 ? 'w2' : limit <= 200 ? 'w3' : 'w4'

  return { width, ltr, numeric, autocomplete, type: control === 'email' ? ('email' as const) : ('text' as const) }
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})
