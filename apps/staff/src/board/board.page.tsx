import { startingAfter } from '#features/application/staff/search/application-query.js'
import type { BoardRow } from '#features/decision/staff/pending-decisions.js'
import type { Places } from '#features/decision/staff/read-places.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../application/state-label.js'
import { PendingText } from '../decision/decision.page.js'
import { paths } from '../paths.js'
import { type CountedSearch, SearchesBeside } from '../saved/saved-search.page.js'
import type { SearchLook } from '../search/list-search.js'
import { Search, SearchFlaws, SearchLacks, SearchSaid } from '../search/search.page.js'
import { ListPager } from '../shell/list-pager.js'
import { Refused } from '../shell/notice.js'
import type { StateCount } from './counts.js'

export interface BoardProps {
  readonly words: Words
  readonly me: StaffActor
  readonly token: string
  /** Files of this page. */
  readonly rows: readonly BoardRow[]
  /** Those alone that wait for the viewer as the second person. */
  readonly mine?: 'mine'
  readonly look: SearchLook
  readonly saved?: readonly CountedSearch[]
  /** How many fit, of how many. */
  readonly fit: number
  readonly seen: number
  readonly next: string | null
  readonly counts: readonly StateCount[]
  readonly places: Places
  /** Waves this person may release. */
  readonly waves: readonly string[]
  readonly notice?: unknown
}

export const BoardText = (props: BoardProps) => {
  const { words, mine, look, counts, places, waves, notice } = props
  return (
    <>
      <SearchFlaws words={words} {...look} />
      <h1>{words('staff.board.title')}</h1>
      <Refused code={notice} />
      <SearchLacks words={words} lack={look.lack} />
      <p class="lead">{words('staff.board.places', { ...places })}</p>
      <p>
        <a href={paths.boardFrom(startingAfter(look.query), mine ? undefined : 'mine')}>
          {words(mine ? 'staff.approval.board_all' : 'staff.approval.board_mine')}
        </a>
      </p>
      <Searching {...props} />
      {look.flaws === undefined && <Found {...props} />}
      <Table
        caption={words('staff.board.counts')}
        empty=""
        rows={counts}
        keyOf={({ state }) => state}
        columns={countColumns(words)}
      />
      {waves.map((wave) => (
        <p key={wave}>
          <a class="button" href={paths.releaseOf(wave)}>
            {words('staff.release.look', { wave })}
          </a>
        </p>
      ))}
    </>
  )
}

const Searching = ({ words, me, token, mine, look, saved }: BoardProps) => (
  <>
    <Search words={words} token={token} {...look} action={paths.boardSearches(mine)} />
    {saved && (
      <SearchesBeside
        words={words}
        me={me}
        token={token}
        query={look.query}
        searches={saved}
        to={(query) => paths.boardFrom(query, mine)}
      />
    )}
  </>
)

function Found({ words, rows, mine, look, fit, seen, next }: BoardProps) {
  const { query, fitting, lack } = look
  const none = fitting || lack ? 'staff.list.empty' : mine ? 'staff.approval.decisions_none' : 'staff.board.empty'
  return (
    <>
      <SearchSaid words={words} {...fitting} {...(fitting ? { fit, seen } : {})} />
      <Table
        caption={words(mine ? 'staff.approval.decisions_caption' : 'staff.board.caption')}
        empty={words(none)}
        rows={rows}
        keyOf={({ file }) => file.id}
        columns={columns(words)}
      />
      <ListPager
        isFirst={query.after === undefined}
        next={next}
        to={(after) => paths.boardFrom(startingAfter(query, after), mine)}
      />
    </>
  )
}

const columns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: ({ file }: BoardRow) => <a href={paths.application(file.id)}>{file.caseNumber}</a>,
  },
  {
    name: words('staff.board.real'),
    cell: ({ file }: BoardRow) => (
      <>
        {stateLabel(file.state)}
        {file.isHeld && <strong class="error"> · {words('staff.list.held')}</strong>}
      </>
    ),
  },
  {
    name: words('staff.board.pending'),
    cell: ({ decision }: BoardRow) => <PendingText words={words} decision={decision} />,
  },
]

const countColumns = (words: Words) => [
  { name: words('staff.list.state'), cell: ({ state }: StateCount) => stateLabel(state) },
  { name: words('staff.board.real'), cell: ({ real }: StateCount) => words.number(real), isNumber: true },
  { name: words('staff.board.pending'), cell: ({ pending }: StateCount) => words.number(pending), isNumber: true },
  { name: words('staff.board.both'), cell: ({ both }: StateCount) => words.number(both), isNumber: true },
]
