import { createHash } from 'node:crypto'
import { readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ListTasks } from '#features/task/staff/list-tasks.js'
import { ListWaiting } from '#features/task/staff/list-waiting.js'
import { ListVisaCases } from '#features/visa/staff/list-visa-cases.js'
import { root } from '#test/support/cluster.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sent } from './statements.js'

const file = path.join(root, 'docs/queries.sql')
const logins = ['coordinator', 'lead', 'reader-1', 'board-1', 'security', 'desk', 'auditor']
let line: MainLine
let id: string

beforeAll(async () => {
  line = await openMainLine()
  id = await line.inReview()
  const to = { accountId: line.as('reader-1').accountId, role: 'reviewer' } as const
  await line.door.assign.run(line.as('coordinator'), id, to)
  await line.door.conflict.run(line.as('reader-1'), id, 'none')
}, 60_000)

afterAll(() => line.world.end())

const reads = (): Record<string, (actor: StaffActor) => Promise<unknown>> => ({
  'list of files': (actor) => line.door.list.run(actor, { state: 'in_review' }),
  'one file, opened': (actor) => line.door.open.run(actor, id),
  'the board': (actor) => line.door.pending.board(actor),
  'visa cases': (actor) => new ListVisaCases(line.door.database).run(actor, true),
  tasks: (actor) => new ListTasks(line.door.database).run(actor, { show: 'all' }),
  'what waits': (actor) => new ListWaiting(line.door.database).run(actor),
})

/** Who sends which statements in which order; each statement is printed once, below, under a name made of its text. */
async function printed(): Promise<string> {
  const texts = new Map<string, string>()
  const nameOf = (text: string): string => {
    const name = createHash('sha256').update(text).digest('hex').slice(0, 6)
    texts.set(name, text)
    return name
  }
  const orders: string[] = []
  for (const [title, read] of Object.entries(reads())) {
    for (const login of logins) {
      const names = (await sent(() => read(line.as(login)))).map(nameOf)
      orders.push(`-- ${title}, ${line.as(login).roles.join(' ')}: ${names.join(' ') || 'nothing'}`)
    }
  }
  return `${orders.join('\n')}\n\n${[...texts].map(([name, text]) => `-- ${name}\n${text};\n`).join('')}`
}

describe('what staff lists and openings ask the database', () => {
  it('is the committed text', async () => {
    const now = await printed()
    if (process.env.REGENERATE) writeFileSync(file, now)

    expect(now).toBe(readFileSync(file, 'utf8'))
  })

  it('commits the line of the log before it reads a wrap, and reads nothing for whom nothing exists', async () => {
    const texts = await sent(() => line.door.open.run(line.as('coordinator'), id))
    const at = (part: RegExp) => texts.findIndex((text) => part.test(text))

    expect(at(/audit\.append/)).toBeGreaterThan(-1)
    expect(at(/wraps\./)).toBeGreaterThan(at(/audit\.append/))
    expect((await sent(() => line.door.open.run(line.as('reader-2'), id))).join()).not.toMatch(/wraps\.|sealed\./)
  })
})
