import type { WaitingDecision } from '#features/decision/staff/pending-decisions.js'
import { type Column, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { moveText } from '../decision/move-text.js'
import { PlaceText } from '../decision/waitlist-line.js'
import { paths } from '../paths.js'

interface WaitingProps {
  readonly words: Words
  /** Of the viewer. */
  readonly zone: string
  readonly rows: readonly WaitingDecision[]
}

/** Decisions about one file that wait for this person; they are read and answered on the page of the file. */
export const WaitingDecisions = ({ words, zone, rows }: WaitingProps) => (
  <Table
    caption={words('staff.approval.decisions_caption')}
    empty={words('staff.approval.decisions_none')}
    rows={rows}
    keyOf={({ decision }) => decision.id}
    columns={columns(words, zone)}
  />
)

const columns = (words: Words, zone: string): Column<WaitingDecision>[] => [
  {
    name: words('staff.list.case'),
    cell: ({ file }) => (
      <a href={paths.application(file.id)} dir="ltr">
        {file.caseNumber}
      </a>
    ),
  },
  {
    name: words('staff.decision.move'),
    cell: ({ decision }) => (
      <>
        {moveText(words, decision.move)}
        <PlaceText words={words} place={decision.place} />
      </>
    ),
  },
  { name: words('staff.approval.author'), cell: ({ decision }) => decision.author },
  { name: words('staff.approval.day'), cell: ({ decision }) => words.date(decision.madeOn) },
  {
    name: words('staff.approval.until'),
    cell: ({ decision }) => decision.until && <strong>{words.instant(decision.until, zone)}</strong>,
  },
]
