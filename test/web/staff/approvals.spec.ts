import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { askApproval } from '#features/decision/index.orm.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { openWindows, signedIn } from '#test/support/people/staff-session.js'
import { plain } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['lead', 'lead-2', 'coordinator', 'coordinator-2', 'board-1', 'reader-1'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const ask = async (login: string, asked: Omit<Parameters<typeof askApproval>[2], 'reasonClass'>): Promise<string> => {
  const actor = await signedIn(line.world, login)
  const outcome = await line.door.database.transaction((tx) => askApproval(tx, actor, { reasonClass: '', ...asked }))
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}
const caseOf = async (id: string): Promise<string> => {
  const [row] = await line.world.operator.query<{ case_number: string }>(
    'SELECT case_number FROM app.application WHERE id = $1',
    [id],
  )
  return row?.case_number ?? ''
}
const stateOf = async (id: string) =>
  (await line.world.operator.query('SELECT state FROM app.approval WHERE id = $1', [id]))[0]

describe('the page of approvals', () => {
  it('shows an act to both people, with buttons for the one who may agree', async () => {
    const objectId = await line.applied()
    const empty = await team.as('lead-2').get('/approvals')
    const id = await ask('lead', { kind: 'lift_restriction', objectId })
    const [first, second] = [await team.as('lead').get('/approvals'), await team.as('lead-2').get('/approvals')]

    const agreed = await team.act('lead-2', `/approvals/${id}/agreements`)
    const after = await team.as('lead').get('/approvals')

    expect(empty.text).toContain('Nothing waits for you.')
    expect(first.text).toContain('Waits for a second person')
    expect(first.text).not.toContain(`/approvals/${id}/agreements`)
    expect(second.text).toContain(await caseOf(objectId))
    expect(second.text).toContain('Lift a restriction')
    expect(second.text).toContain(`/approvals/${id}/agreements`)
    expect(agreed.text).toContain('You agreed. The person who asked can go on.')
    expect(after.text).toMatch(/Vetting lead 2.? agreed. You can go on./)
  })

  it('says why the author cannot agree, and takes back what they asked', async () => {
    const id = await ask('lead', { kind: 'lift_restriction', objectId: await line.applied() })

    const own = await team.act('lead', `/approvals/${id}/agreements`)
    const ended = await team.act('lead', `/approvals/${id}/ends`)
    const late = await team.act('lead-2', `/approvals/${id}/agreements`)

    expect(own.text).toContain('Another person who holds the role must agree.')
    expect(ended.text).toContain('You took it back.')
    expect([late.status, await stateOf(id)]).toEqual([404, { state: 'ended' }])
  })

  it('asks for every file that was drawn of a set, and keeps a no', async () => {
    const set = [await line.applied(), await line.applied(), await line.applied()]
    const id = await ask('coordinator', { kind: 'export', objectId: randomUUID(), set })
    const shown = await team.as('coordinator-2').get('/approvals')

    const stale = await team.post('coordinator-2', `/approvals/${id}/agreements`, { sample_read: set })
    const waits = await stateOf(id)
    await openWindows(line.world)
    const unopened = await team.act('coordinator-2', `/approvals/${id}/agreements`, { sample_read: set })
    await team.open('coordinator-2', set)
    const unread = await team.act('coordinator-2', `/approvals/${id}/agreements`, { sample_read: set.slice(1) })
    const read = await team.act('coordinator-2', `/approvals/${id}/agreements`, { sample_read: set })
    const other = await ask('coordinator', { kind: 'export', objectId: randomUUID(), set })
    const refused = await team.act('coordinator-2', `/approvals/${other}/refusals`)

    expect([stale.location, waits]).toEqual(['/step-up?for=approvals', { state: 'pending' }])
    expect(shown.text).toContain('3 files')
    for (const file of set) expect(shown.text).toContain(`value="${file}"`)
    expect(unopened.text).toContain('You have not opened every file that was drawn.')
    expect(unread.text).toContain('Read every file that was drawn')
    expect(read.text).toContain('You agreed.')
    expect(refused.text).toContain('You did not agree. Nothing was done.')
    expect([await stateOf(id), await stateOf(other)]).toEqual([{ state: 'agreed' }, { state: 'refused' }])
  })

  it('is not there for who can never be asked, and one act is not there for another role', async () => {
    const id = await ask('lead', { kind: 'lift_restriction', objectId: await line.applied() })

    expect((await team.as('reader-1').get('/approvals')).status).toBe(404)
    expect((await team.as('board-1').get('/approvals')).text).not.toContain(id)
    expect((await team.act('board-1', `/approvals/${id}/agreements`)).status).toBe(404)
    expect((await team.act('board-1', `/approvals/${id}/refusals`)).status).toBe(404)
    expect(await stateOf(id)).toEqual({ state: 'pending' })
  })

  it('leaves the signing of keys to its own page', async () => {
    const id = await ask('lead', { kind: 'key_signing', objectId: line.as('reader-1').accountId })
    const shown = await team.as('lead-2').get('/approvals')

    expect(shown.text).toContain('Sign a key')
    expect(shown.text).not.toContain(`/approvals/${id}/`)
    expect((await team.act('lead-2', `/approvals/${id}/agreements`)).status).toBe(404)
  })
})

describe('a decision that waits for a second person', () => {
  const home = async (login: string) => (await team.as(login).get('/')).text

  it('is listed, counted on home and found on the board by who may be it, and by nobody else', async () => {
    const id = await line.applied()
    const number = await caseOf(id)
    await line.world.operator.query(
      `UPDATE app.application SET state = 'withdrawn', undo_until = '2027-03-01 17:00Z' WHERE id = $1`,
      [id],
    )
    await line.world.operator.query(
      `WITH d AS (INSERT INTO app.decision (application_id, move, author_id, reason_class) VALUES ($1, 'undo_withdraw', $2, '') RETURNING 1)
       SELECT 1 FROM d`,
      [id, line.as('coordinator').accountId],
    )
    const logins = ['coordinator-2', 'coordinator', 'board-1', 'lead']
    const lists = await Promise.all(
      logins.map(async (login) => (await team.as(login).get('/approvals')).text.includes(`href="/applications/${id}"`)),
    )
    const boards = await Promise.all(
      ['coordinator-2', 'coordinator', 'board-1'].map(async (login) =>
        (await team.as(login).get('/board?show=mine')).text.includes(number),
      ),
    )
    const shown = await team.as('coordinator-2').get('/approvals')

    expect([lists, boards]).toEqual([
      [true, false, false, false],
      [true, false, false],
    ])
    const page = await team.as('coordinator-2').get(`/applications/${id}`)
    // The clock of the colleague, who sits in Stockholm.
    expect(plain(shown)).toMatch(/Undo the withdrawal .*1 March 2027.*18:00 Central European Standard Time/)
    expect(plain(page)).toMatch(/This can be done until .*1 March 2027.*18:00 Central European Standard Time/)
    expect(await home('coordinator-2')).toContain('acts wait for you as the second person')
  })
})

describe('asking to see a sealed part', () => {
  it('keeps what was typed until a second sign-in, waits with the keepers, and is read on a page of its own', async () => {
    const id = await line.applied()
    const [page, form] = [`/applications/${id}/reveals`, { compartment: 'risk', why: 'QZBECAUSE' }]
    await line.world.operator.query('UPDATE app.staff_session SET step_up_until = NULL, step_up_left = 0')
    const early = await team.act('coordinator', page, form)
    await openWindows(line.world)
    const asked = await team.act('coordinator', page, form)
    const home = await team.as('lead').get('/')
    const list = await team.as('lead').get('/reveals')
    const reveal = /\/reveals\/([0-9a-f-]{36})\/reason/.exec(list.text)?.[1] ?? ''
    const reason = await team.as('lead').get(`/reveals/${reveal}/reason`)
    const opened = await team.act('lead', `/reveals/${reveal}/openings`)
    const shown = await team.as('coordinator').get(`/reveals/${reveal}`)
    const strangers = [
      (await team.as('coordinator-2').get(`/reveals/${reveal}`)).status,
      (await team.as('coordinator').get(`/reveals/${reveal}/reason`)).status,
      (await team.as('board-1').get(page)).status,
    ]
    const ended = await team.act('coordinator', `/reveals/${reveal}/ends`)

    expect([early.status, early.text.includes('>QZBECAUSE</textarea>')]).toEqual([422, true])
    expect(early.text).toContain('Sign in once more first.')
    expect(asked.text).toContain('You asked.')
    expect(home.text).toContain('A colleague asks you to open a sealed part')
    expect(list.text).not.toContain('QZBECAUSE')
    expect(reason.text).toMatch(/asks to see: \S?Risk[\s\S]*QZBECAUSE/)
    expect(opened.text).toContain('It is open for 60 minutes.')
    expect([shown.status, shown.text.includes('Open until')]).toEqual([200, true])
    expect(strangers).toEqual([404, 404, 404])
    expect(ended.text).toContain('It is over.')
    expect((await team.as('coordinator').get(`/reveals/${reveal}`)).status).toBe(404)
    expect(staff.log.join()).not.toContain('QZBECAUSE')
  })
})

describe('an application a proxy typed', () => {
  it('says on its page that somebody has to speak with the person before a decision is released', async () => {
    const id = await line.applied()
    await line.world.operator.query('SELECT app.typed_by_note($1, $2)', [[id], [true]])
    const file = async (login: string) => (await team.as(login).get(`/applications/${id}`)).text
    const before = [await file('coordinator'), await file('board-1')]
    await team.act('coordinator', `/applications/${id}/call-sheet/calls`, { call_outcome: 'reached' })

    for (const text of before) expect(text).toContain('nobody of us has spoken with the person')
    expect(before.map((text) => text.includes('/call-sheet'))).toEqual([true, false])
    expect(await file('board-1')).toContain('A colleague has spoken with the person.')
  })
})
