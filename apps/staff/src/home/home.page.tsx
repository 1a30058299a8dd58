import type { SeenFile } from '#features/application/staff/see-file.js'
import type { ClosedFiles, ReaderStanding, Reading } from '#features/vetting/staff/reading/own-reading.js'
import { Progress } from '#ui/blocks.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { states } from '#features/application/staff/listed-states.js'
import { stateLabel } from '../application/state-label.js'
import { paths } from '../paths.js'
import type { Waiting } from './home-waiting.js'
import { Done, Refused } from '../shell/notice.js'
import { WaitingTranslations } from '../translation/waiting-translations.js'
import { WaitingTable } from '../travel-tasks/waiting-list.js'

export interface HomeProps extends Waiting {
  readonly words: Words
  /** Code of something that was done. */
  readonly done: unknown
  readonly notice: unknown
  /** Null for who is no reviewer. */
  readonly reading: Reading | null
  /** Files assigned to this person; null for roles that read none. */
  readonly own: readonly SeenFile[] | null
  readonly counts: Readonly<Record<string, number>> | null
  readonly token: string
}

export const HomeText = (props: HomeProps) => {
  const { words, done, notice, reading, translations, waiting, asked, reveals, own, counts, token } = props
  return (
    <>
      <h1>{words('staff.home.title')}</h1>
      <Refused code={notice} />
      <Done code={done} />
      {reading && <OwnReading words={words} reading={reading} />}
      {translations && <WaitingTranslations words={words} rows={translations} />}
      <h2>{words('staff.waiting.title')}</h2>
      {asked > 0 && (
        <p>
          <a href={paths.approvalList}>{words('staff.approval.home', { count: asked })}</a>
        </p>
      )}
      {reveals > 0 && (
        <p>
          <a href={paths.reveals}>{words('staff.reveal.home', { count: reveals })}</a>
        </p>
      )}
      <WaitingTable words={words} rows={waiting} token={token} />
      {own && <Own words={words} own={own} reading={reading} />}
      {counts && <Counts words={words} counts={counts} />}
    </>
  )
}

const closedText = (words: Words, { count, opensOn }: ClosedFiles): string =>
  opensOn === null
    ? words('staff.reading.closed', { count })
    : words('staff.reading.closed_until', { count, day: words.date(opensOn) })

const OwnReading = ({ words, reading }: { words: Words; reading: Reading }) => {
  const { read, all, older, hoursLeft, next, closed, calibration } = reading

  return (
    <section>
      <h2>{words('staff.reading.title')}</h2>
      {all > 0 && <Progress label={words('staff.reading.progress', { read, all })} done={read} total={all} />}
      {closed.count > 0 && <p>{closedText(words, closed)}</p>}
      {calibration.read < calibration.all && <p>{words('staff.calibration_files.first', calibration)}</p>}
      {older > 0 && <p>{words('staff.reading.older', { count: older })}</p>}
      {next === null ? (
        <>
          {(all > 0 || closed.count === 0) && <p>{words(leftText(reading))}</p>}
          <p>
            <a href={paths.me}>{words('staff.reading.languages')}</a>
          </p>
        </>
      ) : (
        <>
          <p class="hint">{words('staff.reading.left', { hours: hoursLeft })}</p>
          <p>
            <a class="main" href={paths.application(next)}>
              {words('staff.reading.next')}
            </a>
          </p>
        </>
      )}
    </section>
  )
}

/** Nothing to open: all is read, or what is left waits for a keeper. */
function leftText({ read, all }: Reading) {
  if (all === 0) return 'staff.reading.empty'
  return read === all ? 'staff.reading.over' : 'staff.reading.waits'
}

type Standings = Reading['files'] | undefined

const ownColumns = (words: Words, standings: Standings) => [
  {
    name: words('staff.list.case'),
    cell: (file: SeenFile) => <a href={paths.application(file.id)}>{file.caseNumber}</a>,
  },
  { name: words('staff.list.state'), cell: (file: SeenFile) => stateLabel(file.state) },
  {
    name: words('staff.home.own_review'),
    cell: ({ id, facts }: SeenFile) =>
      facts.assignedAs.includes('reviewer')
        ? words(ownReviewText(facts.ownReview, standings?.get(id)?.standing))
        : null,
  },
]

const ownReviewText = (ownReview: SeenFile['facts']['ownReview'], standing: ReaderStanding | undefined) =>
  `staff.own_review.${standing === 'stale' || standing === 'put_forward' ? standing : ownReview}` as const

// A board member has the whole shortlist; the list of applications has pages for it.
const shownAtMost = 50

/** Files whose review is still owed before the others, else as they were. */
function owedFirst(own: readonly SeenFile[], standings: Standings): SeenFile[] {
  const isOwed = ({ id }: SeenFile) => Number(standings?.get(id)?.isOwed === true)
  return own.toSorted((a, b) => isOwed(b) - isOwed(a))
}

interface OwnProps {
  readonly words: Words
  readonly own: readonly SeenFile[]
  readonly reading: Reading | null
}

const Own = ({ words, own, reading }: OwnProps) => (
  <>
    <h2>{words('staff.home.own')}</h2>
    <Table
      caption={words('staff.home.own_caption')}
      empty={words('staff.home.own_empty')}
      rows={owedFirst(own, reading?.files).slice(0, shownAtMost)}
      keyOf={(file) => file.id}
      columns={ownColumns(words, reading?.files)}
    />
    {own.length > shownAtMost && (
      <p>
        <a href={paths.applicationsFrom({})}>{words('staff.home.own_more', { count: own.length - shownAtMost })}</a>
      </p>
    )}
  </>
)

const countColumns = (words: Words, counts: Readonly<Record<string, number>>) => [
  {
    name: words('staff.list.state'),
    cell: (state: string) =>
      state === 'draft' ? stateLabel(state) : <a href={paths.applicationsFrom({ state })}>{stateLabel(state)}</a>,
  },
  { name: words('staff.home.number'), cell: (state: string) => words.number(counts[state] ?? 0), isNumber: true },
]

const Counts = ({ words, counts }: { words: Words; counts: Readonly<Record<string, number>> }) => (
  <>
    <h2>{words('staff.home.counts')}</h2>
    <Table
      caption={words('staff.home.counts_caption')}
      empty={words('staff.home.counts_empty')}
      rows={states.filter((state) => (counts[state] ?? 0) > 0)}
      keyOf={(state) => state}
      columns={countColumns(words, counts)}
    />
  </>
)
