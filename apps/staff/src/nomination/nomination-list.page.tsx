import { nominationLifecycle } from '#domain/nomination/lifecycle.js'
import type { NominationRow } from '#features/nomination/staff/nominations.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done } from '../shell/notice.js'

export interface NominationListProps {
  readonly words: Words
  readonly rows: readonly NominationRow[]
  readonly done: unknown
}

/** Numbers, states and weeks; names open one by one, each opening a line in the log. */
export const NominationListText = ({ words, rows, done }: NominationListProps) => (
  <>
    <h1>{words('staff.nominations.title')}</h1>
    <Done code={done} />
    <p>{words('staff.nominations.lead')}</p>
    <p class="pager">
      <a href={paths.nominationNew}>{words('staff.nominations.new')}</a>
      <a href={paths.nominationList}>{words('staff.nominations.paste')}</a>
      <a href={paths.partners}>{words('staff.nominations.partners')}</a>
    </p>
    <Table
      caption={words('staff.nominations.caption')}
      empty={words('staff.nominations.empty')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={columns(words)}
    />
  </>
)

/** A partner by its number: its name is sealed and stands on its own page. */
export const namedBy = (words: Words, { partner, author }: NominationRow): string =>
  partner === null ? (author ?? '') : words('staff.nominations.by_partner', { number: partner })

const columns = (words: Words) => [
  {
    name: words('staff.nominations.number'),
    cell: ({ id, number }: NominationRow) => <a href={paths.nomination(id)}>{number}</a>,
  },
  {
    name: words('staff.nominations.state'),
    cell: ({ state, isAskedFor }: NominationRow) => (
      <>
        {nominationLifecycle[state].label}
        {isAskedFor && <strong> · {words('staff.nominations.asked')}</strong>}
      </>
    ),
  },
  { name: words('staff.nominations.by'), cell: (row: NominationRow) => namedBy(words, row) },
  { name: words('staff.nominations.week'), cell: ({ week }: NominationRow) => words.date(week) },
  {
    name: words('staff.nominations.until'),
    cell: ({ state, expiresOn }: NominationRow) => (state === 'invited' && expiresOn ? words.date(expiresOn) : ''),
  },
  {
    name: words('staff.nominations.kept'),
    cell: ({ keepUntil }: NominationRow) => (keepUntil ? words.date(keepUntil) : ''),
  },
]
