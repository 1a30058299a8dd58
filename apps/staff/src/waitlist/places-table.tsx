import type { FreedPlace } from '#features/waitlist/staff/line-rows.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import type { WaitlistProps } from './waitlist-view.js'

/** Places that were given up and wait for somebody. */
export const Places = ({ words, me, view, token }: WaitlistProps) => (
  <section>
    <h2>{words('staff.waitlist.places')}</h2>
    <Table
      caption={words('staff.waitlist.places_caption')}
      empty={words('staff.waitlist.places_empty')}
      rows={view.places}
      keyOf={({ id }) => id}
      columns={columns(words, me.zone, token)}
    />
  </section>
)

const columns = (words: Words, zone: string, token: string) => [
  { name: words('staff.waitlist.freed_on'), cell: ({ freedOn }: FreedPlace) => words.date(freedOn) },
  {
    name: words('staff.waitlist.cause'),
    cell: ({ cause }: FreedPlace) => words.find(`staff.waitlist.cause.${cause}`) ?? cause,
  },
  {
    name: words('staff.waitlist.by'),
    cell: ({ byRole }: FreedPlace) => words.find(`staff.waitlist.by.${byRole}`) ?? words.find(`staff.role.${byRole}`),
  },
  { name: words('staff.waitlist.standing'), cell: (place: FreedPlace) => standing(words, zone, place) },
  { name: words('staff.waitlist.keep'), cell: (place: FreedPlace) => <Keeping {...{ words, token, place }} /> },
]

/** A place is held to the hour: shown by the clock of whoever reads it. */
function standing(words: Words, zone: string, { isKeptBack, isOnOffer, offerFrom }: FreedPlace): string {
  if (isKeptBack) return words('staff.waitlist.kept_back')

  return isOnOffer
    ? words('staff.waitlist.on_offer')
    : words('staff.waitlist.held_until', { instant: words.instant(offerFrom, zone) })
}

const Keeping = ({ words, token, place }: { words: Words; token: string; place: FreedPlace }) => (
  <PageForm action={paths.placeKeeping(place.id)} token={token} id={`keep-${place.id}`}>
    <input type="hidden" name="kept" value={place.isKeptBack ? 'no' : 'yes'} />
    <button class="link">{words(place.isKeptBack ? 'staff.waitlist.put_on_offer' : 'staff.waitlist.keep_back')}</button>
  </PageForm>
)
