import type { Because } from '#domain/visa/rule-set.js'
import type { Assessed } from '#features/visa/staff/assess-form.js'
import type { OpenedCase } from '#features/visa/staff/open-visa-case.js'
import type { AssessmentRecord } from '#features/visa/staff/sealed-schemas.js'
import { Notice } from '#ui/blocks.js'
import { LongText, SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { dayText, pathText } from './case-list.js'

export interface AssessmentViewProps {
  readonly words: Words
  readonly view: OpenedCase
  readonly token: string
  readonly confirmHref: string
  readonly refused?: string
}

/** The opened case: answers, the engine's result with rule, source and day, and the form that confirms it. */
export const AssessmentView = (props: AssessmentViewProps) => (
  <>
    <h1>{props.words('staff.assess.title', { number: props.view.row.case_number })}</h1>
    {props.refused && (
      <Notice tone="danger" isStatus>
        <p>{props.refused}</p>
      </Notice>
    )}
    <Notice>
      <p>{props.words('staff.assess.warning')}</p>
    </Notice>
    <Result words={props.words} assessed={props.view.assessed} />
    <Flags words={props.words} flags={props.view.assessed.result.flags} />
    <Rules words={props.words} assessed={props.view.assessed} />
    <Answers {...props} />
    <Earlier {...props} />
    <ConfirmForm {...props} />
  </>
)

const shown = [
  'visa',
  'basis',
  'earliest_lodge',
  'latest_lodge_safe',
  'latest_lodge_legal',
  'timeline',
  'passport',
  'insurance',
  'fee_eur',
  'fingerprints',
  'ninety_180',
  'etias',
  'ees',
] as const
type ResultName = (typeof shown)[number]

const Result = ({ words, assessed }: { words: Words; assessed: Assessed }) => (
  <Table
    caption={words('staff.assess.result')}
    empty=""
    rows={shown}
    keyOf={(name) => name}
    columns={[
      { name: words('staff.assess.field'), cell: (name: ResultName) => words(`staff.result.${name}`) },
      { name: words('staff.assess.value'), cell: (name: ResultName) => valueText(words, assessed.result[name]) },
    ]}
  />
)

/** Days as days, yes and no as words, groups as a line of their parts. */
function valueText(words: Words, value: unknown): string {
  if (value === null || value === undefined) return words('staff.desk.not_set')
  if (typeof value === 'boolean') return words(value ? 'staff.result.yes' : 'staff.result.no')
  if (typeof value === 'object') {
    return Object.entries(value)
      .map(([name, part]) => `${name}: ${valueText(words, part)}`)
      .join(' · ')
  }
  const text = typeof value === 'number' ? String(value) : typeof value === 'string' ? value : ''
  return /^\d{4}-\d\d-\d\d$/.test(text) ? words.date(text) : text
}

const Flags = ({ words, flags }: { words: Words; flags: readonly string[] }) => (
  <>
    <h2>{words('staff.assess.flags')}</h2>
    {flags.length === 0 ? (
      <p>{words('staff.assess.no_flags')}</p>
    ) : (
      <ul>
        {flags.map((flag) => (
          <li key={flag}>{flagText(words, flag)}</li>
        ))}
      </ul>
    )}
  </>
)

/** `NAME` or `NAME:XX`, where XX is a country. */
function flagText(words: Words, flag: string): string {
  const [name, place] = flag.split(':')
  const text = words.find(`staff.flag.${name}`, { place: place ? words.country(place) : '' })
  return text ?? flag
}

const Rules = ({ words, assessed: { because, rulesOn } }: { words: Words; assessed: Assessed }) => (
  <>
    <Table
      caption={words('staff.assess.rules')}
      empty=""
      rows={because}
      keyOf={({ rule }) => rule}
      columns={[
        { name: words('staff.assess.rule'), cell: ({ rule }: Because) => rule },
        { name: words('staff.assess.rule_source'), cell: ({ source }: Because) => source },
        { name: words('staff.assess.checked'), cell: ({ checkedOn }: Because) => dayText(words, checkedOn) },
      ]}
    />
    <p class="hint">{words('staff.assess.rules_as_of', { day: dayText(words, rulesOn) })}</p>
  </>
)

type Answer = OpenedCase['form']['answers'][number]

const answerColumns = (words: Words) => [
  { name: words('staff.assess.question'), cell: (answer: Answer) => <bdi>{answer.question}</bdi> },
  { name: words('staff.assess.answer'), cell: (answer: Answer) => <bdi>{answer.lines.join(' · ')}</bdi> },
]

const Answers = ({ words, view }: AssessmentViewProps) => (
  <Table
    caption={words('staff.assess.answers')}
    empty=""
    rows={view.form.answers}
    keyOf={(answer) => answer.path}
    columns={answerColumns(words)}
  />
)

const earlierColumns = (words: Words) => [
  { name: words('staff.case.day'), cell: (record: AssessmentRecord) => dayText(words, record.confirmedOn) },
  { name: words('staff.desk.path'), cell: (record: AssessmentRecord) => pathText(words, record.path) },
  {
    name: words('staff.desk.safe'),
    cell: (record: AssessmentRecord) => dayText(words, record.result.latest_lodge_safe),
  },
  { name: words('staff.assess.reason'), cell: (record: AssessmentRecord) => <bdi>{record.reason}</bdi> },
]

const Earlier = ({ words, view }: AssessmentViewProps) => (
  <Table
    caption={words('staff.assess.earlier')}
    empty={words('staff.assess.none_before')}
    rows={view.earlier}
    keyOf={(record) => `${record.confirmedOn} ${record.confirmedBy}`}
    columns={earlierColumns(words)}
  />
)

const ConfirmForm = ({ words, view, token, confirmHref }: AssessmentViewProps) => (
  <PageForm action={confirmHref} token={token} id="confirm">
    <input type="hidden" name="version" value={view.row.version} />
    {view.assessed.result.visa === 'manual' ? (
      <>
        <SelectField
          name="path"
          label={words('staff.assess.decide')}
          hint={words('staff.assess.decide_hint')}
          value="manual"
          choices={(['manual', 'required', 'not_required'] as const).map((value) => ({
            value,
            label: words(`staff.desk.path.${value}`),
          }))}
        />
        <LongText
          name="reason"
          label={words('staff.assess.reason')}
          hint={words('staff.assess.reason_hint')}
          rows={3}
        />
      </>
    ) : (
      <input type="hidden" name="path" value={view.assessed.result.visa} />
    )}
    <div class="buttons">
      <button class="main">{words('staff.assess.confirm')}</button>
    </div>
  </PageForm>
)
