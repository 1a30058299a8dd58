import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { TestClock } from '#test/support/clock.js'
import { invitedApplicant, press, sentApplication } from '#test/support/people/applicant.js'
import type { WebAnswer } from '#test/support/web/client.js'
import { type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let staff: Console
let time: TestClock
let team: Team
const logins = ['coordinator', 'coordinator-2', 'lead', 'security', 'board-1', 'desk']
const hour = 3_600_000

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => logins.includes(login)))
  registration = await startRegistration(world)
  staff = await startStaff(world)
  time = new TestClock(staff.clock, world.database)
  await signEverybodyIn()
}, 60_000)

afterAll(async () => {
  await staff.close()
  await registration.close()
  await world.end()
})

async function signEverybodyIn(): Promise<void> {
  team = await Team.at(staff, logins)
}

/** Sessions of staff end meanwhile; they sign in again. */
async function hoursPass(): Promise<void> {
  await time.move(72 * hour)
  await signEverybodyIn()
}

/** Opens the case of a file; answers its address. */
async function begun(id: string): Promise<string> {
  const token = await team.tokenOf('coordinator')
  return (await team.as('coordinator').post(`/applications/${id}/lost-codes`, { form_token: token })).location
}

/** Two people recognise the person by the word, and the hours pass. */
async function waited(id: string): Promise<string> {
  const page = await begun(id)
  await team.as('coordinator').get(`${page}/code-word`)
  await team.act('coordinator', `${page}/checks`, { way: 'code_word' })
  await team.act('lead', `${page}/checks`, { way: 'code_word' })
  await hoursPass()
  return page
}

const caseOf = async (id: string) =>
  (
    await world.operator.query<{ state: string; checks: number }>(
      `SELECT c.state, (SELECT count(*)::int FROM app.code_check k WHERE k.case_id = c.id) AS checks
       FROM app.code_case c WHERE c.application_id = $1 ORDER BY c.ended_on IS NULL DESC, c.ended_on DESC LIMIT 1`,
      [id],
    )
  )[0]
const signIn = async (code: string) => {
  const client = registration.visitor()
  return { client, status: (await client.post('/en/sign-in', { code })).status }
}
const codeIn = ({ text }: WebAnswer) => /<strong dir="ltr">([0-9A-Z-]{31})<\/strong>/.exec(text)?.[1] ?? ''
const stopped = async (id: string) =>
  (
    await world.operator.query<{ stopped: boolean }>(
      'SELECT stopped_on IS NOT NULL AS stopped FROM app.invitation WHERE application_id = $1',
      [id],
    )
  )[0]?.stopped

describe('a lost code', () => {
  it('is made anew after two people, a notice and 72 hours, and the old one is dead', async () => {
    const { client, code, id } = await sentApplication({ registration, world }, 'LOST')
    const page = await begun(id)
    const word = await team.as('coordinator').get(`${page}/code-word`)
    await team.act('coordinator', `${page}/checks`, { way: 'code_word' })
    const alone = await team.act('coordinator', `${page}/checks`, { way: 'code_word' })
    const second = await team.as('lead').get(page)
    const unseen = await team.act('lead', `${page}/checks`, { way: 'video_call' })
    await team.act('lead', `${page}/checks`, { way: 'code_word' })
    const early = await team.act('coordinator', `${page}/codes`)

    await hoursPass()
    const made = await team.act('coordinator', `${page}/codes`)
    const fresh = codeIn(made)
    const again = codeIn(await team.as('coordinator').get(page))
    const elsewhere = codeIn(await team.as('coordinator-2').get(page))
    const kept = await team.act('coordinator', `${page}/keeping`)
    const entered = await signIn(fresh)
    const home = await entered.client.get('/en/home')
    await time.reset()

    expect(word.text).toMatch(/The code word is:<\/p><p><strong dir="auto">[^<]+</)
    expect(alone.text).toContain('Another person who holds the role must agree.')
    expect(second.text).not.toContain('code-word')
    expect(unseen.text).toContain('No referee or voucher is confirmed for this file yet.')
    expect(early.text).toContain('The time before a new code has not passed yet.')
    expect([fresh.length, again, elsewhere, codeIn(kept)]).toEqual([31, fresh, '', ''])
    expect([(await signIn(code)).status, entered.status]).toEqual([422, 303])
    expect(home.text).toContain('Received')
    expect(home.text).not.toContain('It was not me')
    expect((await client.get('/en/home')).location).toBe('/en/sign-in?ended=yes')
    const lines = await world.operator.query<{ verb: string }>(
      'SELECT verb FROM audit.entry WHERE object_id = $1 ORDER BY seq',
      [id],
    )
    expect(lines.map(({ verb }) => verb).filter((verb) => /^(code|mailbox)/.test(verb))).toEqual([
      'code_case.opened',
      'code_word.opened',
      'code_case.confirmed',
      'code_case.confirmed',
      'code_case.verify',
      'code_case.wait',
      'mailbox.opened',
      'code_case.issue',
    ])
  })

  it('keeps zone and mail mark, and leaves a message of ours as a line without its text', async () => {
    const { id } = await sentApplication({ registration, world }, 'ZONE')
    const page = await waited(id)

    const made = await team.act('coordinator', `${page}/codes`)
    const { client } = await signIn(codeIn(made))
    const home = await client.get('/en/home')
    await time.reset()

    expect(made.text).toMatch(/<dt>Mail mark<\/dt><dd dir="auto">\S+ \S+<\/dd>/)
    expect([home.status, home.text.includes('We have what you sent')]).toEqual([200, true])
    expect(
      await world.operator.query(
        `SELECT schema_id, version FROM sealed.record WHERE owner_id = $1 AND compartment = 'applicant'`,
        [id],
      ),
    ).toEqual([{ schema_id: 'display', version: 2 }])
  })

  it('tells the old channel at once, and is over when the person says that it was not them', async () => {
    const { client, code, id } = await sentApplication({ registration, world }, 'DENIED')
    const page = await begun(id)
    await begun(id)
    const home = await client.get('/en/home')

    const denied = await press(client, '/en/home', '/en/not-me')

    expect(home.text).toContain('It was not me')
    expect(denied.text).not.toContain('It was not me')
    expect(
      await world.operator.query(
        `SELECT class, state FROM app.outbox WHERE application_id = $1 AND class = 'lost_code_notice'`,
        [id],
      ),
    ).toEqual([{ class: 'lost_code_notice', state: 'queued' }])
    expect(await caseOf(id)).toEqual({ state: 'cancelled', checks: 0 })
    expect((await team.as('security').get('/')).text).toContain('a lost code was denied')
    expect((await team.act('lead', `${page}/checks`, { way: 'video_call' })).text).toContain(
      'That step does not follow from the present state.',
    )
    expect((await signIn(code)).status).toBe(303)
  })

  it('STA-14 stops the answer clock of an invitation until it is over', async () => {
    const { client, id } = await invitedApplicant({ registration, world }, 'CLOCK')
    await begun(id)
    const during = await stopped(id)
    await press(client, '/en/home', '/en/not-me')

    expect([during, await stopped(id)]).toEqual([true, false])
  })

  it('waits while the file is on hold', async () => {
    const { code, id } = await sentApplication({ registration, world }, 'HELD')
    const page = await waited(id)
    await world.operator.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'duress')`, [id])

    const refused = await team.act('coordinator', `${page}/codes`)
    await time.reset()

    expect(refused.text).toContain('This file is held.')
    expect(await caseOf(id)).toEqual({ state: 'waiting', checks: 2 })
    expect((await signIn(code)).status).toBe(303)
  })

  it('needs the word opened for it before it can be compared, as given last, and is no page for other roles', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'UNOPENED')
    await savePage(client, '/en/replacement/contact', { display_name: 'UNOPENED', code_word: 'UNOPENED-newer' })
    const page = await begun(id)

    const called = await team.act('coordinator-2', `/applications/${id}/call-sheet/code-word`)
    const word = await team.as('coordinator').get(`${page}/code-word`)
    const unopened = await team.act('coordinator-2', `${page}/checks`, { way: 'code_word' })
    const ended = await team.act('security', `${page}/ends`)

    expect([called, word].map(({ text }) => text.includes('UNOPENED-newer'))).toEqual([true, true])
    expect(unopened.text).toContain('Open the code word first, or choose the video call.')
    expect((await team.as('board-1').get(page)).status).toBe(404)
    expect((await team.as('desk').get('/lost-codes')).status).toBe(404)
    expect((await team.as('lead').get('/lost-codes')).status).toBe(200)
    expect(ended.status).toBe(200)
    expect(await caseOf(id)).toEqual({ state: 'cancelled', checks: 0 })
  })

  it('goes with the file when the person asks to be forgotten', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'GONE')
    await begun(id)

    await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })

    expect(await caseOf(id)).toBeUndefined()
  })
})
