import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { apiDocument } from '#apps/registration/src/api/document.js'
import { type Lifecycle, moveRows } from '#domain/lifecycle.js'
import { lifecycles } from '#migrations/lifecycles.js'
import { root } from '#test/support/cluster.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
}, 60_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const table = (head: string, rows: readonly (readonly string[])[]): string =>
  [head, head.replaceAll(/[^|]+/g, '---'), ...rows.map((cells) => `| ${cells.join(' | ')} |`)].join('\n')

function lifecyclePart([subject, lifecycle]: [string, Lifecycle]): string {
  const states = Object.entries(lifecycle).map(([state, { label, publicLabel, holdsPlace }]) => [
    state,
    label,
    publicLabel,
    holdsPlace ? 'yes' : 'no',
  ])
  const moves = moveRows(lifecycle).map(({ from, move, to, by, second, message, reason, ...of }) => [
    from,
    move,
    to,
    by.join(', '),
    [
      ...(of.proposedBy ?? (of.unreachedBy ? by : [])),
      ...(of.unreachedBy ?? []).map((role) => `${role} once nobody reached the person`),
    ].join(', '),
    second ? 'yes' : '',
    (of.restrictedBy ?? []).join(', '),
    message ?? '',
    reason ? 'yes' : '',
  ])
  const stateTable = table('| state | staff label | public label | holds a place |', states)
  return `## ${subject}\n\n${stateTable}\n\n${table('| from | move | to | who | put forward by | second person | both while restricted | mail | reason |', moves)}\n`
}

const intro = 'Printed from the tables in `libs/domain`; `REGENERATE=1 npm test` writes it anew.'
const generated: Readonly<Record<string, () => string>> = {
  'docs/lifecycles.md': () => `# Lifecycles\n\n${intro}\n\n${Object.entries(lifecycles).map(lifecyclePart).join('\n')}`,
  'docs/openapi.json': () => `${JSON.stringify(apiDocument(registration.app), null, 1)}\n`,
}

describe('generated documents', () => {
  it.each(Object.entries(generated))('%s is what the code says', (name, made) => {
    const file = path.join(root, name)
    if (process.env.REGENERATE) writeFileSync(file, made())

    expect(readFileSync(file, 'utf8')).toBe(made())
  })

  it('would differ after a change', () => {
    const task = { ...lifecycles.task, new: { label: 'New', publicLabel: 'New', holdsPlace: false, moves: {} } }

    expect(lifecyclePart(['task', task])).not.toBe(lifecyclePart(['task', lifecycles.task ?? {}]))
  })
})
