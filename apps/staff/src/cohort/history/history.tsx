import type { MoveRow } from '#features/selection/staff/list/list-rows.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../../paths.js'
import { ListPager } from '../../shell/list-pager.js'
import { lookedAt, type ListProps } from '../list-props.js'

interface ShownAct {
  readonly batch: number
  readonly first: MoveRow
  readonly count: number
  readonly to: ReadonlySet<MoveRow['to']>
}

/** The newest acts first, each with how many people it moved, and where to. */
function actsOf(moves: readonly MoveRow[]): ShownAct[] {
  const acts = new Map<number, ShownAct>()
  for (const move of moves) {
    const { batch } = move
    const known = acts.get(batch)
    const to = new Set([...(known?.to ?? []), move.to])
    acts.set(batch, { batch, first: known?.first ?? move, count: (known?.count ?? 0) + 1, to })
  }
  return [...acts.values()].toReversed()
}

const actsShown = 30

/** Who changed the list, by pages, and the last change to take back. */
export const History = ({ words, view: { row, moves }, look, search, token }: ListProps) => {
  const all = actsOf(moves)
  const from = look.acts
  const acts = all.filter(({ batch }) => from === undefined || batch < from)
  const shown = acts.slice(0, actsShown)
  const next = acts.length > shown.length ? String(shown.at(-1)?.batch) : null

  return (
    <>
      <h2 id="history">{words('staff.cohort.history')}</h2>
      {all.length > 0 && (
        <PageForm action={paths.listUndos(row.id)} token={token} id="undo">
          <input type="hidden" name="version" value={row.version} />
          <button>{words('staff.cohort.undo')}</button>
        </PageForm>
      )}
      <Table
        caption={words('staff.cohort.history_caption')}
        empty={words('staff.cohort.history_empty')}
        rows={shown}
        keyOf={({ batch }) => String(batch)}
        columns={actColumns(words, row.id)}
      />
      <ListPager
        isFirst={from === undefined}
        next={next}
        to={(before) => paths.listFrom(row.id, { ...lookedAt(look, search), acts: before })}
      />
    </>
  )
}

const actColumns = (words: Words, listId: string) => [
  {
    name: words('staff.cohort.act'),
    cell: ({ batch }: ShownAct) => <a href={paths.listAct(listId, batch)}>{words.number(batch)}</a>,
  },
  { name: words('staff.cohort.moved'), cell: ({ count }: ShownAct) => words.number(count), isNumber: true },
  {
    name: words('staff.cohort.to'),
    cell: ({ to }: ShownAct) => words.list([...to].map((one) => words(`staff.cohort.to.${one}`))),
  },
  { name: words('staff.cohort.reason'), cell: ({ first }: ShownAct) => words(`staff.cohort.reason.${first.reason}`) },
  { name: words('staff.plan.made_by'), cell: ({ first }: ShownAct) => <bdi>{first.author}</bdi> },
  { name: words('staff.plan.made_on'), cell: ({ first }: ShownAct) => words.date(first.madeOn) },
]
