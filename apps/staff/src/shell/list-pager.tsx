import { Pager } from '#ui/table.js'
import { wordsFor } from '#words/index.js'

const words = wordsFor('en')

interface ListPagerProps {
  readonly isFirst: boolean
  /** What the next page begins after; null on the last. */
  readonly next: string | null
  /** The page that begins after this one; the first without one. */
  readonly to: (after?: string) => string
}

/** Forward and back to the start of a list that is shown by pages. */
export const ListPager = ({ isFirst, next, to }: ListPagerProps) => (
  <Pager
    label={words('staff.pager.nav')}
    first={isFirst ? undefined : { href: to(), label: words('staff.pager.first') }}
    next={next === null ? undefined : { href: to(next), label: words('staff.pager.next') }}
  />
)
