import type { VNode } from 'preact'
import type { Epoch } from '#features/staff/staff/account/epochs.js'
import type { Colleague } from '#features/staff/staff/list-colleagues.js'
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
      {epochs.some(({ isDue }) => isDue) && <p>{words('staff.keepers.due_text')}</p>}
    </>
  )
}

const columns = ({ words, token, colleagues, epochs }: KeeperProps) => [
  {
    name: words('staff.keepers.compartment'),
    cell: ({ compartment }: Epoch) => words(`staff.compartment.${compartment}`),
  },
  { name: words('staff.keepers.count'), cell: ({ keepers }: Epoch) => countOf(words, keepers.length) },
  ...keepersOf(colleagues, epochs).map(({ accountId, name }) => ({
    name,
    cell: ({ keepers }: Epoch) => (keepers.includes(accountId) ? words('staff.keepers.keeps') : ''),
  })),
  {
    name: words('staff.keepers.key'),
    cell: (epoch: Epoch) => <EpochCell words={words} token={token} epoch={epoch} />,
  },
]

interface EpochProps {
  readonly words: Words
  readonly token: string
  readonly epoch: Epoch
}

/** The line to run where somebody who left held the key; a button while records lie under an older one. */
const EpochCell = ({ words, token, epoch: { compartment, isDue, old } }: EpochProps) => (
  <>
    {isDue && (
      <p>
        <strong class="error">{words('staff.keepers.due')}</strong>{' '}
        <code dir="ltr">npm run cli -- new-epoch {compartment}</code>
      </p>
    )}
    {old > 0 && (
      <form method="post" action={paths.epochs}>
        <input type="hidden" name="form_token" value={token} />
        <input type="hidden" name="compartment" value={compartment} />
        <button class="second">{words('staff.keepers.rewrap', { count: old })}</button>
      </form>
    )}
  </>
)

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
