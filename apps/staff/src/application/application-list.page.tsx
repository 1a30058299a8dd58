import type { FilterError, FilterNotice } from '#domain/filter/parse.js'
import { type ApplicationQuery, startingAfter } from '#features/application/staff/search/application-query.js'
import type { FoundFiles, ListedFile, SearchLack } from '#features/application/staff/search/search-files.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { type Column, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { AskExport } from '../export/export.page.js'
import { paths } from '../paths.js'
import { ListPager } from '../shell/list-pager.js'
import { type CountedSearch, SearchesBeside } from '../saved/saved-search.page.js'
import { Search, SearchFlaws, SearchLacks, SearchSaid } from '../search/search.page.js'
import { Refused } from '../shell/notice.js'
import { stateLabel } from './state-label.js'

/** A page of the list, or what it lacks. */
export interface ListFound {
  readonly rows: readonly ListedFile[]
  readonly next: string | null
  readonly fit?: number
  readonly seen?: number
  readonly notices?: readonly FilterNotice[]
  readonly unknown?: FoundFiles['unknown']
  readonly lack?: 'unknown_state' | SearchLack
}

export interface ApplicationListProps {
  readonly words: Words
  readonly me: StaffActor
  readonly token: string
  readonly query: ApplicationQuery
  /** What is searched for, as typed. */
  readonly text?: string
  /** Absent where the search was not understood. */
  readonly found?: ListFound
  readonly flaws?: readonly FilterError[]
  readonly notice?: unknown
  /** Searches that stay, absent beside a search that was not understood. */
  readonly saved?: readonly CountedSearch[]
  /** Where one decides about all of the list; absent for who does not. */
  readonly manyHref?: string
}

export function ApplicationListText(props: ApplicationListProps) {
  const { words, found, query } = props

  return (
    <>
      <SearchFlaws {...props} />
      <h1>{words('staff.list.title')}</h1>
      <Refused code={props.notice} />
      <SearchLacks words={words} lack={found?.lack} />
      <Search {...props} />
      {props.saved && <SearchesBeside {...props} searches={props.saved} />}
      {found && <Found words={words} query={query} found={found} />}
      {found && found.rows.length > 0 && <AskExport {...props} />}
      {props.manyHref && found && found.rows.length > 0 && (
        <p>
          <a href={props.manyHref}>{words('staff.many.link')}</a>
        </p>
      )}
    </>
  )
}

const Found = ({ words, query, found }: { words: Words; query: ApplicationQuery; found: ListFound }) => (
  <>
    <SearchSaid words={words} {...found} />
    <Table
      caption={words('staff.list.caption')}
      empty={words('staff.list.empty')}
      rows={found.rows}
      keyOf={(row) => row.id}
      columns={columns(words, found.rows)}
    />
    <ListPager
      isFirst={query.after === undefined}
      next={found.next}
      to={(after) => paths.applicationsFrom(startingAfter(query, after))}
    />
  </>
)

const columns = (words: Words, rows: readonly ListedFile[]): Column<ListedFile>[] => [
  {
    name: words('staff.list.case'),
    cell: (row: ListedFile) => <a href={paths.application(row.id)}>{row.caseNumber}</a>,
  },
  {
    name: words('staff.list.name'),
    cell: (row: ListedFile) =>
      row.name ? <bdi dir="auto">{row.name}</bdi> : <span class="hint">{words('staff.list.sealed')}</span>,
  },
  {
    name: words('staff.list.state'),
    cell: (row: ListedFile) => (
      <>
        {stateLabel(row.state)}
        {row.isHeld && <strong class="error"> · {words('staff.list.held')}</strong>}
        {row.isUnanswered && <strong class="error"> · {words('staff.list.unanswered')}</strong>}
      </>
    ),
  },
  {
    name: words('staff.list.week'),
    cell: ({ submittedWeek }: ListedFile) => (submittedWeek ? words.date(submittedWeek) : ''),
  },
  {
    name: words('staff.list.language'),
    cell: ({ answerLanguage }: ListedFile) => (answerLanguage ? words.language(answerLanguage) : ''),
  },
  ...(rows.some(({ tags }) => tags.length > 0) ? [{ name: words('staff.tag.title'), cell: Tags }] : []),
]

const Tags = ({ tags }: ListedFile) => <span dir="ltr">{tags.join(' ')}</span>
