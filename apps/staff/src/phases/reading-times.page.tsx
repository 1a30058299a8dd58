import type { EarlyReading, ReadingTime } from '#features/edition/staff/open-reading.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'

export interface ReadingTimesProps {
  readonly words: Words
  readonly title: string
  readonly token: string
  readonly times: readonly ReadingTime[]
  readonly notice?: unknown
  readonly done?: unknown
}

export const ReadingTimesText = ({ words, title, token, times, notice, done }: ReadingTimesProps) => (
  <>
    <h1>{title}</h1>
    <Refused code={notice} />
    <Done code={done} />
    <p class="lead">{words('staff.reading_time.lead')}</p>
    {times.length === 0 && <p class="hint">{words('staff.reading_time.none')}</p>}
    {times.map((time) => (
      <Wave key={time.wave} words={words} token={token} time={time} />
    ))}
  </>
)

interface WaveProps {
  readonly words: Words
  readonly token: string
  readonly time: ReadingTime
}

const Wave = ({ words, token, time }: WaveProps) => (
  <section>
    <h2>{words('staff.phases.wave', { wave: time.wave })}</h2>
    <p>
      {time.active
        ? words('staff.phases.active', { phase: words(`staff.phase.${time.active}`) })
        : words('staff.phases.none')}
    </p>
    <p>
      <strong>{words(time.isOpen ? 'staff.reading_time.open' : 'staff.reading_time.closed')}</strong>{' '}
      {!time.isOpen && time.opensOn && words('staff.reading_time.opens_on', { day: words.date(time.opensOn) })}
    </p>
    {time.sealed > 0 && <p>{words('staff.reading_time.sealed', { count: time.sealed })}</p>}
    {time.early && <Early words={words} early={time.early} />}
    <Acts words={words} token={token} time={time} />
  </section>
)

const Early = ({ words, early }: { words: Words; early: EarlyReading }) => (
  <>
    <p>{words('staff.reading_time.asked_by', { name: early.askedBy, day: words.date(early.askedOn) })}</p>
    {early.agreedBy && early.agreedOn && (
      <p>{words('staff.reading_time.agreed_by', { name: early.agreedBy, day: words.date(early.agreedOn) })}</p>
    )}
    {!early.agreedBy && early.isOwn && <p class="hint">{words('staff.reading_time.awaits')}</p>}
  </>
)

/** What this person may do of: ask, agree to what another asked, take back. */
const Acts = ({ words, token, time: { wave, isEarly, early } }: WaveProps) => (
  <>
    {isEarly && !early && <Act {...{ words, token, wave }} action={paths.readingRequests} label="ask" />}
    {isEarly && early && !early.agreedBy && !early.isOwn && (
      <Act {...{ words, token, wave }} action={paths.readingAgreements} label="agree" />
    )}
    {early && <Act {...{ words, token, wave }} action={paths.readingEnds} label="close" />}
  </>
)

interface ActProps {
  readonly words: Words
  readonly token: string
  readonly wave: string
  readonly action: string
  readonly label: 'ask' | 'agree' | 'close'
}

const Act = ({ words, token, wave, action, label }: ActProps) => (
  <PageForm action={action} token={token} id={`${label}-${wave}`}>
    <input type="hidden" name="wave" value={wave} />
    <div class="buttons">
      <button class={label === 'close' ? undefined : 'main'}>{words(`staff.reading_time.${label}`)}</button>
    </div>
  </PageForm>
)
