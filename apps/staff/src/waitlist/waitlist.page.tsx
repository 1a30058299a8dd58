import { Notice, Progress } from '#ui/blocks.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { fieldErrorText } from '#words/index.js'
import { Done, Refused } from '../shell/notice.js'
import { Expired, Promotions, Runs } from './line-history.js'
import { Line } from './line-table.js'
import { NextPeople } from './next-people.js'
import { Places } from './places-table.js'
import { Switches } from './switches.js'
import type { WaitlistProps } from './waitlist-view.js'

export function WaitlistText(props: WaitlistProps) {
  const { words, view, notice, done, typed } = props
  const error = typed?.errors['stop_on']

  return (
    <>
      {error && (
        <ErrorSummary words={words} items={[{ path: 'stop_on', text: fieldErrorText(words, 'stop_on', error) }]} />
      )}
      <h1>{words('staff.waitlist.title')}</h1>
      <Refused code={notice} />
      <Done code={done} />
      <p class="lead">{words('staff.waitlist.lead', { free: view.isFree ? 1 : 0, capacity: view.edition.capacity })}</p>
      {view.gate ? (
        <Notice>
          <p>{words.find(`staff.refused.${view.gate}`)}</p>
        </Notice>
      ) : (
        <p>{words('staff.waitlist.until', { day: words.date(view.lastDay) })}</p>
      )}
      <NextPeople {...props} />
      <Line {...props} />
      <Places {...props} />
      <Numbers words={words} view={view} />
      <Expired {...props} />
      <Promotions {...props} />
      <Switches {...props} />
      <Runs {...props} />
    </>
  )
}

/** Shares of the places that should wait behind them; more where a post often refuses. */
const buffer = { least: 15, most: 20 }

const Numbers = ({ words, view }: Pick<WaitlistProps, 'words' | 'view'>) => {
  const { invited, confirmed } = view
  const { capacity } = view.edition
  const count = view.waiting.length
  const share = capacity === 0 ? 0 : Math.round((100 * count) / capacity)

  return (
    <section>
      <h2>{words('staff.waitlist.numbers')}</h2>
      <Progress
        label={words('staff.waitlist.if_all', { all: invited + confirmed, confirmed, invited, capacity })}
        done={invited + confirmed}
        total={capacity}
      />
      <p>{words('staff.waitlist.buffer', { count, share, ...buffer })}</p>
    </section>
  )
}
