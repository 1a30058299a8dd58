import type { SeenFile } from '#features/application/staff/see-file.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { stateLabel } from '../application/state-label.js'
import { paths } from '../paths.js'

export interface UnaskedProps {
  readonly words: Words
  readonly files: readonly SeenFile[]
}

export const UnaskedText = ({ words, files }: UnaskedProps) => (
  <>
    <h1>{words('staff.unasked.title')}</h1>
    <p class="hint">{words('staff.unasked.hint')}</p>
    <Table
      caption={words('staff.unasked.caption')}
      empty={words('staff.unasked.empty')}
      rows={files}
      keyOf={(file) => file.id}
      columns={columns(words)}
    />
  </>
)

const columns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: (file: SeenFile) => <a href={paths.references(file.id)}>{file.caseNumber}</a>,
  },
  {
    name: words('staff.list.state'),
    cell: (file: SeenFile) => (
      <>
        {stateLabel(file.state)}
        {file.isHeld && <strong class="error"> · {words('staff.list.held')}</strong>}
      </>
    ),
  },
]
