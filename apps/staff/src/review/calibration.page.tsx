import { type Estimate, onScale, type Severity, wholePercent } from '#domain/review/calibration.js'
import type { CalibratedRow, CalibrationPage } from '#features/vetting/staff/calibration/read-calibration.js'
import { Notice } from '#ui/blocks.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { ListPager } from '../shell/list-pager.js'

interface Titled {
  readonly words: Words
  readonly title: string
}

const percent = (share: unknown): number => wholePercent(typeof share === 'number' ? share : 0)

/** Too few reads were drawn from all readers: how many, and what to do. */
export const TooFewText = ({
  words,
  title,
  about,
}: Titled & { readonly about?: Readonly<Record<string, unknown>> }) => (
  <>
    <h1>{title}</h1>
    <Notice>
      <p>{words('staff.calibration.too_few', { share: percent(about?.share), least: percent(about?.minimumShare) })}</p>
      <p>{words('staff.calibration.what_to_do')}</p>
    </Notice>
  </>
)

interface CalibrationProps extends Titled, CalibrationPage {
  readonly isFirst: boolean
}

/** Raw and calibrated value of each file, then how mild or strict each reader is. */
export const CalibrationText = ({ words, title, isFirst, share, rows, next, readers }: CalibrationProps) => (
  <>
    <h1>{title}</h1>
    <p class="lead">{words('staff.calibration.lead', { share: percent(share) })}</p>
    <Table
      caption={words('staff.calibration.caption')}
      empty={words('staff.calibration.empty')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={fileColumns(words)}
    />
    <ListPager isFirst={isFirst} next={next} to={paths.calibrationFrom} />
    <h2>{words('staff.severity.readers')}</h2>
    <Table
      caption={words('staff.severity.caption')}
      empty={words('staff.calibration.empty')}
      rows={readers}
      keyOf={({ readerId }) => readerId}
      columns={readerColumns(words)}
    />
  </>
)

/** A reader's own severity. */
export const OwnSeverityText = ({ words, title, severity }: Titled & { readonly severity: Severity | null }) => (
  <>
    <h1>{title}</h1>
    {severity ? (
      <>
        <p class="lead">{offsetText(words, severity.offset.value)}</p>
        <p>
          {words('staff.severity.own', {
            reads: severity.reads,
            low: words.score(severity.offset.low),
            high: words.score(severity.offset.high),
          })}
        </p>
        <p class="hint">{words('staff.severity.hint')}</p>
      </>
    ) : (
      <p>{words('staff.severity.none')}</p>
    )}
  </>
)

const dash = (words: Words): string => words('staff.desk.not_set')
const valueText = (words: Words, value: number | null | undefined): string =>
  value === null || value === undefined ? dash(words) : words.score(value)
const intervalText = (words: Words, estimate: Estimate | null): string =>
  estimate
    ? words('staff.calibration.interval', { low: words.score(estimate.low), high: words.score(estimate.high) })
    : dash(words)

/** Below half a hundredth it would be printed as nought. */
function offsetText(words: Words, offset: number): string {
  if (Math.abs(offset) < 0.005) return words('staff.severity.average')
  return words(offset > 0 ? 'staff.severity.mild' : 'staff.severity.strict', { points: words.score(Math.abs(offset)) })
}

/** An estimate of a score; those of readers are differences and have no scale. */
const shown = ({ value, low, high }: Estimate): Estimate => ({
  value: onScale(value),
  low: onScale(low),
  high: onScale(high),
})

const fileColumns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: ({ id, caseNumber }: CalibratedRow) => <a href={paths.application(id)}>{caseNumber}</a>,
  },
  { name: words('staff.calibration.raw'), isNumber: true, cell: ({ raw }: CalibratedRow) => valueText(words, raw) },
  {
    name: words('staff.calibration.value'),
    isNumber: true,
    cell: ({ calibrated }: CalibratedRow) => valueText(words, calibrated && onScale(calibrated.value)),
  },
  {
    name: words('staff.calibration.range'),
    isNumber: true,
    cell: ({ calibrated }: CalibratedRow) => intervalText(words, calibrated && shown(calibrated)),
  },
]

type Reader = CalibrationPage['readers'][number]

const readerColumns = (words: Words) => [
  { name: words('staff.reviews.reader'), cell: ({ name }: Reader) => <bdi>{name}</bdi> },
  { name: words('staff.severity.reads'), isNumber: true, cell: ({ reads }: Reader) => words.number(reads) },
  { name: words('staff.severity.offset'), cell: ({ offset }: Reader) => offsetText(words, offset.value) },
  { name: words('staff.calibration.range'), isNumber: true, cell: ({ offset }: Reader) => intervalText(words, offset) },
]
