import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { routesOf } from '#platform/web/access/route-table.js'
import { bearer, read } from '#test/support/web/api.js'
import { sentApplication } from '#test/support/people/applicant.js'
import { hiddenField } from '#test/support/web/client.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let staff: Console
let team: Team
const logins = ['coordinator', 'lead', 'board-1', 'board-2', 'security', 'desk']

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
  staff = await startStaff(world)
  team = await Team.at(staff, logins)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await registration.close()
  await world.end()
})

const put = (id: string, state: string) =>
  world.operator.query('UPDATE app.application SET state = $2, version = 9 WHERE id = $1', [id, state])
const traces = (id: string) =>
  world.operator.query(
    `SELECT a.state, a.version, (SELECT count(*)::int FROM app.history WHERE application_id = $1) AS history,
       (SELECT count(*)::int FROM app.message WHERE application_id = $1) AS messages,
       (SELECT count(*)::int FROM app.outbox WHERE application_id = $1) AS outbox,
       (SELECT jsonb_agg(d ORDER BY d.nth) FROM app.decision d WHERE application_id = $1) AS decisions,
       (SELECT count(*)::int FROM app.flag WHERE application_id = $1) AS flags FROM app.application a WHERE a.id = $1`,
    [id],
  )
const decide = async (id: string, move: string): Promise<void> => {
  await team.act('board-1', `/applications/${id}/decisions`, { version: '9', move, reason_class: 'fit' })
  const target =
    /action="([^"]+\/approvals)"/.exec((await team.as('board-2').get(`/applications/${id}`)).text)?.[1] ?? ''
  await team.act('board-2', target)
}
const withoutToken = (text: string): string => text.replaceAll(/name="form_token" value="[^"]*"/g, '')

describe('a pending decision', () => {
  it('STA-3 changes nothing the applicant or a list shows, stands beside the real state, and is released with one message', async () => {
    const { client, code, id } = await sentApplication({ registration, world }, 'PENDING')
    await put(id, 'board')
    const session = read(await registration.visitor().json('POST', '/api/v1/sessions', { code }))
    const seen = async () => [
      withoutToken((await client.get('/en/home')).text),
      (await registration.visitor().json('GET', '/api/v1/home', undefined, bearer(session['token']))).text,
      (await team.as('board-1').get('/applications?state=board')).text.includes(id),
      (await team.as('coordinator').get('/')).text.match(/state=board">[^<]*<\/a><\/th><td class="number">(\d+)/)?.[1],
    ]
    const before = await seen()

    await decide(id, 'release_waitlist')
    const pending = await seen()
    const file = await team.as('board-1').get(`/applications/${id}`)
    const board = await team.as('board-1').get('/board')
    const rest = await team.as('board-1').get(`/board?after=${id}`)
    await team.release('board-1')

    expect(String(before[1])).toContain('"state":"board"')
    expect(pending).toEqual(before)
    expect(file.text).toContain('Ready for the board')
    expect(file.text).toMatch(/Waitlist\W*, by .*Board 1\W* and .*Board 2\W*; waits for its release/)
    expect(board.text).toContain(`/applications/${id}`)
    expect(rest.text).not.toContain(`/applications/${id}`)
    expect(rest.text).toContain('<a href="/board" rel="first">')
    expect((await team.as('board-1').get('/board?after=x')).status).toBe(404)
    expect(await seen()).not.toEqual(before)
    const rows = await world.operator.query(
      `SELECT h.from_state, h.to_state, d.move, d.state FROM app.history h JOIN app.decision d ON d.id = h.decision_id
       WHERE h.application_id = $1`,
      [id],
    )
    expect(rows).toEqual([{ from_state: 'board', to_state: 'waitlisted', move: 'release_waitlist', state: 'released' }])
    const messages = await world.operator.query(
      `SELECT kind, (SELECT count(*)::int FROM app.outbox o WHERE o.application_id = $1 AND o.class = m.kind) AS mails
       FROM app.message m WHERE application_id = $1 AND kind <> 'receipt'`,
      [id],
    )
    expect(messages).toEqual([{ kind: 'answer_waiting', mails: 1 }])
  })

  it('STA-4 equal to the state the file is in is stored as none', async () => {
    const { id } = await sentApplication({ registration, world }, 'EQUAL')
    await put(id, 'waitlisted')
    await team.act('board-1', `/applications/${id}/decisions`, {
      version: '9',
      move: 'release_reject',
      reason_class: 'fit',
    })

    await team.act('board-1', `/applications/${id}/decisions`, {
      version: '9',
      move: 'release_waitlist',
      reason_class: 'fit',
    })

    expect(await world.operator.query('SELECT move, state FROM app.decision WHERE application_id = $1', [id])).toEqual([
      { move: 'release_reject', state: 'superseded' },
    ])
  })

  it('STA-6 that no list offers is refused at the door, the row untouched', async () => {
    const { id } = await sentApplication({ registration, world }, 'UNLISTED')
    await put(id, 'board')
    await team.act('board-1', `/applications/${id}/decisions`, {
      version: '9',
      move: 'release_waitlist',
      reason_class: 'fit',
    })
    const before = await traces(id)

    const answers = []
    for (const move of ['accept', 'confirm', 'draft', '']) {
      answers.push(
        await team.act('board-1', `/applications/${id}/decisions`, { version: '9', move, reason_class: 'fit' }),
      )
    }
    answers.push(
      await team.act('board-1', `/applications/${id}/decisions`, {
        version: '9',
        move: 'reopen',
        reason_class: 'other',
      }),
    )

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 400, 400, 200])
    expect(answers[4]?.text).toContain('That step does not follow from the present state.')
    expect(await traces(id)).toEqual(before)
  })
})

describe('a state', () => {
  it('STA-16 is set by no form, whatever fields are sent to it, and never back to a draft', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'STATE')
    await put(id, 'screening')
    const before = await traces(id)
    const routes = routesOf(staff.app).filter(
      ({ method, path }) => method === 'POST' && path.startsWith('/applications/:id'),
    )

    const wrong = { state: 'draft', move: 'draft', version: '9' }
    for (const login of ['coordinator', 'board-1']) {
      const token = await team.tokenOf(login)
      for (const { path } of routes) {
        await team.as(login).post(path.replaceAll(/:\w+/g, id), { form_token: token, ...wrong })
      }
    }
    for (const page of ['/en/home', '/en/preferences', '/en/reply']) {
      const token = hiddenField((await client.get('/en/home')).text, 'form_token')
      await client.post(page, { form_token: token, ...wrong })
    }

    expect(routes.length).toBeGreaterThan(15)
    const [after] = (await traces(id)) as Record<string, unknown>[]
    expect({ ...after, flags: 0, messages: 0, outbox: 0 }).toEqual({
      ...(before[0] as Record<string, unknown>),
      flags: 0,
      messages: 0,
      outbox: 0,
    })
    for (const role of ['app_staff', 'app_worker'] as const) {
      const handle = await world.as(role)
      await expect(handle.query(`UPDATE app.application SET state = 'draft' WHERE id = '${id}'`)).rejects.toThrow(
        'database_42501',
      )
    }
  })

  it('STA-16 bears no mark beside it that is unknown, or that belongs to another state', async () => {
    const { id } = await sentApplication({ registration, world }, 'MARK')
    await put(id, 'screening')
    const before = await traces(id)

    const answers = [
      await team.act('security', `/applications/${id}/holds`, { act: 'set', reason: 'unknown' }),
      await team.act('security', `/applications/${id}/holds`, { act: 'archive' }),
      await team.act('coordinator', `/applications/${id}/extensions`, { days: '3', reason: 'our_delay' }),
      await team.act('coordinator', `/applications/${id}/moves`, {
        version: '9',
        move: 'unconfirm',
        reason: 'set_by_mistake',
      }),
    ]
    const unknown = `INSERT INTO app.flag (application_id, kind) VALUES ('${id}', 'famous')`

    expect(answers.map(({ status }) => status)).toEqual([400, 400, 200, 200])
    expect(answers[2]?.text).toContain('That step does not follow from the present state.')
    expect(answers[3]?.text).toContain('That step does not follow from the present state.')
    await expect(world.operator.query(unknown)).rejects.toThrow('database_23514')
    expect(await traces(id)).toEqual(before)
  })
})
