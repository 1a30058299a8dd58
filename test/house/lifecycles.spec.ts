import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { advance, type Lifecycle, moveRows } from '#domain/lifecycle.js'
import { lifecycles } from '#migrations/lifecycles.js'
import { Sql } from '#platform/database/sql.js'
import { root } from '#test/support/cluster.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'

let database: TestDatabase
let operator: Sql
const subjects = Object.entries(lifecycles)
const start: Record<string, string> = {
  application: 'draft',
  visa_case: 'assess',
  journey: 'preparing',
  task: 'waiting',
}
const byText = (a: string, b: string) => (a < b ? -1 : 1)

beforeAll(async () => {
  database = await cloneDatabase()
  operator = new Sql(database.url('app_operator'))
})

afterAll(async () => {
  await operator.close()
  await database.drop()
})

/** States one can come to from the first one. */
function reachable(lifecycle: Lifecycle, from: string): string[] {
  const seen = new Set([from])
  for (const state of seen) {
    for (const move of Object.values(lifecycle[state]?.moves ?? {})) if (move.to !== 'previous') seen.add(move.to)
  }
  return [...seen].toSorted(byText)
}

function printed(): string {
  const parts = subjects.map(([subject, lifecycle]) => {
    const states = Object.entries(lifecycle).map(
      ([state, row]) => `| ${state} | ${row.label} | ${row.publicLabel} | ${row.holdsPlace ? 'yes' : 'no'} |`,
    )
    const moves = moveRows(lifecycle).map(
      (row) =>
        `| ${row.from} | ${row.move} | ${row.to} | ${row.by.join(', ')} | ${row.second ? 'yes' : ''} | ${row.message ?? ''} |`,
    )
    return [
      `## ${subject}`,
      '',
      '| state | staff label | public label | holds a place |\n|---|---|---|---|',
      ...states,
      '',
      '| from | move | to | who | second person | mail |\n|---|---|---|---|---|---|',
      ...moves,
      '',
    ].join('\n')
  })
  return `# Lifecycles\n\nPrinted from the tables in \`libs/domain\`; \`REGENERATE=1 npm test\` writes it anew.\n\n${parts.join('\n')}`
}

describe.each(subjects)('lifecycle of %s', (subject, lifecycle) => {
  const states = Object.keys(lifecycle)

  it('STA-17 has the same states in the database CHECK and the same moves in its rows', async () => {
    const [check] = await operator.query<{ text: string }>(
      `SELECT pg_get_constraintdef(oid) AS text FROM pg_constraint WHERE conname = $1`,
      [`${subject}_state`],
    )
    const rows = await operator.query(
      'SELECT from_state AS "from", move, to_state AS "to", roles AS by, second, message FROM app.lifecycle_move WHERE subject = $1',
      [subject],
    )
    const key = (row: { from?: string; move?: string }) => `${row.from} ${row.move}`

    expect([...(check?.text.matchAll(/'(\w+)'::text/g) ?? [])].map((match) => match[1] ?? '').toSorted(byText)).toEqual(
      states.toSorted(byText),
    )
    expect(rows.toSorted((a, b) => byText(key(a as object), key(b as object)))).toEqual(
      moveRows(lifecycle).toSorted((a, b) => byText(key(a), key(b))),
    )
  })

  it('reaches every state from the first', () => {
    expect(reachable(lifecycle, start[subject] ?? '')).toEqual(states.toSorted(byText))
  })

  it('has both labels for every state, and leads only to states it has', () => {
    expect(Object.values(lifecycle).filter((row) => !row.label || !row.publicLabel)).toEqual([])
    expect(moveRows(lifecycle).filter((row) => row.to !== 'previous' && !states.includes(row.to))).toEqual([])
  })

  it('STA-17 refuses every move the table does not list, for every role', () => {
    const moves = [...new Set(moveRows(lifecycle).map((row) => row.move)), 'invented']
    const wrong = states.flatMap((from) =>
      moves
        .filter((move) => !(move in (lifecycle[from]?.moves ?? {})))
        .filter((move) => advance(lifecycle, { from, previous: states[0] ?? null, move, role: 'coordinator' }).ok),
    )

    expect(wrong).toEqual([])
  })
})

describe('the printed lifecycles', () => {
  it('are the tables', () => {
    const file = path.join(root, 'docs/lifecycles.md')
    if (process.env.REGENERATE) writeFileSync(file, printed())

    expect(readFileSync(file, 'utf8')).toBe(printed())
  })
})
