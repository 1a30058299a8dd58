import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from '#domain/application/lifecycle.js'
import { documentSchema, passedDocuments } from '#features/vetting/staff/desk/passed-documents.js'
import { completeAnswers } from '#test/support/answers.js'
import { dumpDatabase, findCanaries } from '#test/support/canaries.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { until } from '#test/support/until.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 60_000)

afterAll(() => line.world.end())

const sql = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)
const placed = (kind: string) => ({ ...completeAnswers('x').place, travel_document_kind: kind })
const stand = (id: string, state: string, open: readonly string[] = []) =>
  sql('UPDATE app.application SET state = $2, open_sections = $3 WHERE id = $1', [id, state, open])

/** Somebody in vetting who answered this. */
async function answering(kind: string, mark = 'Someone') {
  const person = await sender(line.world, mark, false, { place: placed(kind) })
  await stand(person.id, 'vetting')
  return person
}
/** Writes the page again, as somebody asked for more does, and goes back to where it was. */
async function writesAgain(person: Awaited<ReturnType<typeof answering>>, kind: string) {
  await stand(person.id, 'more_info', ['place'])
  const outcome = await person.replace('place', placed(kind))
  await stand(person.id, 'vetting')
  return outcome
}
const pass = (id: string, login = 'lead') => line.door.pass.run(line.as(login), id)
const standing = async (id: string) => (await passedDocuments(line.door.database, [id])).get(id)
const extracts = (id: string) =>
  sql(
    `SELECT r.version, r.compartment, s.login AS author, (SELECT count(*)::int FROM wraps.dek_wrap w WHERE w.record_id = r.id) AS wraps
     FROM sealed.record r LEFT JOIN app.staff_account s ON s.id = r.author_id
     WHERE r.owner_id = $1 AND r.schema_id = $2 ORDER BY r.version`,
    [id, documentSchema],
  )
/** What this colleague's session opens of it. */
const opened = async (login: string, id: string) => {
  const query = { owners: [id], schemas: [documentSchema], everyVersion: true }
  const records = await line.door.keyring.open(
    line.as(login).holder,
    { verb: 'waitlist.opened', objectId: id, purpose: '1' },
    query,
  )
  return records.map(({ version, value }) => ({ version, value }))
}
const logged = (id: string) =>
  sql(
    `SELECT e.verb, s.login AS by, e.purpose FROM audit.entry e JOIN app.staff_account s ON s.id = e.actor_id
     WHERE e.object_id = $1 AND e.verb LIKE 'travel_document.%' ORDER BY e.seq`,
    [id],
  )
const done = { ok: true, value: null }

describe('whether there is a travel document', () => {
  it.each([
    ['passport', 'yes'],
    ['refugee_or_stateless', 'yes'],
    ['none', 'no'],
    ['expired', 'no'],
    ['prefer_not_now', 'no'],
  ])('of the answer %s others read %s and nothing else', async (kind, found) => {
    const { id } = await answering(kind)
    await pass(id)

    expect(await opened('coordinator', id)).toEqual([{ version: 1, value: { travel_document: found } }])
    expect(await opened('board-1', id)).toEqual([{ version: 1, value: { travel_document: found } }])
  })

  it('is sealed once, to the keepers of the balance, and the log says who and never which', async () => {
    const { id } = await answering('none')
    const before = await standing(id)
    const outcomes = [await pass(id), await pass(id), ...(await Promise.all([pass(id), pass(id)]))]

    expect(before).toEqual({ standing: 'missing', page: 1 })
    expect(outcomes).toEqual([done, done, done, done])
    expect(await extracts(id)).toEqual([{ version: 1, compartment: 'balance', author: 'lead', wraps: 1 }])
    expect(await standing(id)).toEqual({ standing: 'stands', page: 1 })
    expect(await logged(id)).toEqual([
      { verb: 'travel_document.opened', by: 'lead', purpose: 'risk' },
      { verb: 'travel_document.passed', by: 'lead', purpose: '' },
    ])
  })

  it('is sealed once though pressed at once from many windows', async () => {
    const { id } = await answering('passport')
    const outcomes = await Promise.all(Array.from({ length: 6 }, () => pass(id)))

    expect(outcomes).toEqual(outcomes.map(() => done))
    expect(await extracts(id)).toHaveLength(1)
  })

  it('is old once the person writes the page again, and is passed on anew from what it says now', async () => {
    const person = await answering('expired')
    await pass(person.id)
    const answers = [await writesAgain(person, 'none'), await writesAgain(person, 'passport')]
    const old = await standing(person.id)
    await pass(person.id)

    expect(answers.map(({ ok }) => ok)).toEqual([true, true])
    expect(old).toEqual({ standing: 'old', page: 3 })
    expect(await standing(person.id)).toEqual({ standing: 'stands', page: 3 })
    expect(await opened('coordinator', person.id)).toEqual([
      { version: 1, value: { travel_document: 'no' } },
      { version: 3, value: { travel_document: 'yes' } },
    ])
  })

  it('stands while another page is written again', async () => {
    const person = await answering('passport')
    await pass(person.id)
    await stand(person.id, 'more_info', ['story'])
    await person.replace('story', { work_summary: 'other words' })

    expect(await standing(person.id)).toEqual({ standing: 'stands', page: 1 })
  })

  it('is refused as stale where the page is written again between reading and sealing, and then nothing is sealed', async () => {
    const { id } = await answering('passport')
    const { acting } = await line.world.operator.transaction(async (tx) => {
      const [own] = await tx.query<{ pid: number }[]>(
        'SELECT pg_backend_pid() AS pid FROM app.application WHERE id = $1 FOR UPDATE',
        [id],
      )
      const begun = pass(id)
      const blocked = 'SELECT 1 FROM pg_stat_activity WHERE $1 = ANY (pg_blocking_pids(pid))'
      await until('the lead waits for the file', async () => (await sql(blocked, [own?.pid])).length > 0)
      await tx.query(
        `INSERT INTO app.section_version (application_id, number, section, version, compartments, file_version, on_week)
         SELECT id, 2, 'place', 2, '{risk}', version, date_trunc('week', app.today()) FROM app.application WHERE id = $1`,
        [id],
      )
      return { acting: begun }
    })

    expect(await acting).toEqual({ ok: false, code: 'stale' })
    expect(await extracts(id)).toEqual([])
    // The record of that page is not there, so that nothing may be read off the older answer either.
    expect(await pass(id)).toEqual({ ok: false, code: 'document_sealed' })
  })

  it('is no answer in any table, and its class stands nowhere in plain', async () => {
    const { id } = await answering('refugee_or_stateless', 'Qzpaper')
    await pass(id)
    const places = await dumpDatabase(line.world.database)

    expect(findCanaries(places, [documentSchema]).map(({ as, place }) => `${as} ${place}`)).toContain(
      'plain sealed.record',
    )
    expect(findCanaries(places, ['refugee_or_stateless', '"travel_document"', 'travel_document_kind'])).toEqual([])
  })
})

describe('who passes it on', () => {
  it('is a vetting lead who sees the file, from vetting until the person has answered', async () => {
    const { id } = await answering('passport')
    const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : (outcome.code ?? ''))
    const others: [string, string][] = []
    for (const login of ['coordinator', 'security', 'board-1', 'reader-1', 'desk', 'auditor']) {
      others.push([login, codeOf(await pass(id, login))])
    }
    const states: string[] = []
    for (const state of Object.keys(applicationLifecycle)) {
      await stand(id, state)
      const outcome = codeOf(await pass(id))
      if (outcome === 'ok') states.push(state)
      else others.push([state, outcome])
    }

    expect(others.filter(([, code]) => code !== 'not_found')).toEqual([])
    expect(states).toEqual(['vetting', 'board', 'waitlisted', 'invited'])
  })

  it('opens and seals nothing of a file the lead must not see', async () => {
    const { id } = await answering('passport')
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
      [id, line.as('lead').accountId],
    )

    expect(await pass(id)).toEqual({ ok: false, code: 'not_found' })
    expect([await extracts(id), await logged(id)]).toEqual([[], []])
  })

  it('passes nothing on without the keys to the answer, and says so', async () => {
    const { id } = await answering('passport')

    expect(await pass(id, 'lead-2')).toEqual({ ok: false, code: 'document_sealed' })
    expect([await extracts(id), await standing(id)]).toEqual([[], { standing: 'missing', page: 1 }])
  })

  it('says the same of a page written again whose record this session holds no key to', async () => {
    const person = await answering('passport')
    await writesAgain(person, 'none')
    await sql(
      `DELETE FROM wraps.dek_wrap w USING sealed.record r WHERE r.id = w.record_id AND r.owner_id = $1 AND r.schema_id = 'risk.section.place'`,
      [person.id],
    )

    expect(await pass(person.id)).toEqual({ ok: false, code: 'document_sealed' })
    expect(await extracts(person.id)).toEqual([])
  })
})

describe('the extract', () => {
  it('opens for nobody to whom the file is assigned, nor for the lead who sealed it', async () => {
    const id = await line.inVetting()
    await line.given(id, 'reader-1')
    await pass(id)
    await line.given(id, 'reader-2')
    for (const [login, role] of [
      ['board-1', 'board'],
      ['security', 'security_officer'],
    ] as const) {
      await line.door.assign.run(line.as('lead'), id, { accountId: line.as(login).accountId, role })
    }
    await line.door.share.run(line.as('coordinator'), id)
    const logins = ['reader-1', 'reader-2', 'lead', 'lead-2', 'security', 'coordinator-2', 'desk', 'auditor']
    const read: [string, number][] = []
    for (const login of logins) read.push([login, (await opened(login, id)).length])

    expect(
      await sql(
        `SELECT role, count(*)::int AS people FROM app.assignment WHERE application_id = $1 AND ended_on IS NULL GROUP BY 1 ORDER BY 1`,
        [id],
      ),
    ).toEqual([
      { role: 'board', people: 1 },
      { role: 'reviewer', people: 2 },
      { role: 'security_officer', people: 1 },
    ])
    expect(read).toEqual(logins.map((login) => [login, 0]))
    expect(await extracts(id)).toMatchObject([{ version: 1, wraps: 1 }])
    expect(await opened('coordinator', id)).toHaveLength(1)
  })

  it('is gone with the person, and opens for nobody', async () => {
    const person = await answering('passport')
    await pass(person.id)
    const [before, key] = [await extracts(person.id), await opened('coordinator', person.id)]
    await stand(person.id, 'withdrawn')
    const [moved] = await sql<{ code: string }>(`SELECT code FROM app.application_move($1, 'erase', 'system')`, [
      person.id,
    ])

    expect([before.length, key.length, moved?.code]).toEqual([1, 1, 'ok'])
    expect([await extracts(person.id), await opened('coordinator', person.id)]).toEqual([[], []])
    expect(await pass(person.id)).toEqual({ ok: false, code: 'not_found' })
  })
})
