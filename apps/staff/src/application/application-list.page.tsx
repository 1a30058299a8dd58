import type { ListedApplication } from '#features/application/staff/list-applications.js'
import { Notice } from '#ui/blocks.js'
import { Pager, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'
import { listedStates, stateLabel } from './state-label.js'

export interface ApplicationListProps {
  readonly words: Words
  readonly rows: readonly ListedApplication[]
  readonly next: string | null
  readonly state?: string
  readonly isKnown: boolean
  readonly isFirst: boolean
  readonly notice?: unknown
}

export const ApplicationListText = (props: ApplicationListProps) => {
  const { words, rows, state, next } = props

  return (
    <>
      <h1>{words('staff.list.title')}</h1>
      <Refused code={props.notice} />
      {!props.isKnown && (
        <Notice tone="danger" isStatus>
          <p>{words('staff.list.unknown_state')}</p>
        </Notice>
      )}
      <Filter words={words} state={state} />
      <Table
        caption={words('staff.list.caption')}
        empty={words('staff.list.empty')}
        rows={rows}
        keyOf={(row) => row.id}
        columns={columns(words)}
      />
      <Pager
        label={words('staff.pager.nav')}
        first={
          props.isFirst ? undefined : { href: paths.applicationsFrom({ state }), label: words('staff.pager.first') }
        }
        next={
          next === null
            ? undefined
            : { href: paths.applicationsFrom({ state, after: next }), label: words('staff.pager.next') }
        }
      />
    </>
  )
}

const Filter = ({ words, state }: { words: Words; state?: string }) => (
  <form method="get" action={paths.applications} class="buttons">
    <label for="state">{words('staff.list.state')}</label>
    <select id="state" name="state">
      <option value="">{words('staff.list.all')}</option>
      {listedStates.map((value) => (
        <option key={value} value={value} selected={value === state}>
          {stateLabel(value)}
        </option>
      ))}
    </select>
    <button class="second">{words('staff.tasks.filter')}</button>
  </form>
)

const columns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: (row: ListedApplication) => <a href={paths.application(row.id)}>{row.caseNumber}</a>,
  },
  {
    name: words('staff.list.name'),
    cell: (row: ListedApplication) =>
      row.name ? <bdi dir="auto">{row.name}</bdi> : <span class="hint">{words('staff.list.sealed')}</span>,
  },
  {
    name: words('staff.list.state'),
    cell: (row: ListedApplication) => (
      <>
        {stateLabel(row.state)}
        {row.isHeld && <strong class="error"> · {words('staff.list.held')}</strong>}
        {row.isUnanswered && <strong class="error"> · {words('staff.list.unanswered')}</strong>}
      </>
    ),
  },
  {
    name: words('staff.list.week'),
    cell: ({ submittedWeek }: ListedApplication) => (submittedWeek ? words.date(submittedWeek) : ''),
  },
  {
    name: words('staff.list.language'),
    cell: ({ answerLanguage }: ListedApplication) => (answerLanguage ? words.language(answerLanguage) : ''),
  },
]
