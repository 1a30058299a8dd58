import type { ListRow, Numbered } from '#features/selection/staff/list/list-rows.js'
import type { RunRow } from '#features/selection/staff/run/run-rows.js'
import type { FieldErrors } from '#platform/form/description.js'
import { SelectField, TextField } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { ListPager } from '../shell/list-pager.js'
import type { NewListForm } from './list.form.js'

/** Numbers before which lists and runs are shown; without one the newest. */
export interface ListsFrom {
  readonly lists?: number | undefined
  readonly runs?: number | undefined
}

export interface ListsProps {
  readonly words: Words
  readonly lists: Numbered<ListRow>
  readonly runs: Numbered<RunRow>
  readonly from: ListsFrom
  /** Waves there are candidates of. */
  readonly waves: readonly string[]
  /** This person may show the shortlist to the board. */
  readonly mayShow: boolean
  readonly values: Partial<NewListForm>
  readonly errors: FieldErrors
  readonly token: string
}

/** What a draft list is, the lists there are, and a new one. */
export const ListsText = (props: ListsProps) => {
  const { words, lists, from, mayShow, errors } = props
  const wrong = wrongIn(words, errors)

  return (
    <>
      <ErrorSummary words={words} items={Object.entries(wrong).map(([path, text]) => ({ path, text }))} />
      <h1>{words('staff.cohort.title')}</h1>
      <p class="lead">{words('staff.cohort.lead')}</p>
      <p>
        <a href={paths.rules}>{words('staff.cohort.rules.title')}</a>
        {mayShow && (
          <>
            {' '}
            · <a href={paths.shortlist}>{words('staff.shortlist.title')}</a>
          </>
        )}
      </p>
      <Table
        caption={words('staff.cohort.lists')}
        empty={words('staff.cohort.no_lists')}
        rows={lists.rows}
        keyOf={({ id }) => id}
        columns={columns(words)}
      />
      <ListPager isFirst={!from.lists} next={textOf(lists.next)} to={(next) => paths.listsFrom({ lists: next })} />
      {lists.rows.length > 1 && <Compare words={words} lists={lists.rows} />}
      <Runs {...props} />
      <h2>{words('staff.cohort.new')}</h2>
      <NewList {...props} wrong={wrong} />
    </>
  )
}

interface NewListProps extends ListsProps {
  readonly wrong: Wrong
}

type Wrong = Readonly<Partial<Record<'name' | 'places', string>>>

/** What is wrong with each field, in words. */
const wrongIn = (words: Words, errors: FieldErrors): Wrong => ({
  ...(errors['name'] && { name: words('staff.cohort.wrong.name') }),
  ...(errors['places'] && { places: words('staff.cohort.wrong.number') }),
})

const NewList = (props: NewListProps) => {
  const { words, lists, values, token, wrong } = props

  return (
    <PageForm action={paths.lists} token={token}>
      <TextField
        name="name"
        label={words('staff.cohort.name')}
        hint={words('staff.cohort.name_hint')}
        value={values.name}
        error={wrong.name}
      />
      {lists.rows.length > 0 && (
        <SelectField
          name="copy_of"
          label={words('staff.cohort.copy_of')}
          value={values.copy_of}
          empty={words('staff.cohort.copy_none')}
          choices={lists.rows.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <Plan {...props} />
      <div class="buttons">
        <button class="main">{words('staff.cohort.make')}</button>
      </div>
    </PageForm>
  )
}

/** For how many places, and for whom. */
const Plan = ({ words, waves, values, wrong }: NewListProps) => (
  <>
    <TextField
      name="places"
      label={words('staff.cohort.plan.places')}
      hint={words('staff.cohort.plan.places_hint')}
      value={values.places}
      error={wrong.places}
      width="w1"
      numeric
      ltr
    />
    {waves.length > 1 && (
      <SelectField
        name="wave"
        label={words('staff.cohort.plan.wave')}
        value={values.wave}
        empty={words('staff.cohort.plan.every_wave')}
        choices={waves.map((wave) => ({ value: wave, label: wave }))}
      />
    )}
  </>
)

const columns = (words: Words) => [
  {
    name: words('staff.cohort.name'),
    cell: ({ id, name }: ListRow) => (
      <a href={paths.list(id)}>
        <bdi>{name}</bdi>
      </a>
    ),
  },
  { name: words('staff.plan.made_by'), cell: ({ author }: ListRow) => <bdi>{author}</bdi> },
  { name: words('staff.plan.made_on'), cell: ({ madeOn }: ListRow) => words.date(madeOn) },
  { name: words('staff.cohort.acts'), cell: ({ version }: ListRow) => words.number(version), isNumber: true },
]

interface CompareProps {
  readonly words: Words
  readonly lists: readonly ListRow[]
}

/** Every pair with the newest list; any other is one change of the address away. */
const Compare = ({ words, lists: [first, ...others] }: CompareProps) => (
  <details>
    <summary>{words('staff.cohort.compare.newest')}</summary>
    <ul>
      {others.map(({ id, name }) => (
        <li key={id}>
          <a href={paths.listComparison(first?.id ?? '', id)}>
            <bdi>{name}</bdi>
          </a>
        </li>
      ))}
    </ul>
  </details>
)

const textOf = (number: number | null): string | null => (number === null ? null : String(number))

const Runs = ({ words, runs, from }: ListsProps) => (
  <>
    <Table
      caption={words('staff.cohort.runs')}
      empty=""
      rows={runs.rows}
      keyOf={({ id }) => id}
      columns={runColumns(words)}
    />
    <ListPager isFirst={!from.runs} next={textOf(runs.next)} to={(next) => paths.listsFrom({ runs: next })} />
  </>
)

const runColumns = (words: Words) => [
  {
    name: words('staff.cohort.run.title'),
    cell: ({ id, listName }: RunRow) => <a href={paths.run(id)}>{words('staff.cohort.run.for', { name: listName })}</a>,
  },
  { name: words('staff.plan.state'), cell: ({ state }: RunRow) => words(`staff.cohort.runs.${state}`) },
  { name: words('staff.plan.made_by'), cell: ({ madeBy }: RunRow) => <bdi>{madeBy}</bdi> },
  { name: words('staff.plan.made_on'), cell: ({ madeOn }: RunRow) => words.date(madeOn) },
]
