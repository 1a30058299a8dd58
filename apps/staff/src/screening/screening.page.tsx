import {
  type Screening,
  type ScreeningQuery,
  screeningFilterNames,
  screeningFilters,
} from '#features/application/staff/screening/read-screening.js'
import { isUndecided } from '#features/application/staff/screening/passing.js'
import type { ScreenedFile } from '#features/application/staff/screening/screening-files.js'
import { Progress } from '#ui/blocks.js'
import { SelectField } from '#ui/controls.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../application/state-label.js'
import { paths } from '../paths.js'
import { ListPager } from '../shell/list-pager.js'
import { Done, Refused } from '../shell/notice.js'

export interface ScreeningProps {
  readonly words: Words
  readonly query: ScreeningQuery
  readonly screening: Screening
  readonly notice: unknown
  readonly done: unknown
}

/** What waits, how far screening is, and the way to the next file. */
export const ScreeningText = (props: ScreeningProps) => {
  const { words, screening } = props
  const { done, waiting, nextFile } = screening

  return (
    <>
      <h1>{words('staff.screening.title')}</h1>
      <Refused code={props.notice} />
      <Done code={props.done} />
      <p class="lead">{words('staff.screening.lead')}</p>
      {done + waiting > 0 && (
        <Progress
          label={words('staff.screening.progress', { done, all: done + waiting })}
          done={done}
          total={done + waiting}
        />
      )}
      {nextFile && (
        <p>
          <a class="main" href={paths.application(nextFile)}>
            {words('staff.screening.next')}
          </a>
        </p>
      )}
      <div class="pager">
        <a href={paths.screeningRun('open')}>{words('staff.screening.run.open')}</a>
        <a href={paths.screeningRun('pass')}>{words('staff.screening.run.pass')}</a>
        <a href={paths.duplicates}>{words('staff.duplicates.title')}</a>
      </div>
      <Filters {...props} />
      <Rows {...props} />
    </>
  )
}

const Filters = ({ words, query }: ScreeningProps) => (
  <details open={screeningFilterNames.some((name) => query[name] !== undefined)}>
    <summary>{words('staff.screening.narrow')}</summary>
    <form method="get" action={paths.screening}>
      <div class="pager">
        {screeningFilterNames.map((name) => (
          <SelectField
            key={name}
            name={name}
            label={words(`staff.screening.filter.${name}`)}
            empty={words('staff.screening.any')}
            value={query[name]}
            choices={screeningFilters[name].map((value) => ({ value, label: valueText(words, name, value) }))}
          />
        ))}
      </div>
      <div class="pager">
        <button class="second">{words('staff.screening.show')}</button>
        <a href={paths.screening}>{words('staff.screening.all')}</a>
      </div>
    </form>
  </details>
)

const valueText = (words: Words, name: string, value: string): string =>
  name === 'state' ? stateLabel(value) : (words.find(`staff.screening.${name}.${value}`) ?? value)

const Rows = ({ words, query, screening: { rows, next, fit, waiting } }: ScreeningProps) => (
  <>
    <p role="status">{words('staff.screening.fit', { fit, waiting })}</p>
    <Table
      caption={words('staff.screening.caption')}
      empty={words(waiting > 0 ? 'staff.screening.none_fit' : 'staff.screening.empty')}
      rows={rows}
      keyOf={({ file }) => file.id}
      columns={columns(words)}
    />
    <ListPager
      isFirst={query.after === undefined}
      next={next}
      to={(after) => paths.screeningFrom({ ...query, after })}
    />
  </>
)

const columns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: ({ file }: ScreenedFile) => <a href={paths.application(file.id)}>{file.caseNumber}</a>,
  },
  {
    name: words('staff.list.name'),
    cell: ({ name }: ScreenedFile) =>
      name ? <bdi dir="auto">{name}</bdi> : <span class="hint">{words('staff.list.sealed')}</span>,
  },
  { name: words('staff.list.state'), cell: ({ file }: ScreenedFile) => <Standing words={words} file={file} /> },
  {
    name: words('staff.list.week'),
    cell: ({ file }: ScreenedFile) => (file.submittedWeek ? words.date(file.submittedWeek) : ''),
  },
  {
    name: words('staff.screening.filter.eligibility'),
    cell: ({ eligibility }: ScreenedFile) => words(`staff.screening.eligibility.${eligibility}`),
  },
  {
    name: words('staff.screening.filter.completeness'),
    cell: ({ completeness }: ScreenedFile) => words(`staff.screening.completeness.${completeness}`),
  },
  { name: words('staff.screening.filter.pairs'), cell: (row: ScreenedFile) => pairsOf(words, row) },
  {
    name: words('staff.screening.filter.flags'),
    cell: ({ flags }: ScreenedFile) => flags.map((kind) => words(`staff.screening.flag.${kind}`)).join(', '),
  },
]

const Standing = ({ words, file }: { words: Words; file: ScreenedFile['file'] }) => (
  <>
    {stateLabel(file.state)}
    {file.isHeld && <strong class="error"> · {words('staff.list.held')}</strong>}
    {file.isUnanswered && <strong class="error"> · {words('staff.list.unanswered')}</strong>}
  </>
)

function pairsOf(words: Words, { file, pairs, hasEnded }: ScreenedFile) {
  const undecided = pairs.filter(isUndecided).length
  if (undecided > 0) return <a href={paths.duplicates}>{words('staff.screening.undecided', { count: undecided })}</a>

  if (pairs.some(({ second }) => second === file.id)) return words('staff.screening.pairs.second')

  return hasEnded ? words('staff.screening.pairs.ended') : ''
}
