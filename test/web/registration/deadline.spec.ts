import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { hiddenField } from '#test/support/web/client.js'
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

/** An invited person living in this country, signed in; the way through review and board is shortened. */
async function invitedFrom(country: string) {
  const client = registration.visitor()
  await begin(client)
  const { place, ...others } = completeAnswers('SAME')
  for (const [key, answers] of Object.entries({ place: { ...place, country_of_residence: country }, ...others })) {
    await savePage(client, `/en/application/${key}`, answers)
  }
  const check = await client.get('/en/answers')
  await client.post('/en/submission', { form_token: hiddenField(check.text, 'form_token') })
  const [row] = await world.operator.query<{ id: string }>(
    `UPDATE app.application SET state = 'invited' WHERE state = 'submitted' RETURNING id`,
  )
  const rows = row as unknown as [{ id: string }]
  const id = rows[0].id
  await world.operator.query(
    `INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at)
     VALUES ($1, app.today(), app.day_over(app.today() + 7), app.day_over(app.today() + 10))`,
    [id],
  )
  return { client, id }
}

/** Every row about a file outside the sealed bodies, without what is drawn at random for each. */
async function plainRowsOf(id: string): Promise<string[]> {
  const tables = await world.operator.query<{ name: string; key: string }>(
    `SELECT format('%I.%I', n.nspname, c.relname) AS name, a.attname AS key FROM pg_class c
       JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname IN ('app', 'audit', 'sealed')
       JOIN pg_attribute a ON a.attrelid = c.oid AND NOT a.attisdropped
         AND (a.attname IN ('application_id', 'owner_id', 'object_id') OR (c.relname = 'application' AND a.attname = 'id'))
     WHERE c.relkind = 'r' ORDER BY 1, 2`,
  )
  const found: string[] = []
  for (const { name, key } of tables) {
    const rows = await world.operator.query<{ row: Record<string, unknown> }>(
      `SELECT to_jsonb(t) AS row FROM ${name} t WHERE t.${key}::text = $1`,
      [id],
    )
    found.push(...rows.map(({ row }) => `${name} ${JSON.stringify(row, (_, value) => masked(value))}`))
  }
  return found.toSorted((a, b) => a.localeCompare(b))
}

const masked = (value: unknown): unknown => {
  if (typeof value === 'number') return 0
  if (typeof value !== 'string') return value
  // Sealed or hashed: how long it is may be seen, what it is may not.
  if (value.startsWith('\\x')) return `bytes ${value.length}`
  return /^[0-9a-f-]{36}$|^[0-9A-HJKMNP-TV-Z]{6}$/.test(value) ? 'drawn' : value.replace(/T(?!11:59:59).*$/, '')
}

describe('STA-15 the end of an answer', () => {
  it('is shown in world time, and said to be, until the record with the person’s zone can be opened', async () => {
    const { client, id } = await invitedFrom('KE')
    const known = await client.get('/en/reply')
    await world.operator.query(`DELETE FROM sealed.record WHERE owner_id = $1 AND schema_id = 'display'`, [id])

    const unknown = await client.get('/en/reply')

    expect([known.text.includes('East Africa Time'), known.text.includes('world time (UTC)')]).toEqual([true, false])
    expect(unknown.text).toContain('This time is in world time (UTC).')
    expect(unknown.text).not.toContain('East Africa Time')
  })

  it('follows the clock of the person’s zone over the change of 28 March 2027', async () => {
    const { client, id } = await invitedFrom('SE')
    const shown: string[] = []
    for (const at of ['2027-03-27T11:59:59Z', '2027-03-28T11:59:59Z']) {
      await world.operator.query(
        'UPDATE app.invitation SET deadline_at = $2, expires_at = $2 WHERE application_id = $1',
        [id, at],
      )
      shown.push(/\d\d:59/.exec((await client.get('/en/reply')).text)?.[0] ?? '')
    }

    expect(shown).toEqual(['12:59', '13:59'])
  })

  it('leaves nothing in plain that differs between two zones', async () => {
    const one = await invitedFrom('KE')
    const other = await invitedFrom('SE')
    for (const { client } of [one, other]) await client.get('/en/reply')

    const rows = await plainRowsOf(one.id)

    const named = ['app.application', 'app.invitation', 'app.session', 'app.outbox', 'audit.pending', 'sealed.record']
    expect(rows.map((row) => row.split(' ')[0])).toEqual(expect.arrayContaining(named))
    expect(rows.join('\n')).toContain('T11:59:59')
    expect(await plainRowsOf(other.id)).toEqual(rows)
  })
})
