import { liveStates } from '#domain/application/lifecycle.js'
import type { ComparedFile, ComparedPair } from '#features/application/staff/compare-files.js'
import { pairVerdicts } from '#features/application/staff/screening/alike-files.js'
import { PageForm } from '#ui/page-form.js'
import { type Column, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../application/state-label.js'
import { paths } from '../paths.js'

interface PairTableProps<Pair extends ComparedPair> {
  readonly words: Words
  readonly token: string
  readonly caption: string
  readonly empty: string
  readonly rows: readonly Pair[]
  /** What the first and the second file of each row are. */
  readonly names: readonly [string, string]
  /** Between the files and what a person says of them. */
  readonly between: Column<Pair>
}

/** Two files a row, and the buttons by which a person says what they are to each other. */
export const PairTable = <Pair extends ComparedPair>(props: PairTableProps<Pair>) => (
  <Table
    caption={props.caption}
    empty={props.empty}
    rows={props.rows}
    keyOf={({ first, second }) => first.id + second.id}
    columns={columnsOf(props)}
  />
)

const columnsOf = <Pair extends ComparedPair>({
  words,
  token,
  names,
  between,
}: PairTableProps<Pair>): Column<Pair>[] => [
  { name: names[0], cell: ({ first }) => <OneFile words={words} file={first} /> },
  { name: names[1], cell: ({ second }) => <OneFile words={words} file={second} /> },
  between,
  { name: words('staff.duplicates.verdict'), cell: (pair) => <Verdict words={words} pair={pair} token={token} /> },
]

export const OneFile = ({ words, file }: { words: Words; file: ComparedFile }) => (
  <>
    <a href={paths.application(file.id)} dir="ltr">
      {file.caseNumber}
    </a>{' '}
    <bdi>{file.name}</bdi>
    <span class="hint">
      {' '}
      {stateLabel(file.state)}
      {file.submittedWeek && `, ${words('staff.duplicates.week', { date: words.date(file.submittedWeek) })}`}
      {file.isRestricted && `, ${words('staff.duplicates.restricted')}`}
    </span>
  </>
)

const live: ReadonlySet<string> = new Set(liveStates)

/** Of two live files that are one person's, the later may be put forward for closing. */
const Verdict = ({ words, pair, token }: { words: Words; pair: ComparedPair; token: string }) => (
  <PageForm
    action={paths.duplicates}
    token={token}
    id={`pair-${pair.first.id.slice(0, 8)}-${pair.second.id.slice(0, 8)}`}
  >
    <input type="hidden" name="first" value={pair.first.id} />
    <input type="hidden" name="second" value={pair.second.id} />
    {pair.verdict && <p class="hint">{words(`staff.duplicates.was.${pair.verdict}`)}</p>}
    <div class="pager">
      {pairVerdicts
        .filter((verdict) => verdict !== pair.verdict || (verdict === 'same' && areLive(pair)))
        .map((verdict) => (
          <button key={verdict} class="second" name="verdict" value={verdict}>
            {words(verdict === pair.verdict ? 'staff.duplicates.close' : `staff.duplicates.is.${verdict}`)}
          </button>
        ))}
    </div>
  </PageForm>
)

const areLive = ({ first, second }: ComparedPair): boolean => live.has(first.state) && live.has(second.state)
