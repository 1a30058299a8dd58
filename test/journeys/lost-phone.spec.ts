import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { dumpDatabase, findCanaries } from '#test/support/canaries.js'
import { Clocks, TestClock } from '#test/support/clock.js'
import { press, type Sent } from '#test/support/people/applicant.js'
import { openLinkPage, postReference, refereeWorld, wholeReference } from '#test/support/people/referee.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { until } from '#test/support/until.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { usualStaff } from '#test/support/world.js'
import { Office } from './staff-acts.js'

const mark = 'QZPHONE'
const hour = 3_600_000
const newAddress = 'qzphone-new@example.org'

// Case 11 of the stories: phone and code are gone, and somebody writes from a new address.
describe('a lost phone', () => {
  let running: RunningWorld
  let at: Awaited<ReturnType<typeof refereeWorld>>
  let office: Office
  let clock: TestClock
  let person: Sent
  let page: string
  let freshCode: string
  const seen: string[] = []

  beforeAll(async () => {
    running = await runningWorld(usualStaff)
    at = await refereeWorld(running)
    office = new Office(running.staff)
    clock = new TestClock(new Clocks([running.registration.clock, running.staff.clock]), running.world.database)
    person = await at.inVetting(mark, {}, { keep_copy: 'yes' })
    await office.judge(person.id)
    await at.ask.run(at.lead, person.id)
    await until('the receipt arrives', () => mailsToOld().length === 1)
  }, 60_000)

  afterAll(() => running.end())

  const mailsToOld = () => at.mailsTo(`${mark.toLowerCase()}@example.org`)
  const mailsToNew = () => at.mailsTo(newAddress)

  /** A colleague posts a form of the case's page, in a session of this day. */
  async function acts(login: string, what: string, fields: Record<string, string> = {}): Promise<WebAnswer> {
    const client = await running.staff.browserOf(login)
    const token = hiddenField((await client.get(page)).text, 'form_token')
    return client.postAndFollow(`${page}/${what}`, { form_token: token, ...fields })
  }

  const signIn = async (code: string): Promise<{ client: WebClient; status: number }> => {
    const client = running.registration.visitor()
    return { client, status: (await client.post('/en/sign-in', { code })).status }
  }
  const caseState = async () =>
    (
      await running.world.operator.query<{ state: string }>(
        'SELECT state FROM app.code_case WHERE application_id = $1',
        [person.id],
      )
    )[0]?.state

  it('is told to the old address at once, neutrally, and to no other', async () => {
    const opened = await office.act('coordinator', person.id, `/applications/${person.id}/lost-codes`, {})
    page = opened.location
    await until('the old address is told', () => mailsToOld().length === 2)
    const [receipt, notice] = mailsToOld()

    expect([notice?.subject, notice?.text]).toEqual(['There is an update', receipt?.text])
    expect((await person.client.get('/en/home')).text).toContain('It was not me')
    expect(mailsToNew()).toEqual([])
  }, 30_000)

  it('closes the copy that was kept: whoever holds the phone may not be the person', async () => {
    const again = '/en/code/again/copy'
    const asked = await person.client.get('/en/copy')
    const refused = await press(person.client, again, again, { code: person.code })
    const copy = await person.client.get('/en/copy')

    expect([asked.location, copy.location]).toEqual([again, again])
    expect(refused.text).toContain('This file is paused. A person will look at it before anything happens.')
    expect(refused.text).not.toContain(`${mark}-summary`)
  })

  it('takes two people, each by the word heard or by somebody confirmed for this file', async () => {
    const unconfirmed = await acts('lead', 'checks', { way: 'video_call' })
    const client = await running.staff.browserOf('coordinator')
    const word = await client.get(`${page}/code-word`)
    await acts('coordinator', 'checks', { way: 'code_word' })
    const alone = await acts('coordinator', 'checks', { way: 'code_word' })
    const states = [await caseState()]
    const referee = running.registration.visitor()
    seen.push((await openLinkPage(referee, await at.tokenFor(at.addressOf(mark, 1)))).text)
    await postReference(referee, wholeReference(`${mark}-said`))
    await acts('lead', 'checks', { way: 'video_call' })

    expect(unconfirmed.text).toContain('No referee or voucher is confirmed for this file yet.')
    expect(word.text).toContain(`${mark}-word`)
    expect(alone.text).toContain('Another person who holds the role must agree.')
    expect([...states, await caseState()]).toEqual(['opened', 'waiting'])
  }, 30_000)

  it('keeps everything as it was for 72 hours: no new code, and nothing goes to the new address', async () => {
    const early = await acts('coordinator', 'codes')
    await clock.move(72 * hour - 60_000)
    const stillEarly = await acts('coordinator', 'codes')

    for (const answer of [early, stillEarly]) {
      expect(answer.text).toContain('The time before a new code has not passed yet.')
    }
    expect((await signIn(person.code)).status).toBe(303)
    expect([await caseState(), mailsToNew()]).toEqual(['waiting', []])
  }, 30_000)

  it('ends with a new code: whoever has the phone sees nothing any more', async () => {
    const phone = (await signIn(person.code)).client
    const before = await phone.get('/en/home')
    await clock.move(60_000)
    const made = await acts('coordinator', 'codes')
    freshCode = /<strong dir="ltr">([0-9A-Z-]{31})<\/strong>/.exec(made.text)?.[1] ?? ''
    await acts('coordinator', 'keeping')

    expect(before.text).toContain('It was not me')
    expect((await phone.get('/en/home')).location).toBe('/en/sign-in?ended=yes')
    const owner = await signIn(freshCode)
    expect([(await signIn(person.code)).status, owner.status]).toEqual([422, 303])
    expect((await owner.client.get('/en/copy')).status).toBe(404)
  }, 30_000)

  it('lets only the new code change the address; the old one hears of it once, and no more', async () => {
    const { client } = await signIn(freshCode)
    const saved = await press(client, '/en/preferences', '/en/preferences', {
      form_language: 'en',
      contact_email: newAddress,
      mail_mark: 'river stone',
    })
    await until('the old address hears of it', () => mailsToOld().length === 3)
    const home = await client.get('/en/home')
    seen.push(saved.text, home.text)
    await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'next_edition' })
    await until('the new address is written to', () => mailsToNew().length === 1)

    expect(saved.text).toContain('We keep to this from now on')
    expect(home.text).toMatch(/First person<\/dt><dd>Answered[\s\S]*Second person<\/dt><dd>Asked/)
    expect(mailsToOld()).toHaveLength(3)
    expect(mailsToNew()[0]?.text).toContain('river stone')
  }, 30_000)

  it('shows nobody a word: not referees, not mails, not tables or logs', async () => {
    const places = await dumpDatabase(running.world.database)
    const mails = running.trap.messages().map(({ raw }) => raw)
    const text = (name: string, lines: readonly string[]) => ({ name, bytes: Buffer.from(lines.join('\n')) })
    const secret = [newAddress, `${mark}-word`, `${mark}-safety`, `${mark}-summary`, freshCode]

    expect(findCanaries([...places, text('log', running.log())], [...secret, mark])).toEqual([])
    expect(findCanaries([text('pages', seen)], secret)).toEqual([])
    expect(findCanaries([text('mails', mails)], secret.slice(1))).toEqual([])
    expect(mails.join()).toContain(newAddress)
  }, 30_000)
})
