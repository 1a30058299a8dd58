import type { SeenFile } from '#features/application/staff/see-file.js'
import type { WaitingRow } from '#features/task/staff/list-waiting.js'
import type { Reading } from '#features/vetting/staff/reading/own-reading.js'
import { Progress } from '#ui/blocks.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { states } from '#features/application/staff/listed-states.js'
import { stateLabel } from '../application/state-label.js'
import { paths } from '../paths.js'
import { Done } from '../shell/notice.js'
import { WaitingTable } from '../travel-tasks/waiting-list.js'

export interface HomeProps {
  readonly words: Words
  /** Code of something that was done. */
  readonly done: unknown
  /** Null for who is no reviewer. */
  readonly reading: Reading | null
  readonly waiting: readonly WaitingRow[]
  /** Files assigned to this person; null for roles that read none. */
  readonly own: readonly SeenFile[] | null
  readonly counts: Readonly<Record<string, number>> | null
  readonly token: string
}

export const HomeText = ({ words, done, reading, waiting, own, counts, token }: HomeProps) => (
  <>
    <h1>{words('staff.home.title')}</h1>
    <Done code={done} />
    {reading && <OwnReading words={words} reading={reading} />}
    <h2>{words('staff.waiting.title')}</h2>
    <WaitingTable words={words} rows={waiting} token={token} />
    {own && <Own words={words} own={own} />}
    {counts && <Counts words={words} counts={counts} />}
  </>
)

const OwnReading = ({ words, reading }: { words: Words; reading: Reading }) => {
  const { read, all, hoursLeft, next } = reading

  return (
    <section>
      <h2>{words('staff.reading.title')}</h2>
      {all > 0 && <Progress label={words('staff.reading.progress', { read, all })} done={read} total={all} />}
      {next === null ? (
        <>
          <p>{words(all > 0 ? 'staff.reading.over' : 'staff.reading.empty')}</p>
          <p>
            <a href={paths.me}>{words('staff.reading.languages')}</a>
          </p>
        </>
      ) : (
        <>
          <p class="hint">{words('staff.reading.left', { hours: hoursLeft })}</p>
          <p>
            <a class="main" href={paths.application(next)}>
              {words('staff.reading.next')}
            </a>
          </p>
        </>
      )}
    </section>
  )
}

const ownColumns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: (file: SeenFile) => <a href={paths.application(file.id)}>{file.caseNumber}</a>,
  },
  { name: words('staff.list.state'), cell: (file: SeenFile) => stateLabel(file.state) },
  {
    name: words('staff.home.own_review'),
    cell: ({ facts }: SeenFile) =>
      facts.assignedAs.includes('reviewer') ? words.find(`staff.own_review.${facts.ownReview}`) : null,
  },
]

// A board member has the whole shortlist; the list of applications has pages for it.
const shownAtMost = 50

/** Files whose review is still owed before the others, else as they were. */
const owedFirst = (own: readonly SeenFile[]): SeenFile[] =>
  own.toSorted((a, b) => Number(isOwed(b)) - Number(isOwed(a)))

const isOwed = ({ state, facts }: SeenFile): boolean =>
  state === 'in_review' && facts.assignedAs.includes('reviewer') && facts.ownReview !== 'submitted'

const Own = ({ words, own }: { words: Words; own: readonly SeenFile[] }) => (
  <>
    <h2>{words('staff.home.own')}</h2>
    <Table
      caption={words('staff.home.own_caption')}
      empty={words('staff.home.own_empty')}
      rows={owedFirst(own).slice(0, shownAtMost)}
      keyOf={(file) => file.id}
      columns={ownColumns(words)}
    />
    {own.length > shownAtMost && (
      <p>
        <a href={paths.applicationsFrom({})}>{words('staff.home.own_more', { count: own.length - shownAtMost })}</a>
      </p>
    )}
  </>
)

const countColumns = (words: Words, counts: Readonly<Record<string, number>>) => [
  {
    name: words('staff.list.state'),
    cell: (state: string) =>
      state === 'draft' ? stateLabel(state) : <a href={paths.applicationsFrom({ state })}>{stateLabel(state)}</a>,
  },
  { name: words('staff.home.number'), cell: (state: string) => words.number(counts[state] ?? 0), isNumber: true },
]

const Counts = ({ words, counts }: { words: Words; counts: Readonly<Record<string, number>> }) => (
  <>
    <h2>{words('staff.home.counts')}</h2>
    <Table
      caption={words('staff.home.counts_caption')}
      empty={words('staff.home.counts_empty')}
      rows={states.filter((state) => (counts[state] ?? 0) > 0)}
      keyOf={(state) => state}
      columns={countColumns(words, counts)}
    />
  </>
)
