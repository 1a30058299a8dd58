import type { SharedFamily, SharedSummary } from '#domain/selection/draft/summary.js'
import type { ListRow } from '#features/selection/staff/list/list-rows.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { NoFigures } from './gauges.js'
import { familyText, valueText } from './sentences.js'

export interface SummaryProps {
  readonly words: Words
  readonly row: ListRow
  /** Null before the word, and where this session's keys do not open what is counted. */
  readonly shared: SharedSummary | null
  readonly owesWord: boolean
}

/** What may be printed and shown to anybody: small counts hidden. */
export const SummaryText = ({ words, row, shared, owesWord }: SummaryProps) => (
  <>
    <h1>{words('staff.cohort.summary.title')}</h1>
    <p class="lead">{words('staff.cohort.summary.lead')}</p>
    <p>
      {words('staff.cohort.run.for', { name: row.name })}{' '}
      <a href={paths.list(row.id)}>{words('staff.cohort.run.back')}</a>
    </p>
    {shared ? (
      <>
        <p>
          {shared.total === null
            ? words('staff.cohort.summary.few')
            : words('staff.cohort.summary.total', { count: shared.total })}
        </p>
        {shared.families.map((family) => (
          <Family key={family.family} words={words} shared={family} />
        ))}
      </>
    ) : (
      <NoFigures words={words} listId={row.id} owesWord={owesWord} />
    )}
  </>
)

interface FamilyProps {
  readonly words: Words
  readonly shared: SharedFamily
}

const Family = ({ words, shared: { family, rows, hasOthers } }: FamilyProps) => {
  const shown = rows.map(({ value, count }) => ({ name: valueText(words, family, value), count: words.number(count) }))
  const others = {
    name: words('staff.cohort.summary.others'),
    count: words('staff.cohort.summary.hidden'),
  }

  return (
    <Table
      caption={familyText(words, family)}
      empty=""
      rows={hasOthers ? [...shown, others] : shown}
      keyOf={({ name }) => name}
      columns={[
        { name: familyText(words, family), cell: ({ name }) => name },
        { name: words('staff.cohort.moved'), cell: ({ count }) => count, isNumber: true },
      ]}
    />
  )
}
