import type { JSX } from 'preact'
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
import { countOf, Entries } from './entries.js'
import type { FieldSpec } from './field-spec.js'
import { aroundOf, type Questions } from './questions.js'

/** What all fields of a page share. */
interface SectionView extends Questions {
  /** Zones to choose from; with none the question is not asked. */
  readonly zones?: readonly string[]
  /** Now, for the clocks of the zones. */
  readonly now?: Date
  /** Repeats grow by buttons, `more` naming the one with an entry to fill in; without it all entries are on the page. */
  readonly entries?: { readonly more?: string }
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
          siblings={fields}
        />
      ))}
  </>
)

interface OneProps {
  readonly field: FieldSpec
  readonly value: unknown
  readonly view: SectionView
  readonly path: string
  /** The questions asked beside it. */
  readonly siblings: readonly FieldSpec[]
}

/** One drawing per control. */
const drawings: Readonly<Record<FieldSpec['control'], (props: Drawing) => JSX.Element>> = {
  text: (drawing) => <Line {...drawing} />,
  email: (drawing) => <Line {...drawing} />,
  textarea: ({ field, around, lines, view: { words } }) => (
    <LongText
      {...around}
      rows={field.rows}
      value={lines[0]}
      counter={field.limit ? { words, limit: field.limit } : undefined}
    />
  ),
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
  repeat: (drawing) => <EntriesOf {...drawing} />,
}

interface Drawing extends OneProps {
  readonly around: Around
  readonly lines: readonly string[]
}

function OneField({ field, value, view, path, siblings }: OneProps) {
  const around = aroundOf(field, view, { path, siblings })

  return drawings[field.control]({ field, value, view, path, siblings, around, lines: listOf(value) })
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

const EntriesOf = ({ field, value, view, path, around }: Drawing) => (
  <Entries
    words={view.words}
    field={field}
    around={around}
    count={countOf(field, listIn(value).length, view.entries && { isMore: view.entries.more === path })}
    isGrowing={view.entries !== undefined}
  >
    {(index) => (
      <Fields
        fields={field.fields ?? []}
        values={objectOf(listIn(value)[index])}
        view={view}
        path={`${path}.${index}.`}
      />
    )}
  </Entries>
)

function lineOf({ control, limit = 200, ltr, numeric, autocomplete }: FieldSpec) {
  const width: Width = limit <= 5 ? 'w1' : limit <= 40 ? 'w2' : limit <= 200 ? 'w3' : 'w4'

  return { width, ltr, numeric, autocomplete, type: control === 'email' ? ('email' as const) : ('text' as const) }
}

const listOf = (value: unknown): string[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is string => typeof one === 'string')

const objectOf = (value: unknown): object => (typeof value === 'object' && value !== null ? value : {})

const listIn = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : [])
