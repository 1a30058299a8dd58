import type { ListRow } from '#features/selection/staff/list/list-rows.js'
import type { OrderRow } from '#features/selection/staff/lottery/order-rows.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../../paths.js'
import { Refused } from '../../shell/notice.js'
import { LotsOff } from '../lots-off.js'

interface ListLotsProps {
  readonly words: Words
  readonly title: string
  readonly list: ListRow
  readonly lots: readonly OrderRow[]
  readonly isOn: boolean
  readonly token: string
  readonly notice: unknown
}

/** What lots a list has had for its waitlist, and the button that prepares others. */
export const ListLotsText = ({ words, title, list, lots, isOn, token, notice }: ListLotsProps) => (
  <>
    <Refused code={notice} />
    <h1>{title}</h1>
    <p class="lead">{words('staff.waitlist_lots.lead')}</p>
    <p>
      <a href={paths.list(list.id)}>
        <bdi>{list.name}</bdi>
      </a>
    </p>
    {lots.length > 0 && (
      <ul>
        {lots.map((row) => (
          <li key={row.id}>
            <a href={paths.waitlistLots(row.id)}>
              {words(row.seed === null ? 'staff.cohort.lots.one.ready' : 'staff.cohort.lots.one_drawn', {
                name: row.committedBy,
                date: words.date(row.committedOn),
              })}
            </a>{' '}
            {row.isStale && words('staff.waitlist_lots.stale')}
          </li>
        ))}
      </ul>
    )}
    {isOn ? (
      <PageForm action={paths.listLots(list.id)} token={token} id="commit">
        <p>{words('staff.waitlist_lots.who')}</p>
        <div class="buttons">
          <button class="main">{words('staff.cohort.lots.commit')}</button>
        </div>
      </PageForm>
    ) : (
      <LotsOff words={words} />
    )}
  </>
)
