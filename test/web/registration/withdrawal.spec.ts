import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { applicationLifecycle, liveStates } from '#domain/application/lifecycle.js'
import type { Lifecycle } from '#domain/lifecycle.js'
import { invitedApplicant, press, sentApplication } from '#test/support/people/applicant.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const table: Lifecycle = applicationLifecycle
const erasable = Object.keys(table).filter((state) => 'erase' in (table[state]?.moves ?? {}))
const stateOf = async (id: string) =>
  (await world.operator.query<{ state: string }>('SELECT state FROM app.application WHERE id = $1', [id]))[0]?.state
const leftOf = async (id: string) =>
  (
    await world.operator.query(
      `SELECT (SELECT count(*)::int FROM sealed.record WHERE owner_id = $1) AS records,
         (SELECT count(*)::int FROM app.access WHERE application_id = $1) AS codes,
         (SELECT count(*)::int FROM app.session WHERE application_id = $1) AS sessions,
         (SELECT count(*)::int FROM app.message WHERE application_id = $1) AS messages,
         (SELECT count(*)::int FROM app.consent WHERE application_id = $1) AS consents,
         (SELECT count(*)::int FROM app.outbox WHERE application_id = $1 AND kind = 'mail' AND state IN ('queued', 'deferred')) AS mails`,
      [id],
    )
  )[0]
const nothing = { records: 0, codes: 0, sessions: 0, messages: 0, consents: 0, mails: 0 }

describe('withdrawing', () => {
  it('ends every other session at once, takes waiting mails back, and says who holds papers', async () => {
    const { client, code, id } = await invitedApplicant({ registration, world }, 'LEAVES')
    const other = registration.visitor()
    await other.post('/en/sign-in', { code })
    await world.operator.query(
      `INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('mail', 'answer_waiting', $1, 77)`,
      [id],
    )
    const page = await client.get('/en/withdrawal')

    const receipt = await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'rules' })

    expect(page.text).toContain('Nobody. We have given papers about you to nobody.')
    expect(receipt.text).toContain('You withdrew')
    expect(receipt.text).toMatch(/Your case number is .?[0-9A-Z]{6}/)
    expect((await other.get('/en/home')).location).toBe('/en/sign-in?ended=yes')
    expect((await client.get('/en/home')).text).toContain('You withdrew')
    expect(
      await world.operator.query(
        `SELECT class, state FROM app.outbox WHERE application_id = $1 AND kind = 'mail' ORDER BY class, subject_version`,
        [id],
      ),
    ).toEqual([
      { class: 'answer_waiting', state: 'withdrawn' },
      { class: 'receipt', state: 'queued' },
      { class: 'receipt', state: 'queued' },
    ])
    expect((await registration.visitor().post('/en/sign-in', { code })).status).toBe(303)
  })

  it('names the embassy once papers were handed in there', async () => {
    const { client, id } = await invitedApplicant({ registration, world }, 'EMBASSY')
    await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })
    await world.operator.query(
      `INSERT INTO app.visa_step (participation_id, version, move, from_state, to_state, role, on_day)
       SELECT id, 99, 'lodge', 'appointment', 'lodged', 'travel_desk', app.today() FROM app.participation WHERE application_id = $1`,
      [id],
    )

    const page = await client.get('/en/withdrawal')

    expect(page.text).toContain('An embassy or a visa centre')
    expect(page.text).toContain('Papers that we already gave to others cannot be called back.')
  })

  it.each([
    ['rules', false],
    ['next_edition', true],
  ])('keeps what was chosen: %s', async (keep, isGiven) => {
    const { client, id } = await sentApplication({ registration, world }, `KEEP${isGiven}`)

    await press(client, '/en/withdrawal', '/en/withdrawal', { keep })

    expect(await stateOf(id)).toBe('withdrawn')
    expect(
      await world.operator.query(
        `SELECT is_given FROM app.consent WHERE application_id = $1 AND kind = 'next_edition' ORDER BY number DESC LIMIT 1`,
        [id],
      ),
    ).toEqual([{ is_given: isGiven }])
  })
})

describe('erasing', () => {
  it.each([...liveStates])('MAIL-5 leaves nothing of somebody who withdraws from %s', async (state) => {
    const { client, code, id } = await sentApplication({ registration, world }, `E${state.replace('_', '')}`)
    await world.operator.query('UPDATE app.application SET state = $2 WHERE id = $1', [id, state])

    const done = await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })

    expect(done.text).toContain('Everything you wrote is erased')
    expect([await stateOf(id), await leftOf(id)]).toEqual(['erased', nothing])
    expect(client.cookies.size).toBe(0)
    expect((await registration.visitor().post('/en/sign-in', { code })).status).toBe(422)
  })

  it.each(erasable.filter((state) => state !== 'confirmed'))('is open to somebody whose file is %s', async (state) => {
    const { client, id } = await sentApplication({ registration, world }, `O${state.replace('_', '')}`)
    await world.operator.query('UPDATE app.application SET state = $2 WHERE id = $1', [id, state])
    const page = await client.get('/en/withdrawal')

    await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })

    expect(page.text).not.toContain('for the next time')
    expect([await stateOf(id), await leftOf(id)]).toEqual(['erased', nothing])
  })
})
