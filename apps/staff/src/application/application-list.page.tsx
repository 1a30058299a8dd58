import type { FilterError, FilterNotice } from '#domain/filter/parse.js'
import type { ListedApplication } from '#features/application/staff/list-applications.js'
import { Notice } from '#ui/blocks.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { Pager, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { type ListQuery, paths } from '../paths.js'
import { flawItem, Search, widened } from '../search/search.page.js'
import { Refused } from '../shell/notice.js'
import { stateLabel } from './state-label.js'

/** A page of the list, or what it lacks. */
export interface ListFound {
  readonly rows: readonly ListedApplication[]
  readonly next: string | null
  readonly fit?: number
  readonly seen?: number
  readonly notices?: readonly FilterNotice[]
  readonly lack?: 'unknown_state' | 'search_over'
}

export interface ApplicationListProps {
  readonly words: Words
  readonly token: string
  readonly query: ListQuery
  /** What is searched for, as typed. */
  readonly text?: string
  /** Absent where the search was not understood. */
  readonly found?: ListFound
  readonly flaws?: readonly FilterError[]
  readonly notice?: unknown
}

export function ApplicationListText(props: ApplicationListProps) {
  const { words, found, query, text = '', flaws = [] } = props

  return (
    <>
      {flaws.length > 0 && <ErrorSummary words={words} items={flaws.map((flaw) => flawItem(words, text, flaw))} />}
      <h1>{words('staff.list.title')}</h1>
      <Refused code={props.notice} />
      {found?.lack && (
        <Notice tone="danger" isStatus>
          <p>{words(`staff.list.${found.lack}`)}</p>
        </Notice>
      )}
      <Search {...props} />
      {found && <Found words={words} query={query} found={found} />}
    </>
  )
}

const Found = ({ words, query, found }: { words: Words; query: ListQuery; found: ListFound }) => (
  <>
    {found.fit !== undefined && (
      <p role="status">{words('staff.list.fit', { fit: found.fit, seen: found.seen ?? 0 })}</p>
    )}
    {found.notices?.map((notice) => (
      <p key={notice.at} class="hint">
        {widened(words, notice)}
      </p>
    ))}
    <Table
      caption={words('staff.list.caption')}
      empty={words('staff.list.empty')}
      rows={found.rows}
      keyOf={(row) => row.id}
      columns={columns(words)}
    />
    <Pager
      label={words('staff.pager.nav')}
      first={
        query.after === undefined
          ? undefined
          : { href: paths.applicationsFrom({ ...query, after: undefined }), label: words('staff.pager.first') }
      }
      next={
        found.next === null
          ? undefined
          : { href: paths.applicationsFrom({ ...query, after: found.next }), label: words('staff.pager.next') }
      }
    />
  </>
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
