import type { Offer, Waiter } from '#features/waitlist/staff/line-offers.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { groupText, WhoStoodBefore } from './reason.js'
import { SupportButtons } from './support-buttons.js'
import type { WaitlistProps } from './waitlist-view.js'

/** For each place somebody can be invited to: who is next, why, and why nobody before them is. */
export function NextPeople(props: WaitlistProps) {
  const { words, view } = props
  const named = view.offers.filter(({ line }) => line.next !== null)
  const left = view.offers.find(({ line }) => line.next === null)

  return (
    <section>
      <h2>{words('staff.waitlist.next')}</h2>
      {view.offers.length === 0 && <p class="hint">{words('staff.waitlist.no_offer')}</p>}
      {named.map((offer, index) => (
        <OnePlace key={offer.place?.id ?? index} {...props} offer={offer} isLater={index > 0} />
      ))}
      {left && <NobodyNext {...props} offer={left} isLater={named.length > 0} />}
    </section>
  )
}

/** Said once, however many places are left over: whoever waits waits for all of them alike. */
const NobodyNext = (props: OneProps) => (
  <Notice>
    <p>{props.words(props.isLater ? 'staff.waitlist.nobody_else' : 'staff.waitlist.nobody')}</p>
    <PassedOver {...props} />
  </Notice>
)

interface OneProps extends WaitlistProps {
  readonly offer: Offer
  /** Other places stand above this one. */
  readonly isLater: boolean
}

const placeText = (words: Words, { place }: Offer): string =>
  place
    ? words('staff.waitlist.place', {
        day: words.date(place.freedOn),
        cause: words.find(`staff.waitlist.cause.${place.cause}`) ?? '',
      })
    : words('staff.waitlist.place_new')

function OnePlace(props: OneProps) {
  const { words, view, offer } = props
  const next = view.waiting.find(({ file }) => file.id === offer.line.next?.id)
  if (!next) return null

  return (
    <Notice>
      <h3>{placeText(words, offer)}</h3>
      <Person {...props} next={next} />
      <PassedOver {...props} />
      <Invite {...props} next={next} />
    </Notice>
  )
}

const Person = ({ words, offer, next }: OneProps & { readonly next: Waiter }) => {
  const why = offer.line.next?.why ?? 'rank'

  return (
    <>
      <p>
        <a href={paths.application(next.file.id)}>{next.file.caseNumber}</a>{' '}
        {words.find(`staff.waitlist.why.${why}`, {
          place: next.place,
          day: words.date(next.row.joinedOn),
          cell: groupText(words, offer.line.next?.cell ?? ''),
        })}
      </p>
      <p>{words.find(`staff.waitlist.feasible.${next.feasible}`, daysOf(words, next))}</p>
    </>
  )
}

/** Both days as they are read; empty where nothing is known. */
export const daysOf = (words: Words, { facts: { lastDays } }: Waiter) => ({
  normal: lastDays ? words.date(lastDays.normalUntil) : '',
  express: lastDays ? words.date(lastDays.expressUntil) : '',
})

const PassedOver = ({ words, view, offer }: OneProps) => (
  <WhoStoodBefore
    words={words}
    passedOver={offer.line.passedOver}
    numbers={new Map(view.waiting.map(({ file }) => [file.id, file.caseNumber]))}
  />
)

/** Whoever is first in the approved order one coordinator invites; whoever a cell or a cap brings forward takes two. */
function Invite({ words, view, token, offer, isLater, next }: OneProps & { readonly next: Waiter }) {
  const { id, caseNumber, version } = next.file
  const number = { number: caseNumber }
  const isOpen = next.facts.asked !== null
  if (view.inTurn !== id && isLater && offer.line.passedOver.length === 0) {
    return <p class="hint">{words('staff.waitlist.after_those')}</p>
  }
  if (view.inTurn !== id) {
    return (
      <PageForm action={paths.otherPromotions} token={token} id={`put-forward-${id}`}>
        <p class="hint">
          {words(view.isOwnConflictFirst ? 'staff.waitlist.behind_own_conflict' : 'staff.waitlist.out_of_turn')}
        </p>
        <input type="hidden" name="person" value={`${id}.${version}`} />
        <SupportButtons words={words} label={words('staff.waitlist.put_forward', number)} isOpen={isOpen} />
      </PageForm>
    )
  }
  return (
    <PageForm action={paths.promotions} token={token} id="invite">
      <input type="hidden" name="application" value={id} />
      <input type="hidden" name="version" value={version} />
      <SupportButtons words={words} label={words('staff.waitlist.invite', number)} isOpen={isOpen} />
    </PageForm>
  )
}
