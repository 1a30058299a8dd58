import { moveRows } from '#domain/lifecycle.js'
import { visaCaseLifecycle } from '#domain/visa/lifecycle.js'
import type { PlainCase } from '#features/visa/staff/read-visa-case.js'
import { isVisaStep } from '#features/visa/staff/record-visa-step.js'
import type { VisaStepRow } from '#features/visa/staff/visa-case-rows.js'
import { Notice } from '#ui/blocks.js'
import { RadioField, SelectField } from '#ui/controls.js'
import { DateField, type TypedDate } from '#ui/date-field.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { HarmNotice } from '../vetting/harm-notice.js'
import { dayText, pathText, stateText, waitingText } from './case-list.js'

/** What was typed into the step form when it could not be taken. */
export interface StepDraft {
  readonly move?: string
  readonly source?: string
  readonly happened_on?: string | TypedDate
  readonly errors: Readonly<Record<string, string>>
}

export interface CaseViewProps {
  readonly words: Words
  readonly view: PlainCase
  readonly token: string
  readonly openHref: string
  readonly stepHref: string
  readonly draft?: StepDraft
  /** Sentence of a refusal that came back. */
  readonly refused?: string
}

/** One case in plain facts: days, the steps so far, and the form for the next one. */
export const CaseView = (props: CaseViewProps) => (
  <>
    <h1>{props.words('staff.case.title', { number: props.view.row.case_number })}</h1>
    {props.refused && (
      <Notice tone="danger" isStatus>
        <p>{props.refused}</p>
      </Notice>
    )}
    <HarmNotice words={props.words} harm={props.view.harm} items={['contact', 'letter', 'visa_data']} />
    <Facts {...props} />
    <Opening {...props} />
    <Steps {...props} />
    <StepForm {...props} />
  </>
)

const Facts = ({ words, view: { row } }: CaseViewProps) => (
  <dl class="facts">
    {[
      [words('staff.desk.state'), stateText(row.state)],
      [words('staff.desk.waiting'), waitingText(words, row)],
      [words('staff.desk.path'), pathText(words, row.visa_path)],
      [words('staff.desk.earliest'), dayText(words, row.earliest_on)],
      [words('staff.desk.safe'), dayText(words, row.safe_on)],
      [words('staff.desk.legal'), dayText(words, row.legal_on)],
    ].map(([name, value]) => (
      <div key={name}>
        <dt>{name}</dt>
        <dd>{value}</dd>
      </div>
    ))}
  </dl>
)

const Opening = ({ words, view: { row }, openHref }: CaseViewProps) =>
  row.identity_version === 0 ? (
    <p>{words('staff.case.form_missing')}</p>
  ) : (
    <>
      <p>
        <a class="button" href={openHref}>
          {words('staff.case.open')}
        </a>
      </p>
      <p class="hint">{words('staff.case.open_hint')}</p>
    </>
  )

const stepColumns = (words: Words) => [
  { name: words('staff.case.step'), cell: (step: VisaStepRow) => moveText(words, step.move) },
  {
    name: words('staff.case.day'),
    cell: (step: VisaStepRow) =>
      `${dayText(words, step.happened_on ?? step.on_day)} (${words('staff.case.noted', { day: dayText(words, step.on_day) })})`,
  },
  {
    name: words('staff.case.source'),
    cell: (step: VisaStepRow) => words.find(`staff.source.${step.source}`) ?? step.source,
  },
  { name: words('staff.case.author'), cell: (step: VisaStepRow) => <bdi>{step.author}</bdi> },
]

const Steps = ({ words, view }: CaseViewProps) => (
  <Table
    caption={words('staff.case.steps')}
    empty={words('staff.case.no_steps')}
    rows={view.steps}
    keyOf={(step) => `${step.version}`}
    columns={stepColumns(words)}
  />
)

const moveText = (words: Words, move: string): string => words.find(`staff.visa_move.${move}`) ?? move

/** Moves the desk may write down from a state; what the engine finds has its own page. */
const movesFrom = (state: string): string[] =>
  moveRows(visaCaseLifecycle)
    .filter((row) => row.from === state && row.by.includes('travel_desk') && isVisaStep(row.move))
    .map((row) => row.move)

const StepForm = ({ words, view, token, stepHref, draft }: CaseViewProps) => {
  const moves = movesFrom(view.row.state)
  if (moves.length === 0) return null

  return (
    <PageForm action={stepHref} token={token} id="step">
      <h2>{words('staff.case.record')}</h2>
      <input type="hidden" name="version" value={view.row.version} />
      <SelectField
        name="move"
        label={words('staff.case.move')}
        value={draft?.move}
        error={draft?.errors.move}
        empty=""
        choices={moves.map((value) => ({ value, label: moveText(words, value) }))}
      />
      <DateField
        words={words}
        name="happened_on"
        label={words('staff.case.happened')}
        value={draft?.happened_on}
        error={draft?.errors.happened_on}
      />
      <RadioField
        name="source"
        label={words('staff.case.source')}
        values={draft?.source ? [draft.source] : []}
        error={draft?.errors.source}
        choices={(['delegate_said', 'desk_saw'] as const).map((value) => ({
          value,
          label: words(`staff.source.${value}`),
        }))}
      />
      <div class="buttons">
        <button class="main">{words('staff.case.save_step')}</button>
      </div>
    </PageForm>
  )
}
