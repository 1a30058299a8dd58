import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type RunningWorker, startWorker } from '#apps/worker/src/worker.js'
import { DigestStaff } from '#features/task/worker/digest-staff.job.js'
import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type AccountDoor, accountDoor } from '#test/support/people/account-door.js'
import { workerSettings } from '#test/support/running-world.js'
import { MailTrap } from '#test/support/smtp.js'
import { until } from '#test/support/until.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let door: AccountDoor
let trap: MailTrap
let worker: RunningWorker

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  door = accountDoor(line)
  trap = await MailTrap.start()
  worker = await startWorker(workerSettings(line.world, trap.url), false)
}, 60_000)

afterAll(async () => {
  await worker.stop()
  await trap.close()
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

describe('a session whose person is given a role', () => {
  it('gets a new cookie at the next request, ten at once the same one, and none of them is thrown out', async () => {
    const client = await staff.browserOf('reader-3')
    const before = client.cookies.get('console')
    const quiet = (await client.get('/')).headers['set-cookie']
    await door.grants.give(await door.stepped('admin'), line.as('reader-3').accountId, {
      role: 'translator',
      endsOn: door.dayFrom(60),
      deputyId: null,
    })
    const answers = await Promise.all(Array.from({ length: 10 }, () => client.get('/sessions')))
    const cookies = answers
      .flatMap(({ headers }) => [headers['set-cookie'] ?? ''].flat())
      .map((text) => text.replace(/;.*/, ''))
    const [form] = answers.map(({ text }) => hiddenField(text, 'form_token'))
    const posted = await client.post('/sessions/ends', { form_token: form ?? '' })
    const thief = staff.visitor()
    thief.keep('console', before ?? '')
    await line.world.operator.query('UPDATE app.session_renewal SET until = app.now()')

    expect(quiet).toBeUndefined()
    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 200))
    expect(new Set(cookies)).toEqual(new Set([`console=${client.cookies.get('console')}`]))
    expect(client.cookies.get('console')).not.toBe(before)
    expect([posted.status, (await client.get('/sessions')).status]).toEqual([303, 200])
    expect((await thief.get('/sessions')).location).toContain('/sign-in')
  })
})

describe('mail address and time zone', () => {
  /** The browser of somebody whose second sign-in is new, and the session in it. */
  const fresh = async (login: string) => {
    const actor = await door.stepped(login)
    const client = staff.visitor()
    client.keep('console', actor.session.token.toString('base64url'))
    return { client, actor }
  }
  const contactOf = (login: string) =>
    line.world.operator.query('SELECT address, zone FROM app.staff_account WHERE login = $1', [login])

  it('of a new account lead to one mail at 08 of that clock, which says nothing of what waits', async () => {
    const { client, actor } = await fresh('admin')
    const typed = { name: 'Noor', login: 'noor', role: 'reviewer', address: 'noor@example.org', zone: 'Asia/Tokyo' }
    const lastDay = { 'ends_on.day': '1', 'ends_on.month': '5', 'ends_on.year': '2031' }
    const unfit = await act(client, '/accounts/new', '/accounts', { ...typed, ...lastDay, address: 'a@x.org,b@y.org' })
    await act(client, '/accounts/new', '/accounts', { ...typed, ...lastDay })
    const person = await door.firstSignIn(actor, 'four green boats at noon')
    for (const keeper of ['coordinator', 'lead']) await door.signs(keeper, person)
    await line.world.operator.query(`INSERT INTO app.staff_task (kind, role) VALUES ('reader_needed', 'reviewer')`)
    const clock = new TestClock(new Clock(), line.world.database)
    const digest = new DigestStaff(line.world.sql('app_worker'))
    await clock.moveTo(new Date('2027-03-07T22:30:00Z')) // Monday 07:30 in Tokyo
    await digest.run()
    const early = trap.messages().map(({ to }) => to)
    await clock.moveTo(new Date('2027-03-07T23:05:00Z'))
    await digest.run()
    await until('the mail is there', () => trap.messages().length > 0)
    await clock.reset()

    expect(unfit.status).toBe(422)
    expect(plain(unfit)).toContain('Write one plain address, like name@example.org: Mail address (optional)')
    expect(early).toEqual([])
    expect(trap.messages().map(({ to }) => to)).toEqual([['noor@example.org']])
    expect(trap.messages()[0]?.text).not.toMatch(/reader|Noor|Tokyo/i)
  })

  it('are kept by the admin for others; one’s own zone at any time, one’s own address after a second sign-in', async () => {
    const id = line.as('desk').accountId
    const { client } = await fresh('admin')
    const own = await staff.browserOf('desk')
    const kept = await act(client, `/accounts/${id}`, `/accounts/${id}/contact`, {
      address: 'desk@example.org',
      zone: 'Africa/Nairobi',
    })
    const zone = { address: 'desk@example.org', zone: 'Asia/Tashkent' }
    const moved = await act(own, '/me', '/me/contact', zone)
    const stale = await act(own, '/me', '/me/contact', { ...zone, address: 'elsewhere@example.org' })
    const between = await contactOf('desk')
    const stepped = await fresh('desk')
    const changed = await act(stepped.client, '/me', '/me/contact', { ...zone, address: '' })
    const wrong = await act(stepped.client, '/me', '/me/contact', { ...zone, zone: 'Mars/Olympus' })

    expect([kept, moved, changed].map((page) => plain(page).includes('Address and zone are saved.'))).toEqual([
      true,
      true,
      true,
    ])
    expect(plain(stale)).toContain('Sign in once more first.')
    expect(plain(wrong)).toContain('Write one plain address or none, and choose a time zone.')
    expect([between, await contactOf('desk')]).toEqual([
      [{ address: 'desk@example.org', zone: 'Asia/Tashkent' }],
      [{ address: null, zone: 'Asia/Tashkent' }],
    ])
  })
})

describe('a second session', () => {
  it('is told to the first on every page, with when it began, and ended from there', async () => {
    const first = await staff.browserOf('board-1')
    const alone = plain(await first.get('/board'))
    const second = await staff.browserOf('board-1')
    const told = plain(await first.get('/board'))
    const listed = plain(await first.get('/sessions'))
    await act(first, '/sessions', '/sessions/ends')

    expect(alone).not.toContain('another browser')
    expect(told).toMatch(/You are signed in in another browser too, since \w+, \d+ \w+ \d{4}.*?\. If that is not you/)
    expect(listed).toContain('Began at')
    expect(plain(await first.get('/board'))).not.toContain('another browser')
    expect((await second.get('/board')).location).toContain('/sign-in')
  })
})

describe('for how many applicants one person may type', () => {
  it('is said by the vetting lead on the page of proxies, and by nobody else', async () => {
    const lead = await staff.browserOf('lead')
    const unfit = await act(lead, '/proxies', '/proxies/limit', { limit: '0' })
    const saved = await act(lead, '/proxies', '/proxies/limit', { limit: '12' })
    const other = await act(await staff.browserOf('coordinator'), '/', '/proxies/limit', { limit: '3' })
    const rows = await line.world.operator.query('SELECT proxy_files FROM app.edition WHERE id = $1', [
      line.world.editionId,
    ])

    expect(plain(unfit)).toContain('Write a whole number from 1 to 99.')
    expect(plain(saved)).toContain('Somebody who typed for more than 12 applicants')
    expect(other.status).toBe(404)
    expect(rows).toEqual([{ proxy_files: 12 }])
  })
})
