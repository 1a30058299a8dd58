import type { ActView } from '#features/selection/staff/list/read-act.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../../paths.js'

export interface ActProps {
  readonly words: Words
  readonly view: ActView
}

type Person = ActView['people'][number]

/** Whom one act moved, and where to. */
export const ActText = ({ words, view: { row, act, people } }: ActProps) => (
  <>
    <h1>{words('staff.cohort.act_title', { number: act.batch })}</h1>
    <p>
      {words('staff.cohort.run.for', { name: row.name })}{' '}
      <a href={paths.list(row.id)}>{words('staff.cohort.run.back')}</a>
    </p>
    <p>
      {words('staff.cohort.made', { name: act.author, date: words.date(act.madeOn) })}{' '}
      {words(`staff.cohort.reason.${act.reason}`)}
      {act.undoes !== null && (
        <>
          {' '}
          · <a href={paths.listAct(row.id, act.undoes)}>{words('staff.cohort.act_title', { number: act.undoes })}</a>
        </>
      )}
    </p>
    <Table
      caption={words('staff.cohort.act_caption')}
      empty={words('staff.cohort.act_empty')}
      rows={people}
      keyOf={({ id }) => id}
      columns={columns(words)}
    />
  </>
)

const columns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: ({ id, caseNumber }: Person) => <a href={paths.application(id)}>{caseNumber}</a>,
  },
  { name: words('staff.cohort.to'), cell: ({ to }: Person) => words(`staff.cohort.to.${to}`) },
]
