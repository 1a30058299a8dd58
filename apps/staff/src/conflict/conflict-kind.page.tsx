import { type ConflictKind, conflictKinds } from '#domain/vetting/conflict.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'

export interface ConflictKindProps {
  readonly words: Words
  readonly counts: ReadonlyMap<string, number>
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

export const ConflictKindText = ({ words, counts, token, notice, done }: ConflictKindProps) => (
  <>
    <Refused code={notice} />
    <Done code={done} />
    <h1>{words('staff.kinds.title')}</h1>
    <p class="lead">{words('staff.kinds.lead')}</p>
    <Table
      caption={words('staff.kinds.caption')}
      empty=""
      rows={conflictKinds}
      keyOf={(kind) => kind}
      columns={[
        { name: words('staff.conflicts.what'), cell: (kind: ConflictKind) => words(`staff.conflict.${kind}`) },
        { name: words('staff.kinds.count'), cell: (kind: ConflictKind) => counts.get(kind) ?? 0, isNumber: true },
      ]}
    />
    <PageForm action={paths.conflictKinds} token={token} id="kinds">
      <KindField words={words} name="from" />
      <KindField words={words} name="to" />
      <div class="buttons">
        <button class="second">{words('staff.kinds.send')}</button>
      </div>
    </PageForm>
  </>
)

const KindField = ({ words, name }: { readonly words: Words; readonly name: 'from' | 'to' }) => (
  <SelectField
    name={name}
    label={words(`staff.kinds.${name}`)}
    empty={words('staff.kinds.choose')}
    choices={conflictKinds.map((value) => ({ value, label: words(`staff.conflict.${value}`) }))}
  />
)
