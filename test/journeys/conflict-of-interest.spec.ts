import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { keyId } from '#platform/vault/keys.js'
import { localPaths } from '#platform/vault/local-keys.js'
import type { Sent } from '#test/support/people/applicant.js'
import { refereeWorld } from '#test/support/people/referee.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { until } from '#test/support/until.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { usualStaff } from '#test/support/world.js'
import { Office } from './staff-acts.js'

const mark = 'QZSISTER'
const applicantPages = ['/en/home', '/en/consents', '/en/preferences', '/en/withdrawal', '/en/write']
const reason = 'A reason of at least forty characters, as the rubric asks for it.'

// Case 6 of the stories: a reader finds that their sister leads the organisation, after they have scored the file.
describe('a conflict of interest that is found after scoring', () => {
  let running: RunningWorld
  let office: Office
  let person: Sent
  let other: Sent
  let told: unknown

  beforeAll(async () => {
    running = await runningWorld(usualStaff)
    office = new Office(running.staff)
    const at = await refereeWorld(running)
    person = await at.sent(mark)
    other = await at.sent('QZOTHER')
    await until('both receipts', () => running.trap.messages().length === 2)
    for (const { id } of [person, other])
      for (const name of ['open_screening', 'pass'] as const) await at.move(id, name)
  }, 60_000)

  afterAll(() => running.end())

  const accountOf = async (login: string) => (await running.world.holder(login)).accountId
  const page = async (login: string, address: string) => (await office.browser(login)).get(address)
  const file = (login: string) => page(login, `/applications/${person.id}`)
  const mean = async (): Promise<string | undefined> => /Mean \u2068([\d.]+)/.exec((await file('lead')).text)?.[1]
  const query = <T>(text: string, values: readonly unknown[] = [person.id]) =>
    running.world.operator.query<T>(text, values)

  async function reviewed(login: string, score: string): Promise<void> {
    await office.act('coordinator', person.id, `/applications/${person.id}/assignments`, {
      to: `reviewer:${await accountOf(login)}`,
    })
    await office.act(login, person.id, `/applications/${person.id}/conflicts`, { kind: 'none' })
    const scores = Object.fromEntries(['R1', 'R2', 'R3', 'R4', 'R5', 'R6'].map((key) => [key, score]))
    const reasons = Object.fromEntries(Object.keys(scores).map((key) => [`${key}_reason`, reason]))
    const review = { ...scores, ...reasons, eligibility: 'yes', comment: `${mark}-said`, profile: '1', act: 'submit' }
    await office.act(login, person.id, `/applications/${person.id}/reviews`, review)
  }

  /** Posts a search by name and answers how many files fit it. */
  async function found(login: string): Promise<string | undefined> {
    const client = await office.browser(login)
    const token = hiddenField((await client.get('/applications')).text, 'form_token')
    const answer = await client.postAndFollow('/searches', { form_token: token, text: 'state:in_review' })
    return /role="status">([^<]*)</.exec(answer.text)?.[1]
  }

  /** All that the applicant could notice: every page of theirs, their mails, what waits to be sent, their inbox. */
  async function noticed(client: WebClient): Promise<unknown> {
    const pages = []
    for (const address of applicantPages) {
      const { status, text } = await client.get(address)
      pages.push([address, status, text])
    }
    return {
      pages,
      mails: running.trap.messages().map(({ to, text }) => [to, text]),
      outbox: await query('SELECT * FROM app.outbox WHERE application_id = $1 ORDER BY id'),
      inbox: await query('SELECT * FROM app.message WHERE application_id = $1 ORDER BY id'),
      file: await query('SELECT state, version, open_sections FROM app.application WHERE id = $1'),
    }
  }

  const lists = async (login: string, id: string): Promise<boolean> =>
    (await page(login, '/applications')).text.includes(id)
  /** How many lines of the coordinator's page ask for another reader. */
  const calls = async (): Promise<number> =>
    (await page('coordinator', '/')).text.split('a conflict of interest took the file from a reader').length - 1

  const wraps = async (login: string): Promise<number> => {
    const directory = JSON.parse(readFileSync(localPaths(running.world.keyFolder).directory, 'utf8')) as {
      staff: Record<string, string>
    }
    const key = keyId(Buffer.from(directory.staff[await accountOf(login)] ?? '', 'base64'))
    const rows = await query<unknown>(
      'SELECT 1 FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id WHERE r.owner_id = $1 AND w.recipient = $2',
      [person.id, key],
    )
    return rows.length
  }

  it('two readers score the file, and the mean is of both', async () => {
    await reviewed('reader-1', '2')
    await reviewed('reader-2', '4')
    await office.act('coordinator', other.id, `/applications/${other.id}/assignments`, {
      to: `reviewer:${await accountOf('reader-1')}`,
    })
    told = await noticed(person.client)

    expect(await mean()).toBe('3.00')
    expect(await wraps('reader-1')).toBe(3)
    expect(await lists('reader-1', person.id)).toBe(true)
  })

  it('CON-4 the reader declares it: at their next request the file is nowhere', async () => {
    const before = await found('reader-1')
    const own = { form_token: hiddenField((await file('reader-1')).text, 'form_token') }
    const client = await office.browser('reader-1')
    const said = await client.post(`/applications/${person.id}/conflicts`, { ...own, kind: 'family' })
    const [list, home] = [await page('reader-1', '/applications'), await page('reader-1', '/')]

    expect([said.status, said.location]).toEqual([303, '/applications?notice=conflict_kept_away'])
    expect((await file('reader-1')).status).toBe(404)
    expect((await file('reader-1')).text).toBe((await page('reader-1', '/applications/none')).text)
    expect([list.text.includes(person.id), list.text.includes(other.id)]).toEqual([false, true])
    expect(/\d of \d read/.exec(home.text)?.[0]).toBe('0 of 1 read')
    expect([before, await found('reader-1')]).toEqual([
      '2 files fit, of 2 you may see.',
      '1 file fits, of 1 you may see.',
    ])
    expect(await wraps('reader-1')).toBe(0)
  })

  it('CON-4 their scores leave the mean, one audit line says it, and another reader is asked for', async () => {
    const lines = await query<{ verb: string; actor_id: string; purpose: string }>(
      `SELECT verb, actor_id, purpose FROM audit.entry WHERE object_id = $1 AND verb LIKE 'conflict.declared%'`,
    )

    expect(await mean()).toBe('4.00')
    expect(lines).toEqual([{ verb: 'conflict.declared', actor_id: await accountOf('reader-1'), purpose: 'family' }])
    expect(await calls()).toBe(1)
  })

  it('another reader takes the place, is not the one who left, and the call for one is over', async () => {
    const { text } = await page('coordinator', `/applications/${person.id}?assign=yes`)
    const isOffered = async (login: string) => text.includes(`value="reviewer:${await accountOf(login)}"`)
    const offered = [await isOffered('reader-1'), await isOffered('reader-3')]
    await office.act('coordinator', person.id, `/applications/${person.id}/assignments`, {
      to: `reviewer:${await accountOf('reader-3')}`,
    })

    expect(offered).toEqual([false, true])
    expect(await calls()).toBe(0)
    expect((await file('reader-3')).status).toBe(200)
  })

  it('the applicant is told nothing: pages, mails, outbox and inbox are the same byte for byte', async () => {
    expect(await noticed(person.client)).toEqual(told)
  })

  it('a file taken away from a reader is gone at the next request of their open session too', async () => {
    expect((await page('reader-1', `/applications/${other.id}`)).status).toBe(200)
    await office.act('coordinator', other.id, `/applications/${other.id}/assignments/ends`, {
      account: await accountOf('reader-1'),
      role: 'reviewer',
    })
    const list = await page('reader-1', '/applications')

    expect((await page('reader-1', `/applications/${other.id}`)).status).toBe(404)
    expect([list.text.includes(other.id), await found('reader-1')]).toEqual([false, '0 files fit, of 0 you may see.'])
    expect((await page('reader-1', '/')).text.includes('No file waits for your review.')).toBe(true)
  })
})
