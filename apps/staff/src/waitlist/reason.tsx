import type { Family } from '#domain/selection/draft/families.js'
import type { KeptReason, OpenedReasons } from '#features/waitlist/staff/line-reasons.js'
import type { Words } from '#words/index.js'
import { valueText } from '../cohort/sentences.js'
import { paths } from '../paths.js'

/** A cell is a value of a family that cohorts are balanced by. */
export const groupText = (words: Words, cell: string): string => {
  const [family = '', value = ''] = cell.split(':')
  return valueText(words, family as Family, value)
}

interface ReasonProps {
  readonly words: Words
  readonly kept: KeptReason
  readonly reasons: OpenedReasons
}

/** Why somebody was next, as it was kept: the group that spoke for them, and who stood before them. */
export const Reason = ({ words, kept, reasons }: ReasonProps) => (
  <>
    {words.find(`staff.waitlist.was.${kept.why}`)}
    {kept.cellId !== null && <> ({cellText(words, reasons.cells.get(kept.cellId))})</>}
    <WhoStoodBefore words={words} passedOver={kept.passedOver} numbers={reasons.numbers} />
  </>
)

const cellText = (words: Words, cell: string | undefined): string =>
  cell === undefined ? words('staff.waitlist.cell_sealed') : groupText(words, cell)

interface BeforeProps {
  readonly words: Words
  readonly passedOver: KeptReason['passedOver']
  /** Case numbers of those the viewer sees; of others nothing is said. */
  readonly numbers: ReadonlyMap<string, string>
}

/** Those before this person in the approved order, and why each of them was not next. */
export function WhoStoodBefore({ words, passedOver, numbers }: BeforeProps) {
  const named = passedOver.filter(({ id }) => numbers.has(id))
  if (named.length === 0) return null

  return (
    <details>
      <summary>{words('staff.waitlist.passed_over', { count: named.length })}</summary>
      <ul>
        {named.map(({ id, why }) => (
          <li key={id}>
            <a href={paths.application(id)}>{numbers.get(id)}</a> {words.find(`staff.waitlist.not.${why}`)}
          </li>
        ))}
      </ul>
    </details>
  )
}
