import type { ComparedFile, ComparedPair, Comparison } from '#features/application/staff/compare-files.js'
import { pairVerdicts } from '#features/application/staff/screening/alike-files.js'
import { PageForm } from '#ui/page-form.js'
import { type Column, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../application/state-label.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'
import { reasonText } from './reason-text.js'

export interface DuplicateProps {
  readonly words: Words
  readonly found: Comparison
  /** Sees only what concerns restricted files. */
  readonly isLeadOnly: boolean
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

const columnsOf = (words: Words, token: string): Column<ComparedPair>[] => [
  { name: words('staff.duplicates.first'), cell: ({ first }) => oneFile(words, first) },
  { name: words('staff.duplicates.second'), cell: ({ second }) => oneFile(words, second) },
  { name: words('staff.duplicates.alike'), cell: (pair) => reasonText(words, pair) },
  { name: words('staff.duplicates.verdict'), cell: (pair) => verdictOn(words, pair, token) },
]

/** One row a pair, those nobody judged first. What was told apart is never shown again. */
export const DuplicateText = ({
  words,
  found: { pairs, count, crowds },
  isLeadOnly,
  token,
  notice,
  done,
}: DuplicateProps) => (
  <>
    <Refused code={notice} />
    <Done code={done} />
    <h1>{words('staff.duplicates.title')}</h1>
    <p class="lead">{words(isLeadOnly ? 'staff.duplicates.lead_restricted' : 'staff.duplicates.lead')}</p>
    {count > pairs.length && <p>{words('staff.duplicates.more', { shown: pairs.length, count })}</p>}
    <Table
      caption={words('staff.duplicates.caption')}
      empty={words('staff.duplicates.none')}
      rows={pairs}
      keyOf={({ first, second }) => first.id + second.id}
      columns={columnsOf(words, token)}
    />
    {crowds.map(({ about, count: all, files }, index) => (
      <section key={index}>
        <h2>{words(`staff.duplicates.crowd.${about}`, { count: all })}</h2>
        <ul>
          {files.map((file) => (
            <li key={file.id}>{oneFile(words, file)}</li>
          ))}
          {all > files.length && <li>{words('staff.duplicates.crowd_more', { count: all - files.length })}</li>}
        </ul>
      </section>
    ))}
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
      {file.isRestricted && `, ${words('staff.duplicates.restricted')}`}
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
    {pair.verdict === 'same' && <p class="hint">{words('staff.duplicates.was_same')}</p>}
    <div class="pager">
      {pairVerdicts
        .filter((verdict) => verdict !== pair.verdict || verdict === 'same')
        .map((verdict) => (
          <button key={verdict} class="second" name="verdict" value={verdict}>
            {words(verdict === pair.verdict ? 'staff.duplicates.close' : `staff.duplicates.is.${verdict}`)}
          </button>
        ))}
    </div>
  </PageForm>
)
