import type { CalibrationFiles, CalibrationReader } from '#features/vetting/staff/calibration/mark-calibration.js'
import { Notice } from '#ui/blocks.js'
import { LongText } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { stateLabel } from '../application/state-label.js'
import { Done, Refused } from '../shell/notice.js'

interface Shown {
  readonly words: Words
  readonly shown: CalibrationFiles
  readonly token: string
}

interface CalibrationFilesProps extends Shown {
  /** Whether the viewer keeps the keys that go with a read. */
  readonly mayGive: boolean
  readonly query: Readonly<Record<string, unknown>>
}

/** The files that are marked, the forms that mark and give them, and how far readers are. */
export const CalibrationFilesText = ({ words, shown, mayGive, token, query }: CalibrationFilesProps) => (
  <>
    <Refused code={query['notice']} />
    <Done code={query['done']} />
    <Given words={words} count={query['given']} />
    <h1>{words('staff.calibration_files.title')}</h1>
    <p class="lead">{words('staff.calibration_files.lead')}</p>
    <p>{roomText(words, shown)}</p>
    <Table
      caption={words('staff.calibration_files.caption')}
      empty={words('staff.calibration_files.empty')}
      rows={shown.files}
      keyOf={({ id }) => id}
      columns={fileColumns(words, token)}
    />
    {shown.most > 0 && <MarkForm words={words} token={token} />}
    {shown.most > 0 && shown.files.length > 0 && mayGive && <GiveForm words={words} token={token} />}
    {shown.files.length > 0 && <Readers words={words} shown={shown} />}
  </>
)

const Readers = ({ words, shown }: Omit<Shown, 'token'>) => (
  <>
    <h2>{words('staff.calibration_files.readers')}</h2>
    <p class="hint">{words('staff.calibration_files.counted', { count: shown.counted })}</p>
    <Table
      caption={words('staff.calibration_files.caption_readers')}
      empty={words('staff.calibration_files.none')}
      rows={shown.readers}
      keyOf={({ accountId }) => accountId}
      columns={readerColumns(words, shown.counted)}
    />
  </>
)

const roomText = (words: Words, { most, files }: CalibrationFiles): string =>
  most === 0
    ? words('staff.calibration_files.off')
    : words('staff.calibration_files.room', { count: files.length, most })

const Given = ({ words, count }: { readonly words: Words; readonly count: unknown }) =>
  typeof count === 'string' && /^\d{1,6}$/.test(count) ? (
    <Notice isStatus>
      <p>{words('staff.calibration_files.given', { count: Number(count) })}</p>
    </Notice>
  ) : null

const MarkForm = ({ words, token }: Omit<Shown, 'shown'>) => (
  <>
    <h2>{words('staff.calibration_files.new')}</h2>
    <PageForm action={paths.calibrationFiles} token={token}>
      <LongText
        name="numbers"
        rows={4}
        label={words('staff.calibration_files.numbers')}
        hint={words('staff.calibration_files.numbers_hint')}
      />
      <div class="buttons">
        <button class="main">{words('staff.calibration_files.send')}</button>
      </div>
    </PageForm>
  </>
)

const GiveForm = ({ words, token }: Omit<Shown, 'shown'>) => (
  <>
    <h2>{words('staff.calibration_files.give_title')}</h2>
    <p>{words('staff.calibration_files.give_hint')}</p>
    <PageForm id="give" action={paths.calibrationFilesGive} token={token}>
      <div class="buttons">
        <button class="main">{words('staff.calibration_files.give')}</button>
      </div>
    </PageForm>
  </>
)

type MarkedFile = CalibrationFiles['files'][number]

const fileColumns = (words: Words, token: string) => [
  {
    name: words('staff.list.case'),
    cell: ({ id, caseNumber }: MarkedFile) => <a href={paths.application(id)}>{caseNumber}</a>,
  },
  { name: words('staff.list.state'), cell: ({ state }: MarkedFile) => stateLabel(state) },
  {
    name: words('staff.waiting.act'),
    cell: ({ id }: MarkedFile) => (
      <form method="post" action={paths.calibrationFileEnds}>
        <input type="hidden" name="form_token" value={token} />
        <input type="hidden" name="file" value={id} />
        <button class="second">{words('staff.calibration_files.end')}</button>
      </form>
    ),
  },
]

const readerColumns = (words: Words, all: number) => [
  { name: words('staff.reviews.reader'), cell: ({ name }: CalibrationReader) => <bdi>{name}</bdi> },
  {
    name: words('staff.calibration_files.has'),
    isNumber: true,
    cell: ({ given }: CalibrationReader) => words('staff.calibration_files.count', { count: given, all }),
  },
  {
    name: words('staff.calibration_files.read'),
    isNumber: true,
    cell: ({ given, read }: CalibrationReader) => words('staff.calibration_files.count', { count: read, all: given }),
  },
]
