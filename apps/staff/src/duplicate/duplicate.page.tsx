import { type ComparedFile, type ComparedPair, pairVerdicts } from '#features/application/staff/compare-files.js'
import { PageForm } from '#ui/page-form.js'
import { type Column, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../application/state-label.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface DuplicateProps {
  readonly words: Words
  readonly pairs: readonly ComparedPair[]
  readonly token: string
  readonly notice: unknown
}

const columnsOf = (words: Words, token: string): Column<ComparedPair>[] => [
  { name: words('staff.duplicates.first'), cell: ({ first }) => oneFile(words, first) },
  { name: words('staff.duplicates.second'), cell: ({ second }) => oneFile(words, second) },
  {
    name: words('staff.duplicates.alike'),
    cell: ({ isNameAlike }) => words(isNameAlike ? 'staff.duplicates.name_and_mail' : 'staff.duplicates.mail'),
  },
  { name: words('staff.duplicates.verdict'), cell: (pair) => verdictOn(words, pair, token) },
]

/** One row a pair, the same name first. What was told apart is never shown again. */
export const DuplicateText = ({ words, pairs, token, notice }: DuplicateProps) => (
  <>
    <Refused code={notice} />
    <h1>{words('staff.duplicates.title')}</h1>
    <p class="lead">{words('staff.duplicates.lead')}</p>
    <Table
      caption={words('staff.duplicates.caption')}
      empty={words('staff.duplicates.none')}
      rows={pairs}
      keyOf={({ first, second }) => first.id + second.id}
      columns={columnsOf(words, token)}
    />
  </>
)

const oneFile = (words: Words, file: ComparedFile) => (
  <>
    <a href={paths.application(file.id)} dir="ltr">
      {file.caseNumber}
    </a>{' '}
    <bdi>{file.name}</bdi>
    <span class="hint">
      {' '}
      {stateLabel(file.state)}
      {file.submittedWeek && `, ${words('staff.duplicates.week', { date: words.date(file.submittedWeek) })}`}
    </span>
  </>
)

const verdictOn = (words: Words, pair: ComparedPair, token: string) => (
  <PageForm
    action={paths.duplicates}
    token={token}
    id={`pair-${pair.first.id.slice(0, 8)}-${pair.second.id.slice(0, 8)}`}
  >
    <input type="hidden" name="first" value={pair.first.id} />
    <input type="hidden" name="second" value={pair.second.id} />
    {pair.verdict === 'unsure' && <p class="hint">{words('staff.duplicates.was_unsure')}</p>}
    <div class="buttons">
      {pairVerdicts.map((verdict) => (
        <button key={verdict} class="second" name="verdict" value={verdict}>
          {words(`staff.duplicates.is.${verdict}`)}
        </button>
      ))}
    </div>
  </PageForm>
)
