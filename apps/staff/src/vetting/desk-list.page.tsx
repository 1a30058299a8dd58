import { type DeskFilter, deskFilters } from '#domain/vetting/desk-order.js'
import type { KeptFile } from '#features/vetting/staff/desk/kept-mail.js'
import type { Desk, DeskRow } from '#features/vetting/staff/desk/list-desk.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../application/state-label.js'
import { paths } from '../paths.js'
import { ListPager } from '../shell/list-pager.js'
import type { Paged } from '../shell/paged.js'
import { Ladder } from './checklist.page.js'

export interface DeskListProps {
  readonly words: Words
  readonly filter: DeskFilter
  readonly desk: Desk
  /** The page of it that is shown. */
  readonly rows: Paged<DeskRow>
  /** Files with mail that is kept back, wherever they stand. */
  readonly kept: Paged<KeptFile>
}

export const DeskListText = (props: DeskListProps) => {
  const { words, filter, desk, rows, kept } = props

  return (
    <>
      <h1>{words('staff.vetting.title')}</h1>
      <p class="hint">{words('staff.vetting.lead')}</p>
      {desk.next && (
        <p>
          <a class="main" href={paths.vetting(desk.next)}>
            {words('staff.vetting.next')}
          </a>
        </p>
      )}
      {desk.all > 0 && <Filter {...props} />}
      <Table
        caption={words('staff.vetting.caption', { shown: rows.count, all: desk.all })}
        empty={words(filter === 'all' ? 'staff.vetting.empty' : 'staff.vetting.none_fits')}
        rows={rows.rows}
        keyOf={({ file }) => file.id}
        columns={columns(words)}
      />
      <ListPager {...rows} to={(after) => paths.vettingDeskFrom({ show: filter, after })} />
      <h2>{words('staff.vetting.kept')}</h2>
      <Table
        caption={words('staff.vetting.kept_caption')}
        empty={words('staff.vetting.kept_none')}
        rows={kept.rows}
        keyOf={({ file }) => file.id}
        columns={keptColumns(words)}
      />
      <ListPager {...kept} to={(after) => paths.vettingDeskFrom({ show: filter, kept: after })} />
      <Ladder words={words} />
    </>
  )
}

const Filter = ({ words, filter }: DeskListProps) => (
  <form class="buttons" method="get" action={paths.vettingDesk}>
    <label for="show">{words('staff.tasks.show')}</label>
    <select id="show" name="show">
      {deskFilters.map((value) => (
        <option key={value} value={value} selected={value === filter}>
          {words(`staff.vetting.show.${value}`)}
        </option>
      ))}
    </select>
    <button class="second">{words('staff.tasks.filter')}</button>
  </form>
)

const columns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: ({ file }: DeskRow) => <a href={paths.vetting(file.id)}>{file.caseNumber}</a>,
  },
  { name: words('staff.list.state'), cell: (row: DeskRow) => <Standing words={words} row={row} /> },
  { name: words('staff.check.evidence'), cell: ({ grade }: DeskRow) => grade },
  {
    name: words('staff.vetting.column.points'),
    cell: ({ points }: DeskRow) => words('staff.vetting.of_points', { count: points }),
  },
  {
    name: words('staff.vetting.column.references'),
    cell: ({ asked, answered }: DeskRow) =>
      asked === 0 ? words('staff.reference.not_asked') : words('staff.vetting.of_asked', { answered, asked }),
  },
  {
    name: words('staff.vetting.column.harm'),
    cell: ({ openHarm }: DeskRow) =>
      openHarm === 0 ? words('staff.vetting.no_harm') : <strong class="error">{words.number(openHarm)}</strong>,
  },
  {
    name: words('staff.vetting.column.second'),
    cell: ({ unseconded }: DeskRow) => (unseconded === 0 ? '' : <strong>{words.number(unseconded)}</strong>),
    isNumber: true,
  },
  {
    name: words('staff.vetting.column.call'),
    cell: ({ call }: DeskRow) => words(call === null ? 'staff.vetting.no_call' : `staff.vetting.call.${call}`),
  },
  {
    name: words('staff.vetting.column.days'),
    cell: ({ days }: DeskRow) => (days === null ? '' : words.number(days)),
    isNumber: true,
  },
]

const keptColumns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: ({ file }: KeptFile) => <a href={paths.vetting(file.id)}>{file.caseNumber}</a>,
  },
  { name: words('staff.list.state'), cell: ({ file }: KeptFile) => stateLabel(file.state) },
  {
    name: words('staff.vetting.kept_why'),
    cell: ({ isOpen }: KeptFile) => words(isOpen ? 'staff.vetting.kept_open' : 'staff.vetting.kept_unsafe'),
  },
  { name: words('staff.vetting.kept_mails'), cell: ({ mails }: KeptFile) => words.number(mails), isNumber: true },
]

const Standing = ({ words, row }: { readonly words: Words; readonly row: DeskRow }) => (
  <>
    {stateLabel(row.state)}
    {row.isRestricted && <strong class="error"> · {words('staff.vetting.restricted')}</strong>}
    {row.hasConcern && <strong class="error"> · {words('staff.vetting.concern')}</strong>}
    {row.file.isUnanswered && <strong class="error"> · {words('staff.list.unanswered')}</strong>}
  </>
)
