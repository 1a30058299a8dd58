import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { wordsFor } from '#words/index.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { searchDoor } from '#test/support/visibility/answers.js'
import { hiddenField, plain, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let coordinator: WebClient
let lead: WebClient
let reader: WebClient
/** Sent today, and given to a reader. */
let fresh: string
let read: string

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  coordinator = await staff.browserOf('coordinator')
  lead = await staff.browserOf('lead')
  reader = await staff.browserOf('reader-1')
  fresh = (await sender(line.world, 'Zarina')).id
  read = (await sender(line.world, 'Tamar')).id
  await line.world.operator.query(`UPDATE app.application SET state = 'in_review' WHERE id = $1`, [read])
  await line.given(read, 'reader-1')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

/** Today lies in this phase of the main wave, and in no other. */
async function today(kind: string): Promise<void> {
  await line.world.operator.query('DELETE FROM app.phase')
  await line.world.operator.query(
    `INSERT INTO app.phase (edition_id, wave, kind, starts_on, ends_on) VALUES ($1, 'main', $2, app.today() - 3, app.today() + 3)`,
    [line.world.editionId, kind],
  )
}

async function act(client: WebClient, kind: 'requests' | 'agreements' | 'ends') {
  const form_token = hiddenField((await client.get('/reading-times')).text, 'form_token')
  return client.postAndFollow(`/reading-times/${kind}`, { form_token, wave: 'main' })
}

const statusFor = async (client: WebClient, id: string) => (await client.get(`/applications/${id}`)).status

describe('a wave that collects', () => {
  beforeAll(() => today('collecting'))

  it('REV-8 shows what was sent lately as a number alone, to who screens and who leads', async () => {
    const listed = await coordinator.get('/applications?order=name')
    const [row] = await line.world.operator.query<{ case_number: string }>(
      'SELECT case_number FROM app.application WHERE id = $1',
      [fresh],
    )
    const pages = await Promise.all([coordinator, lead].map((one) => one.get(`/applications/${fresh}`)))
    const found = await coordinator.get('/applications?filter=name:Zarina')

    expect(plain(listed)).toContain(row?.case_number)
    expect(listed.text).toContain('Tamar')
    for (const { text } of [listed, ...pages]) expect(text).not.toContain('Zarina')
    expect(found.text).not.toContain(fresh)
    for (const one of pages) expect(plain(one)).toContain('It can be read seven days after it was sent.')
    expect(plain(await coordinator.get('/reading-times'))).toContain('One file was sent too lately to be read.')
  })

  it('REV-8 opens to staff once seven days are over, and at once when collecting ends', async () => {
    const set = (week: string) =>
      line.world.operator.query(
        `UPDATE app.application SET submitted_week = ${week}, version = version + 1 WHERE id = $1`,
        [fresh],
      )
    const week = `date_trunc('week', app.today())::date`
    const names = async () => (await coordinator.get('/applications?order=name')).text.includes('Zarina')
    await set(`app.today() - 13`)
    const after = [await statusFor(coordinator, fresh), await names()]
    await set(week)
    const before = await names()
    await today('screening')

    expect([after, before, await names()]).toEqual([[200, true], false, true])
    await today('collecting')
  })

  it('VIS-2 is judged alike by the database and in memory, for every viewer', async () => {
    const { search } = searchDoor(line.door)
    for (const kind of ['collecting', 'review', 'travel']) {
      await today(kind)
      for (const login of ['coordinator', 'lead', 'reader-1', 'reader-2', 'security', 'board-1']) {
        const found = await search.all(line.as(login), {})
        const { rows } = await line.door.list.run(line.as(login), {})
        expect([kind, login, rows.map(({ id }) => id)]).toEqual([
          kind,
          login,
          typeof found === 'string' ? found : found.map(({ id }) => id),
        ])
      }
    }
    await today('collecting')
  })
})

describe('readers', () => {
  it.each([
    ['collecting', 404],
    ['screening', 404],
    ['review', 200],
    ['board', 200],
    ['release', 404],
    ['travel', 404],
    ['over', 404],
  ])('REV-8 find and review their file in the phase %s: %i', async (kind, status) => {
    await today(kind)
    const saved = await line.door.review.run(line.as('reader-1'), read, { ...fullReview, submit: false, version: 99 })
    const list = await reader.get('/applications')

    expect(await statusFor(reader, read)).toBe(status)
    expect(saved).toMatchObject({ ok: false, code: status === 200 ? 'stale' : 'not_found' })
    expect(list.text.includes(`/applications/${read}`)).toBe(status === 200)
  })

  it('REV-8 are told when reading begins, and reminded of nothing before', async () => {
    await today('screening')
    await line.world.operator.query(
      `INSERT INTO app.phase (edition_id, wave, kind, starts_on) VALUES ($1, 'main', 'review', app.today() + 4)`,
      [line.world.editionId],
    )
    const [now] = await line.world.operator.query<{ left: boolean; begins: string }>(
      `SELECT app.reads_left($1, $2) AS left, (app.today() + 4)::text AS begins`,
      [line.as('reader-1').accountId, line.world.editionId],
    )
    const told = plain(await reader.get('/'))
    await today('review')
    const [open] = await line.world.operator.query(`SELECT app.reads_left($1, $2) AS left`, [
      line.as('reader-1').accountId,
      line.world.editionId,
    ])

    expect(told).toContain(`One file is assigned to you. Reading begins on ${wordsFor('en').date(now?.begins ?? '')}`)
    expect([now?.left, open]).toEqual([false, { left: true }])
    expect(plain(await reader.get('/'))).not.toContain('Reading begins')
    await line.world.operator.query('UPDATE app.edition SET archived_on = app.today()')
    const [archived] = await line.world.operator.query(`SELECT app.reads_left($1, $2) AS left`, [
      line.as('reader-1').accountId,
      line.world.editionId,
    ])
    await line.world.operator.query('UPDATE app.edition SET archived_on = NULL')
    expect(archived).toEqual({ left: false })
  })

  it('REV-8 read before their phase when two people open it, named and logged, and no longer once it is taken back', async () => {
    await today('screening')
    const asked = await act(coordinator, 'requests')
    const own = await act(coordinator, 'agreements')
    const waiting = await statusFor(reader, read)
    const shown = plain(await lead.get('/reading-times'))
    await act(lead, 'agreements')
    const open = await statusFor(reader, read)
    const named = plain(await coordinator.get('/reading-times'))
    await act(lead, 'ends')
    const closed = await statusFor(reader, read)
    const log = await line.world.operator.query<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE verb LIKE 'reading.%' AND purpose = 'main' ORDER BY seq`,
    )

    expect(plain(asked)).toContain('Another coordinator or vetting lead must agree.')
    expect(plain(own)).toContain('Another person who holds the role must agree.')
    expect([waiting, open, closed]).toEqual([404, 200, 404])
    expect(shown).toContain('asked on')
    expect(named).toContain('Readers may read today.')
    expect(named).toMatch(/agreed on/)
    expect(log.map(({ verb }) => verb)).toEqual(['reading.asked', 'reading.opened', 'reading.closed'])
  })

  it('REV-8 are opened early in no phase after theirs', async () => {
    await today('release')

    expect(plain(await act(lead, 'requests'))).toContain('The phase of this wave decides that now.')
    expect(await statusFor(await staff.browserOf('reader-2'), read)).toBe(404)
    expect((await reader.get('/reading-times')).status).toBe(404)
  })
})
