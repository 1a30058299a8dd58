import type { PlannedRun, ScreeningRun, StayingFile } from '#features/application/staff/screening/run-screening.js'
import type { ScreenedFile } from '#features/application/staff/screening/screening-files.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { sectionTitle } from '../application/section-title.js'
import { paths } from '../paths.js'
import { refusedText } from '../shell/found.js'

export interface ScreeningRunProps {
  readonly words: Words
  readonly title: string
  readonly run: ScreeningRun
  readonly planned: PlannedRun
  readonly token: string
}

/** What would move and what would stay, each named, before anybody presses the button. */
export const ScreeningRunText = (props: ScreeningRunProps) => {
  const { words, title, run, planned } = props
  const { moving, later, restricted } = planned

  return (
    <>
      <h1>{title}</h1>
      <p class="lead">{words(`staff.screening.run_lead.${run}`, { count: moving.length })}</p>
      {later > 0 && <p>{words('staff.screening.run_later', { count: later })}</p>}
      {moving.length > 0 && <Press {...props} />}
      <Table
        caption={words('staff.screening.moving')}
        empty={words('staff.screening.none_move')}
        rows={moving}
        keyOf={({ file }) => file.id}
        columns={fileColumns<ScreenedFile>(words, (row) => row)}
      />
      <Staying words={words} staying={planned.staying} />
      {restricted > 0 && <p>{words('staff.screening.restricted', { count: restricted })}</p>}
      <p>
        <a href={paths.screening}>{words('staff.screening.back')}</a>
      </p>
    </>
  )
}

const Press = ({ words, run, token, planned: { moving, mark } }: ScreeningRunProps) => (
  <PageForm action={paths.screeningRuns} token={token}>
    <input type="hidden" name="run" value={run} />
    <input type="hidden" name="mark" value={mark} />
    <div class="buttons">
      <button class="main">{words(`staff.screening.run_do.${run}`, { count: moving.length })}</button>
    </div>
  </PageForm>
)

const mostShown = 200

const Staying = ({ words, staying }: { words: Words; staying: readonly StayingFile[] }) =>
  staying.length === 0 ? null : (
    <>
      {staying.length > mostShown && (
        <p>{words('staff.screening.staying_more', { shown: mostShown, count: staying.length })}</p>
      )}
      <Table
        caption={words('staff.screening.staying')}
        empty=""
        rows={staying.slice(0, mostShown)}
        keyOf={({ row }) => row.file.id}
        columns={[
          ...fileColumns<StayingFile>(words, ({ row }) => row),
          { name: words('staff.screening.why'), cell: ({ code }) => refusedText(words, code) ?? code },
          { name: words('staff.screening.missing'), cell: ({ row }) => row.lacks.map(sectionTitle).join(', ') },
        ]}
      />
    </>
  )

const fileColumns = <Row,>(words: Words, of: (row: Row) => ScreenedFile) => [
  {
    name: words('staff.list.case'),
    cell: (row: Row) => <a href={paths.application(of(row).file.id)}>{of(row).file.caseNumber}</a>,
  },
  {
    name: words('staff.list.name'),
    cell: (row: Row) => {
      const { name } = of(row)
      return name ? <bdi dir="auto">{name}</bdi> : <span class="hint">{words('staff.list.sealed')}</span>
    },
  },
]
