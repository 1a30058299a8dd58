import type { VNode } from 'preact'
import { type Compartment, compartments } from '#domain/compartment.js'
import type { Colleague } from '#features/staff/staff/list-colleagues.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'

export interface KeeperProps {
  readonly words: Words
  readonly colleagues: readonly Colleague[]
}

/** A line for each compartment, a column for each keeper; fewer than two keepers is a danger. */
export const KeeperText = ({ words, colleagues }: KeeperProps) => {
  const keepers = keepersOf(colleagues)

  return (
    <>
      <h1>{words('staff.keepers.title')}</h1>
      <p class="lead">{words('staff.keepers.lead')}</p>
      <Table
        caption={words('staff.keepers.caption')}
        empty=""
        rows={compartments}
        keyOf={(name) => name}
        columns={[
          { name: words('staff.keepers.compartment'), cell: (name: Compartment) => words(`staff.compartment.${name}`) },
          { name: words('staff.keepers.count'), cell: (name: Compartment) => countOf(words, keepers, name) },
          ...keepers.map((keeper) => ({
            name: keeper.name,
            cell: (name: Compartment) => (keeper.kept.has(name) ? words('staff.keepers.keeps') : ''),
          })),
        ]}
      />
    </>
  )
}

interface Keeper {
  readonly accountId: string
  readonly name: string
  readonly kept: ReadonlySet<Compartment>
}

function keepersOf(colleagues: readonly Colleague[]): Keeper[] {
  const ids = [...new Set(colleagues.filter(({ keeperOf }) => keeperOf.length > 0).map(({ accountId }) => accountId))]
  return ids.map((accountId) => {
    const own = colleagues.filter((colleague) => colleague.accountId === accountId)
    return { accountId, name: own[0]?.name ?? '', kept: new Set(own.flatMap(({ keeperOf }) => keeperOf)) }
  })
}

function countOf(words: Words, keepers: readonly Keeper[], name: Compartment): VNode {
  const count = keepers.filter(({ kept }) => kept.has(name)).length
  const text = words('staff.keepers.number', { count })

  return count < 2 ? <strong class="error">{text}</strong> : <span>{text}</span>
}
