import type { JudgedPair } from '#features/application/staff/compare-files.js'
import type { PageAfter } from '#domain/page-after.js'
import type { Column } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { ListPager } from '../shell/list-pager.js'
import { PairTable } from './pair-table.js'

export interface JudgedProps {
  readonly words: Words
  readonly judged: PageAfter<JudgedPair>
  /** Not the first page. */
  readonly isLater: boolean
  readonly token: string
}

const judgedBy = (words: Words): Column<JudgedPair> => ({
  name: words('staff.duplicates.judged_by'),
  cell: ({ author, day }) => (
    <>
      <bdi>{author}</bdi>, {words.date(day)}
    </>
  ),
})

/** What was said of two files, the newest word first, and the buttons by which it is said anew. */
export const JudgedText = ({ words, judged: { rows, next }, isLater, token }: JudgedProps) => (
  <>
    <h1>{words('staff.duplicates.judged')}</h1>
    <p class="lead">{words('staff.duplicates.judged_lead')}</p>
    <PairTable
      words={words}
      token={token}
      caption={words('staff.duplicates.judged')}
      empty={words('staff.duplicates.judged_none')}
      rows={rows}
      names={[words('staff.duplicates.first'), words('staff.duplicates.second')]}
      between={judgedBy(words)}
    />
    <ListPager isFirst={!isLater} next={next} to={paths.judgedPairsFrom} />
    <p>
      <a href={paths.duplicates}>{words('staff.duplicates.back')}</a>
    </p>
  </>
)
