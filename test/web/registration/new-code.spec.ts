import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sealRecord } from '#platform/vault/record.js'
import { press, sentApplication } from '#test/support/people/applicant.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
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

const sheetCode = (html: string): string => {
  const found = /<p class="code"[^>]*><span>([^<]*)<\/span><span>([^<]*)<\/span>/.exec(html)
  return found ? `${found[1]}${found[2]}` : ''
}

/** Makes a new code on the page and says "I have it". Answers the code. */
async function renew(client: WebClient): Promise<string> {
  const sheet = await press(client, '/en/new-code', '/en/new-code')
  await client.post('/en/new-code/keeping', { form_token: hiddenField(sheet.text, 'form_token') })
  return sheetCode(sheet.text)
}

const signIn = async (code: string) => {
  const client = registration.visitor()
  return { client, answer: await client.post('/en/sign-in', { code }) }
}

/** A message of ours as a staff session writes it. */
async function write(id: string, text: string): Promise<void> {
  const [row] = await world.operator.query<{ public_key: Buffer }>(
    'SELECT public_key FROM app.access WHERE application_id = $1',
    [id],
  )
  const place = { owner: id, compartment: 'applicant', schema: 'message', version: 1 }
  const record = sealRecord(place, { text }, [row?.public_key ?? Buffer.alloc(32)])
  await world.operator.query(
    `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body) VALUES ($1, $2, 'applicant', 'message', 1, $3)`,
    [record.id, id, record.body],
  )
  await world.operator.query('INSERT INTO wraps.dek_wrap (record_id, recipient, wrap) VALUES ($1, $2, $3)', [
    record.id,
    record.wraps[0]?.recipient,
    record.wraps[0]?.wrap,
  ])
  await world.operator.query(
    `INSERT INTO app.message (application_id, kind, subject_version, record_id, opened_on) VALUES ($1, 'question_waiting', 9, $2, app.today())`,
    [id, record.id],
  )
}

describe('a new code', () => {
  it('APP-14 kills the old one at once, ends every other session, and reads inbox and zone as before', async () => {
    const { client, code, id } = await sentApplication({ registration, world }, 'NEWCODE')
    await write(id, 'A line only the person reads')
    const other = (await signIn(code)).client

    const fresh = await renew(client)
    const again = await signIn(fresh)
    const home = await again.client.get('/en/home')
    const message = /href="(\/en\/messages\/[^"]+)"/.exec(home.text)?.[1] ?? ''

    expect(fresh).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]$/)
    expect((await signIn(code)).answer.status).toBe(422)
    expect((await other.get('/en/home')).location).toBe('/en/sign-in?ended=yes')
    expect((await client.get('/en/home')).status).toBe(200)
    expect((await again.client.get(message)).text).toContain('A line only the person reads')
    expect(
      await world.operator.query(
        `SELECT schema_id, version FROM sealed.record WHERE owner_id = $1 AND compartment = 'applicant' ORDER BY schema_id`,
        [id],
      ),
    ).toEqual([
      { schema_id: 'display', version: 2 },
      { schema_id: 'message', version: 1 },
    ])
    expect(
      await world.operator.query(
        `SELECT count(*)::int AS wraps FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id
         WHERE r.owner_id = $1 AND r.compartment = 'applicant'`,
        [id],
      ),
    ).toEqual([{ wraps: 1 }])
  })

  it('APP-14 is shown until the person has it, and then no more', async () => {
    const { client } = await sentApplication({ registration, world }, 'ONCE')

    const made = await press(client, '/en/new-code', '/en/new-code')
    const again = await client.get('/en/new-code')
    await client.post('/en/new-code/keeping', { form_token: hiddenField(again.text, 'form_token') })
    const after = await client.get('/en/new-code')

    expect(sheetCode(again.text)).toBe(sheetCode(made.text))
    expect(made.text).toContain('As before: the two words of your first sheet')
    expect(sheetCode(after.text)).toBe('')
    expect(after.text).toContain('The old code stops working at once')
  })

  it('APP-14 treats a case number typed as a code as an ordinary wrong code', async () => {
    const { id } = await sentApplication({ registration, world }, 'NUMBER')
    const [row] = await world.operator.query<{ case_number: string }>(
      'SELECT case_number FROM app.application WHERE id = $1',
      [id],
    )

    const byNumber = (await signIn(row?.case_number ?? '')).answer
    const byNothing = (await signIn('0000-0000-0000-0000-0000-0000-1')).answer

    expect([byNumber.status, byNumber.text]).toEqual([422, byNothing.text])
  })

  it('takes an unsent form with it, mail mark included, and ends what the proxy held', async () => {
    const proxy = registration.visitor()
    await proxy.post('/ar/code', {})
    const sheet = await proxy.get('/ar/code')
    const mark = /<dt>علامة البريد<\/dt><dd><strong dir="auto">([^<]+)</.exec(sheet.text)?.[1]
    const old = sheetCode(sheet.text)
    await savePage(proxy, '/en/application/contact', { display_name: 'Typed by the proxy' })
    const person = (await signIn(old)).client

    const made = await press(person, '/ar/new-code', '/ar/new-code')

    expect(mark).toMatch(/^\S+ \S+$/)
    expect(made.text).toContain(`<strong dir="auto">${mark}</strong>`)
    expect((await person.get('/en/application/contact')).text).toContain('Typed by the proxy')
    expect((await proxy.get('/en/application')).location).toBe('/en/sign-in?ended=yes')
    expect((await signIn(old)).answer.status).toBe(422)
    const saved = await savePage(person, '/en/application/contact', { display_name: 'Typed by the person' })
    expect(saved.status).toBe(303)
  })

  it('is made five times an hour at most', async () => {
    const client = registration.visitor()
    await begin(client)
    for (let made = 0; made < 5; made += 1) await renew(client)

    const sixth = await press(client, '/en/new-code', '/en/new-code')

    expect(sixth.text).toContain('There were too many tries')
    expect((await client.get('/en/application')).status).toBe(200)
  })

  it('writes nothing over a message that came in between', async () => {
    const { id, code } = await sentApplication({ registration, world }, 'BETWEEN')
    const [session] = await world.operator.query<{ token_hash: Buffer }>(
      'SELECT token_hash FROM app.session WHERE application_id = $1',
      [id],
    )
    const sql = world.sql('app_registration')
    const basis = await sql.one<{ text: string }>('SELECT app.own_code_basis($1) AS text', [session?.token_hash])
    await write(id, 'Came in between')

    const answer = await sql.one<{ code: string }>(
      `SELECT app.own_new_code($1, $2, $3, $3, $3, $3, $3, '{}', '{}', '{}', '{}', '{}', '{}', '{}', '{}') AS code`,
      [session?.token_hash, basis?.text, Buffer.alloc(32, 7)],
    )

    expect(answer).toEqual({ code: 'stale' })
    expect((await signIn(code)).answer.location).toBe('/en/home')
  })
})

describe('the receipt in the inbox', () => {
  const opened = async (client: WebClient): Promise<string> => {
    const home = await client.get('/en/home')
    const opening = /action="(\/en\/messages\/[^"]+\/opening)"/.exec(home.text)?.[1] ?? ''
    return (await press(client, '/en/home', opening)).text
  }
  const dayAhead = async (days: number): Promise<string> => {
    const [row] = await world.operator.query<{ day: string }>('SELECT (app.today() + $1::integer)::text AS day', [days])
    const style = { day: 'numeric', month: 'long', year: 'numeric', timeZone: 'UTC' } as const
    return new Intl.DateTimeFormat('en-GB', style).format(new Date(`${row?.day}T00:00:00Z`))
  }

  it('names a day that lies ahead, and none where nothing is waited for', async () => {
    const { client } = await sentApplication({ registration, world }, 'LOOK')
    const waiting = await opened(client)
    const other = await sentApplication({ registration, world }, 'OVER')
    await world.operator.query(`UPDATE app.application SET state = 'withdrawn' WHERE id = $1`, [other.id])
    const over = await opened(other.client)

    expect(waiting).toContain(`Look in again by \u2068${await dayAhead(37)}\u2069.`)
    expect(over).toContain('Your case number is')
    expect(over).not.toContain('Look in again')
  })
})

describe('the start page', () => {
  it('says that this is no emergency service, in each language', async () => {
    const visitor = registration.visitor()

    expect((await visitor.get('/en')).text).toContain('This is not an emergency service.')
    expect((await visitor.get('/ar')).text).toContain('هذا الموقع ليس خدمة طوارئ.')
  })
})
