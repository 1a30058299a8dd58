import type { AgreeingReaders } from '#domain/assignment/capture.js'
import type { CapturePage, GatheredReader } from '#features/vetting/staff/calibration/read-capture.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

interface CaptureProps extends CapturePage {
  readonly words: Words
}

/** Readers who agree more than chance would have it, and whose reads gather in one place: each a reason to look. */
export const CaptureText = (props: CaptureProps) => {
  const { words, usualAgreement, agreeing, gathered } = props

  return (
    <>
      <h1>{words('staff.capture.title')}</h1>
      <p class="lead">{words('staff.capture.lead')}</p>
      {usualAgreement !== null && <p>{words('staff.capture.usual', { share: Math.round(usualAgreement * 100) })}</p>}
      <Table
        caption={words('staff.capture.agreeing')}
        empty={words('staff.capture.agreeing_none')}
        rows={agreeing}
        keyOf={({ readers }) => readers.join(' ')}
        columns={agreeingColumns(props)}
      />
      <Table
        caption={words('staff.capture.gathered')}
        empty={words('staff.capture.gathered_none')}
        rows={gathered}
        keyOf={({ reader, by, group }) => `${reader} ${by} ${group}`}
        columns={gatheredColumns(props)}
      />
      <p>
        <a href={paths.readerPairs}>{words('staff.pairs.title')}</a>
      </p>
    </>
  )
}

const agreeingColumns = ({ words, names }: CaptureProps) => [
  {
    name: words('staff.capture.readers'),
    cell: ({ readers }: AgreeingReaders) => words.list(readers.map((id) => names.get(id) ?? '')),
  },
  { name: words('staff.capture.both'), cell: ({ files }: AgreeingReaders) => words.number(files), isNumber: true },
  { name: words('staff.capture.agreed'), cell: ({ agreed }: AgreeingReaders) => words.number(agreed), isNumber: true },
]

const gatheredColumns = ({ words, names }: CaptureProps) => [
  { name: words('staff.plan.reader'), cell: ({ reader }: GatheredReader) => <bdi>{names.get(reader)}</bdi> },
  {
    name: words('staff.capture.where'),
    cell: ({ by, group }: GatheredReader) =>
      by === 'region' ? words.country(group) : words('staff.capture.partner', { number: group }),
  },
  { name: words('staff.capture.there'), cell: ({ inGroup }: GatheredReader) => words.number(inGroup), isNumber: true },
  { name: words('staff.capture.reads'), cell: ({ reads }: GatheredReader) => words.number(reads), isNumber: true },
]
