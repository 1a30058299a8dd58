import type { VNode } from 'preact'
import type { Epoch } from '#features/staff/staff/account/epochs.js'
import type { Colleague } from '#features/staff/staff/list-colleagues.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done } from '../shell/notice.js'

export interface KeeperProps {
  readonly words: Words
  readonly token: string
  readonly colleagues: readonly Colleague[]
  readonly epochs: readonly Epoch[]
  readonly done?: unknown
}

/** A line for each compartment, a column for each keeper; fewer than two keepers is a danger. */
export const KeeperText = (props: KeeperProps) => {
  const { words, epochs, done } = props

  return (
    <>
      <Done code={done} />
      <h1>{words('staff.keepers.title')}</h1>
      <p class="lead">{words('staff.keepers.lead')}</p>
      <Table
        caption={words('staff.keepers.caption')}
        empty=""
        rows={epochs}
        keyOf={({ compartment }) => compartment}
        columns={columns(props)}
      />
      <Keys {...props} />
    </>
  )
}

const columns = ({ words, colleagues, epochs }: KeeperProps) => [
  {
    name: words('staff.keepers.compartment'),
    cell: ({ compartment }: Epoch) => words(`staff.compartment.${compartment}`),
  },
  { name: words('staff.keepers.count'), cell: ({ keepers }: Epoch) => countOf(words, keepers.length) },
  ...keepersOf(colleagues, epochs).map(({ accountId, name }) => ({
    name,
    cell: ({ keepers }: Epoch) => (keepers.includes(accountId) ? words('staff.keepers.keeps') : ''),
  })),
]

/** The line to run where somebody who left held the key; a button while records lie under an older one. */
const Keys = ({ words, token, epochs }: KeeperProps) => {
  const due = epochs.filter(({ isDue }) => isDue)
  const old = epochs.filter((epoch) => epoch.old > 0)

  return (
    <>
      {due.length > 0 && (
        <Notice tone="danger" title={words('staff.keepers.due')}>
          <p>{words('staff.keepers.due_text')}</p>
          {due.map(({ compartment }) => (
            <p key={compartment}>
              {words(`staff.compartment.${compartment}`)}: <code dir="ltr">npm run cli -- new-epoch {compartment}</code>
            </p>
          ))}
        </Notice>
      )}
      {old.map((epoch) => (
        <PageForm key={epoch.compartment} action={paths.epochs} token={token} id={`epoch-${epoch.compartment}`}>
          <p>
            {words('staff.keepers.old', {
              name: words(`staff.compartment.${epoch.compartment}`),
              count: epoch.old,
            })}
          </p>
          <input type="hidden" name="compartment" value={epoch.compartment} />
          <div class="buttons">
            <button class="second">{words('staff.keepers.rewrap')}</button>
          </div>
        </PageForm>
      ))}
    </>
  )
}

/** People with a key of some compartment, in the order of their names. */
function keepersOf(
  colleagues: readonly Colleague[],
  epochs: readonly Epoch[],
): Pick<Colleague, 'accountId' | 'name'>[] {
  const held = new Set(epochs.flatMap(({ keepers }) => keepers))
  const people = new Map(colleagues.map(({ accountId, name }) => [accountId, name]))
  return [...people].filter(([accountId]) => held.has(accountId)).map(([accountId, name]) => ({ accountId, name }))
}

function countOf(words: Words, count: number): VNode {
  const text = words('staff.keepers.number', { count })

  return count < 2 ? <strong class="error">{text}</strong> : <span>{text}</span>
}
