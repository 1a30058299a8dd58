import type { EarlierDecision } from '#features/decision/staff/pending-decisions.js'
import type { Words } from '#words/index.js'
import { moveText } from './move-text.js'

/** What was decided and released, and what was taken back before: both stay. */
export const EarlierDecisions = ({ words, earlier }: { words: Words; earlier: readonly EarlierDecision[] }) =>
  earlier.length === 0 ? null : (
    <details>
      <summary>{words('staff.decision.earlier')}</summary>
      <ul>
        {earlier.map(({ id, move, state, author, second, madeOn }) => (
          <li key={id}>
            {words(state === 'released' ? 'staff.decision.was_released' : 'staff.decision.was_superseded', {
              move: moveText(words, move),
              people: second === null ? author : `${author}, ${second}`,
              day: words.date(madeOn),
            })}
          </li>
        ))}
      </ul>
    </details>
  )
