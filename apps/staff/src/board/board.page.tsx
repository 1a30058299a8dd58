import type { BoardRow } from '#features/decision/staff/pending-decisions.js'
import type { Places } from '#features/decision/staff/read-places.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../application/state-label.js'
import { PendingText } from '../decision/decision.page.js'
import { paths } from '../paths.js'
import { ListPager } from '../shell/list-pager.js'
import { Refused } from '../shell/notice.js'
import type { StateCount } from './counts.js'

export interface BoardProps {
  readonly words: Words
  /** Files of this page. */
  readonly rows: readonly BoardRow[]
  readonly isFirst: boolean
  /** Those alone that wait for the viewer as the second person. */
  readonly isMine: boolean
  readonly next: string | null
  readonly counts: readonly StateCount[]
  readonly places: Places
  /** Waves this person may release. */
  readonly waves: readonly string[]
  readonly notice?: unknown
}

export const BoardText = ({ words, rows, isFirst, isMine, next, counts, places, waves, notice }: BoardProps) => (
  <>
    <h1>{words('staff.board.title')}</h1>
    <Refused code={notice} />
    <p class="lead">{words('staff.board.places', { ...places })}</p>
    <p>
      <a href={isMine ? paths.board : paths.boardMine()}>
        {words(isMine ? 'staff.approval.board_all' : 'staff.approval.board_mine')}
      </a>
    </p>
    <Table
      caption={words(isMine ? 'staff.approval.decisions_caption' : 'staff.board.caption')}
      empty={words(isMine ? 'staff.approval.decisions_none' : 'staff.board.empty')}
      rows={rows}
      keyOf={({ file }) => file.id}
      columns={columns(words)}
    />
    <ListPager isFirst={isFirst} next={next} to={isMine ? paths.boardMine : paths.boardFrom} />
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
