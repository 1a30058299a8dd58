import type { LinePlace } from '#features/decision/staff/line/waitlist-places.js'
import type { BatchOrder } from '#features/decision/staff/many/decide-many.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

interface LineProps {
  readonly words: Words
  readonly line: readonly Pick<LinePlace, 'id' | 'caseNumber' | 'place'>[]
  /** By what they were ordered, where that is known. */
  readonly orderedBy?: BatchOrder | null
}

/** Who goes on the waitlist, numbered as far as the viewer may know; nothing where nobody does. */
export const WaitlistLine = ({ words, line, orderedBy = null }: LineProps) =>
  line.length === 0 ? null : (
    <>
      <p>
        {words('staff.line.caption')} {orderedBy && words(`staff.line.by.${orderedBy}`)}
      </p>
      <ol>
        {line.map(({ id, caseNumber, place }) => (
          <li key={id} value={place}>
            <a href={paths.application(id)} dir="ltr">
              {caseNumber}
            </a>
          </li>
        ))}
      </ol>
    </>
  )

/** A list of files numbered from 1. */
export const numbered = <File extends object>(files: readonly File[]): (File & { readonly place: number })[] =>
  files.map((file, nth) => ({ ...file, place: nth + 1 }))

/** Where one file would stand; nothing for a decision that puts nobody on the waitlist. */
export const PlaceText = ({ words, place }: { readonly words: Words; readonly place: LinePlace | null }) =>
  place && <p>{words('staff.line.place', { place: place.place, count: place.of })}</p>
