import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { drawSample } from '#domain/decision/sample.js'
import { agree, askApproval, setDigest, takeApproval } from '#features/decision/index.orm.js'
import { ListApprovals } from '#features/decision/staff/list-approvals.js'
import type { Tx } from '#platform/database/database.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine
let answers: MainLine['door']['answers']
let list: ListApprovals

beforeAll(async () => {
  line = await openMainLine()
  answers = line.door.answers
  list = new ListApprovals(line.door.database, line.door.pending)
}, 30_000)

afterAll(() => line.world.end())

type Asked = Parameters<typeof askApproval>[2]
type Agreed = Parameters<typeof agree>[3]

const within = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => line.door.database.transaction(work)
const ask = (login: string, asked: Omit<Asked, 'reasonClass'>) =>
  within((tx) => askApproval(tx, line.as(login), { reasonClass: 'other', ...asked }))
const asked = async (login: string, what: Omit<Asked, 'reasonClass'>): Promise<string> => {
  const outcome = await ask(login, what)
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}
const agreed = (login: string, id: string, change: Partial<Agreed> = {}) =>
  within((tx) => agree(tx, line.as(login), id, { mayHold: () => true, ...change }))
const rowOf = async (id: string) =>
  (
    await line.world.operator.query<{ state: string; second_id: string | null; sample: string[]; seed: string }>(
      'SELECT state, second_id, sample, seed, size, sample_ok FROM app.approval WHERE id = $1',
      [id],
    )
  )[0]
const many = async (count: number): Promise<string[]> => {
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) ids.push(await line.applied())
  return ids
}

describe('an act of two people', () => {
  it('is agreed by another person of the permission, and used up by the act', async () => {
    const objectId = await line.applied()
    const id = await asked('lead', { kind: 'lift_restriction', objectId })

    const outcome = await agreed('lead-2', id)
    const used = await within((tx) => takeApproval(tx, 'lift_restriction', objectId))
    const again = await within((tx) => takeApproval(tx, 'lift_restriction', objectId))

    const [authorId, secondId] = [line.as('lead').accountId, line.as('lead-2').accountId]
    const approval = { id, kind: 'lift_restriction', objectId, authorId, secondId }
    expect([outcome, used, again]).toEqual([{ ok: true, value: approval }, approval, null])
    expect(await rowOf(id)).toMatchObject({ state: 'used', second_id: secondId, sample_ok: null, size: 1 })
    const log = await line.world.operator.query(
      'SELECT actor_id, verb, purpose FROM audit.entry WHERE object_id = $1 ORDER BY seq',
      [objectId],
    )
    expect(log.slice(-2)).toEqual([
      { actor_id: authorId, verb: 'approval.asked', purpose: 'lift_restriction' },
      { actor_id: secondId, verb: 'approval.agreed', purpose: 'lift_restriction' },
    ])
  })

  it('is never agreed by its author, by who may not do it, or by who has a conflict with the file', async () => {
    const objectId = await line.applied()
    const id = await asked('lead', { kind: 'lift_restriction', objectId })
    const before = await rowOf(id)
    const conflicted = line.as('lead-2').accountId

    const codes = [
      await agreed('lead', id),
      await agreed('coordinator', id),
      await agreed('lead-2', id, { mayHold: () => false }),
    ]
    await line.world.operator.query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'personal', 'pinned', $2)`,
      [objectId, conflicted],
    )
    codes.push(await agreed('lead-2', id))

    expect(codes.map((outcome) => !outcome.ok && outcome.code)).toEqual([
      'second_person_missing',
      'not_found',
      'second_person_missing',
      'not_found',
    ])
    expect(await rowOf(id)).toEqual(before)
    expect(await within((tx) => takeApproval(tx, 'lift_restriction', objectId))).toBeNull()
    await expect(
      line.door.database.query(`UPDATE app.approval SET state = 'agreed', second_id = author_id WHERE id = $1`, [id]),
    ).rejects.toThrow('database_23514')
  })

  it('is asked by who may do it, about what they may see, and is one while it is open', async () => {
    const objectId = await line.applied()
    const first = await asked('coordinator', { kind: 'export', objectId })

    expect(await ask('coordinator-2', { kind: 'export', objectId })).toEqual({ ok: true, value: first })
    expect(await ask('lead', { kind: 'export', objectId })).toEqual({ ok: false, code: 'not_found' })
    await answers.end(line.as('coordinator'), first)
    expect(await asked('coordinator-2', { kind: 'export', objectId })).not.toBe(first)
  })

  it('is worth nothing once one of the two has lost the permission', async () => {
    const objectId = await line.applied()
    const id = await asked('coordinator', { kind: 'export', objectId })
    await agreed('coordinator-2', id)
    const role = [line.as('coordinator-2').accountId]
    await line.world.operator.query(
      'UPDATE app.staff_role SET ends_on = app.today() - 1 WHERE account_id = $1 RETURNING 1',
      role,
    )

    const taken = await within((tx) => takeApproval(tx, 'export', objectId))
    await line.world.operator.query('UPDATE app.staff_role SET ends_on = NULL WHERE account_id = $1 RETURNING 1', role)

    expect(taken).toBeNull()
    expect(await rowOf(id)).toMatchObject({ state: 'agreed' })
  })
})

describe('an act of two people about a set', () => {
  it('is agreed when the drawn sample was read, for exactly the set that was asked for', async () => {
    const set = await many(7)
    const objectId = randomUUID()
    const id = await asked('board-1', { kind: 'bulk_decision', objectId, set })
    const row = await rowOf(id)
    const sample = row?.sample ?? []
    await line.opened('board-2', sample.slice(1))
    const unopened = await agreed('board-2', id, { sampleRead: sample })
    await line.opened('board-2', sample)

    const codes = [
      await agreed('board-2', id, { set: set.slice(1), sampleRead: sample }),
      await agreed('board-2', id, { sampleRead: sample.slice(1) }),
      await agreed('board-2', id, { set: set.toReversed(), sampleRead: sample }),
    ]
    const others = await within((tx) => takeApproval(tx, 'bulk_decision', objectId, setDigest(set.slice(1))))
    const taken = await within((tx) => takeApproval(tx, 'bulk_decision', objectId, setDigest(set)))

    expect(unopened).toEqual({ ok: false, code: 'sample_unopened' })
    expect(codes.map((outcome) => outcome.ok || outcome.code)).toEqual(['set_changed', 'sample_unread', true])
    expect(sample).toEqual(drawSample(set, row?.seed ?? ''))
    expect(sample).toHaveLength(5)
    expect([others, taken?.id]).toEqual([null, id])
    expect(await rowOf(id)).toMatchObject({ state: 'used', size: 7, sample_ok: true })
  })

  it('has between one and two hundred files', async () => {
    const objectId = randomUUID()
    const ids = Array.from({ length: 201 }, () => randomUUID())
    const codes = []
    for (const set of [[], ids, ids.slice(1)])
      codes.push(await ask('board-1', { kind: 'bulk_decision', objectId, set }))

    expect(codes.map((outcome) => outcome.ok || outcome.code)).toEqual(['set_size', 'set_size', true])
  })

  it('waits for who may read the whole sample', async () => {
    const set = await many(3)
    const id = await asked('coordinator', { kind: 'export', objectId: randomUUID(), set })
    await line.world.operator.query(
      `INSERT INTO app.flag (application_id, kind, reason) VALUES ($1, 'restricted', 'safety')`,
      [set[0]],
    )

    expect(await agreed('coordinator-2', id, { sampleRead: set })).toEqual({
      ok: false,
      code: 'second_person_missing',
    })
    const shown = (await list.run(line.as('coordinator-2'))).waiting.find((row) => row.id === id)
    expect([shown?.sample.map((file) => file.id).toSorted(), shown?.mayAnswer]).toEqual([
      set.slice(1).toSorted(),
      false,
    ])
  })
})
