import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { press, sentApplication } from '#test/support/people/applicant.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
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

const rowsOf = (id: string) =>
  world.operator.query(
    `SELECT kind, number, version, in_week = date_trunc('week', app.today())::date AS this_week, is_given
     FROM app.consent WHERE application_id = $1 ORDER BY kind, number`,
    [id],
  )
const row = (kind: string, number: number, isGiven: boolean) => ({
  kind,
  number,
  version: 'apply-1',
  this_week: true,
  is_given: isGiven,
})

describe('what somebody agreed to', () => {
  it('stands in rows from the sending on, with version and week, and on the page', async () => {
    const client = registration.visitor()
    await begin(client)
    for (const [key, answers] of Object.entries(completeAnswers('CONSENT'))) {
      const given = key === 'consents' ? { consents: ['processing', 'next_edition'] } : answers
      await savePage(client, `/en/application/${key}`, given)
    }
    await press(client, '/en/answers', '/en/submission')
    const [application] = await world.operator.query<{ id: string }>(
      `SELECT id FROM app.application WHERE state = 'submitted'`,
    )

    const page = await client.get('/en/consents')

    expect(await rowsOf(application?.id ?? '')).toEqual([row('next_edition', 1, true), row('processing', 1, true)])
    expect(page.text.match(/You agreed in the week of/g)).toHaveLength(2)
    expect(page.text).toContain('You did not agree to this.')
    expect(page.text).toContain('Taking it back means that you withdraw.')
  })

  it('can be taken back and given, each a row of its own, the same answer twice none', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'CHANGES')

    for (const act of ['take_back', 'take_back', 'give', 'give']) {
      await press(client, '/en/consents', '/en/consents', { kind: 'partner_vetting', act })
    }

    expect(await rowsOf(id)).toEqual([
      row('next_edition', 1, true),
      row('partner_vetting', 1, true),
      row('partner_vetting', 2, false),
      row('partner_vetting', 3, true),
      row('processing', 1, true),
    ])
    await press(client, '/en/consents', '/en/consents', { kind: 'next_edition', act: 'take_back' })
    expect((await client.get('/en/consents')).text).toContain('You took this back in the week of')
  })

  it('of the first is taken back by withdrawing only; an unknown one is no page', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'NEEDED')
    const before = await rowsOf(id)

    const refused = await press(client, '/en/consents', '/en/consents', { kind: 'processing', act: 'take_back' })
    const unknown = await press(client, '/en/consents', '/en/consents', { kind: 'invented', act: 'give' })

    expect(refused.text).toContain('This cannot be done at this point.')
    expect(unknown.status).toBe(404)
    expect(await rowsOf(id)).toEqual(before)
  })

  it('goes with the file', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'GOES')
    await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })

    expect(await rowsOf(id)).toEqual([])
  })
})
