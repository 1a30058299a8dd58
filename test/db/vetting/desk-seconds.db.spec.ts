import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ListDesk } from '#features/vetting/staff/desk/list-desk.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'

let line: MainLine
let list: ListDesk

beforeAll(async () => {
  line = await openMainLine()
  list = new ListDesk(line.door.database)
}, 60_000)

afterAll(() => line.world.end())

const query = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)
const standIn = (id: string, state: string) => query('UPDATE app.application SET state = $2 WHERE id = $1', [id, state])

describe('files on the desk', () => {
  it('are those that are restricted or feared about, wherever they stand, for who may see them', async () => {
    const states = ['waitlisted', 'invited', 'confirmed', 'declined'] as const
    const placed: string[] = []
    for (const state of states) {
      const id = await line.applied()
      await query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [id])
      await standIn(id, state)
      placed.push(id)
    }
    const concern = `INSERT INTO app.integrity_concern (application_id, raised_by, note_id) VALUES ($1, $2, gen_random_uuid())`
    const [feared, plain] = [await line.applied(), await line.applied()]
    await query(concern, [feared, line.as('coordinator').accountId])
    for (const id of [feared, plain]) await standIn(id, 'rejected')
    const shown = async (login: string) => {
      const { rows } = await list.run(line.as(login), 'all')
      return [...placed, feared, plain].map((id) => rows.find(({ file }) => file.id === id)?.state ?? null)
    }
    const before = await shown('lead')
    await conflictsOn(line).pin(placed[2] ?? '', 'lead', 'family', 'lead-2')

    expect(before).toEqual(['waitlisted', 'invited', 'confirmed', null, 'rejected', null])
    expect(await shown('lead')).toEqual(['waitlisted', 'invited', null, null, 'rejected', null])
    expect(await shown('coordinator')).toEqual(Array(6).fill(null))
  })
})
