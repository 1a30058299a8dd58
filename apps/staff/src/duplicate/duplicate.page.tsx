import type { ComparedPair, Comparison } from '#features/application/staff/compare-files.js'
import type { Column } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { ListPager } from '../shell/list-pager.js'
import { Done, Refused } from '../shell/notice.js'
import { OneFile, PairTable } from './pair-table.js'
import { reasonText } from './reason-text.js'

export interface DuplicateProps {
  readonly words: Words
  readonly found: Comparison
  /** Not the first page. */
  readonly isLater: boolean
  /** Sees only what concerns restricted files. */
  readonly isLeadOnly: boolean
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

/** One row a pair: those nobody judged, those somebody was unsure of, those that are one person's. */
export const DuplicateText = (props: DuplicateProps) => {
  const { words, found, isLater, isLeadOnly, token } = props

  return (
    <>
      <Refused code={props.notice} />
      <Done code={props.done} />
      <h1>{words('staff.duplicates.title')}</h1>
      <p class="lead">{words(isLeadOnly ? 'staff.duplicates.lead_restricted' : 'staff.duplicates.lead')}</p>
      <p>
        <a href={paths.judgedPairs}>{words('staff.duplicates.judged')}</a>
      </p>
      <PairTable
        words={words}
        token={token}
        caption={words('staff.duplicates.caption')}
        empty={words('staff.duplicates.none')}
        rows={found.pairs}
        names={[words('staff.duplicates.first'), words('staff.duplicates.second')]}
        between={alike(words)}
      />
      <ListPager isFirst={!isLater} next={found.next} to={paths.duplicatesFrom} />
      <Ended {...props} />
      <Crowds {...props} />
    </>
  )
}

const alike = (words: Words): Column<ComparedPair> => ({
  name: words('staff.duplicates.alike'),
  cell: (pair) => reasonText(words, pair),
})

const Ended = ({ words, found: { ended, endedCount }, token }: DuplicateProps) =>
  ended.length === 0 ? null : (
    <section>
      <h2>{words('staff.duplicates.ended')}</h2>
      <p>{words('staff.duplicates.ended_lead')}</p>
      {endedCount > ended.length && <p>{words('staff.duplicates.more', { shown: ended.length, count: endedCount })}</p>}
      <PairTable
        words={words}
        token={token}
        caption={words('staff.duplicates.ended_caption')}
        empty=""
        rows={ended}
        names={[words('staff.duplicates.over'), words('staff.duplicates.again')]}
        between={alike(words)}
      />
    </section>
  )

const Crowds = ({ words, found: { crowds } }: DuplicateProps) => (
  <>
    {crowds.map(({ about, count, files }, index) => (
      <section key={index}>
        <h2>{words(`staff.duplicates.crowd.${about}`, { count })}</h2>
        <ul>
          {files.map((file) => (
            <li key={file.id}>
              <OneFile words={words} file={file} />
            </li>
          ))}
          {count > files.length && <li>{words('staff.duplicates.crowd_more', { count: count - files.length })}</li>}
        </ul>
      </section>
    ))}
  </>
)
