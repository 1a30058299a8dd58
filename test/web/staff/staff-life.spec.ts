import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const act = async (client: WebClient, page: string, target: string, fields: Record<string, string> = {}) =>
  client.postAndFollow(target, { form_token: hiddenField((await client.get(page)).text, 'form_token'), ...fields })
const plain = ({ text }: WebAnswer) =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')

describe('the edition one works in', () => {
  it('is named over every page where somebody works in several, and another is chosen there', async () => {
    await line.applied()
    const client = await staff.browserOf('coordinator')
    const alone = await client.get('/')
    await line.world.operator.query(
      `WITH made AS (INSERT INTO app.edition (code, name_public, name_neutral, zone, arrival_on, programme_from, programme_to, departure_on, capacity)
         SELECT 'next', 'Public', 'Autumn meeting', 'Europe/Stockholm', d, d, d, d, 10 FROM (SELECT app.today() + 300 AS d) day RETURNING id)
       INSERT INTO app.staff_role (account_id, edition_id, role) SELECT $1, id, 'coordinator' FROM made`,
      [line.as('coordinator').accountId],
    )
    const [next] = await line.world.operator.query<{ id: string }>(`SELECT id FROM app.edition WHERE code = 'next'`)
    const list = await client.get('/applications')
    const chosen = await act(client, '/edition-choice', '/edition-choice', { edition: next?.id ?? '' })
    const after = await client.get('/applications')
    const foreign = await act(client, '/edition-choice', '/edition-choice', { edition: line.as('lead').accountId })

    expect(plain(alone)).not.toContain('Spring meeting')
    expect([plain(list).includes('Spring meeting'), list.text.includes('href="/applications/')]).toEqual([true, true])
    expect([chosen.status, plain(chosen).includes('Autumn meeting')]).toEqual([200, true])
    expect([plain(after).includes('Autumn meeting'), after.text.includes('href="/applications/')]).toEqual([
      true,
      false,
    ])
    expect(foreign.status).toBe(404)
  })

  it('is none for who holds no role today: a sentence says so, and they can leave', async () => {
    const client = await staff.browserOf('auditor')
    await line.world.operator.query(`UPDATE app.staff_role SET ends_on = app.today() - 1 WHERE account_id = $1`, [
      line.as('auditor').accountId,
    ])
    const home = await client.get((await client.get('/')).location)

    expect(plain(home)).toContain('You hold no role today. Ask who manages accounts.')
    expect((await client.get('/audit')).status).toBe(404)
    expect(plain(await act(client, '/sessions', '/sign-out'))).toContain('Sign in')
  })
})
