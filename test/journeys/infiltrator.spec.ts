import { randomUUID } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { dumpDatabase, findCanaries } from '#test/support/canaries.js'
import { Clocks, TestClock } from '#test/support/clock.js'
import type { Sent } from '#test/support/people/applicant.js'
import { openLinkPage, postReference, refereeWorld, wholeReference } from '#test/support/people/referee.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import type { TrappedMail } from '#test/support/smtp.js'
import { until } from '#test/support/until.js'
import { hiddenField } from '#test/support/web/client.js'
import { usualStaff } from '#test/support/world.js'
import { Office } from './staff-acts.js'

const [spy, fair] = ['QZSPY', 'QZFAIR']
const fear = 'QZFEARED-photographs'
const found = 'qzspy-found@example.net'

// Case 7 of the stories: a polished application, referees who answer at once, a reader who does not believe it.
describe('a suspected infiltrator', () => {
  let running: RunningWorld
  let at: Awaited<ReturnType<typeof refereeWorld>>
  let office: Office
  let suspect: Sent
  let ordinary: Sent
  const seen: string[] = []

  beforeAll(async () => {
    running = await runningWorld(usualStaff)
    at = await refereeWorld(running)
    office = new Office(running.staff)
    const clock = new TestClock(new Clocks([running.registration.clock, running.staff.clock]), running.world.database)
    // Daytime where the applicants live, so that every mail may go at once.
    const morning = new Date(Date.now() + 86_400_000)
    morning.setUTCHours(9, 0, 0, 0)
    await clock.moveTo(morning)
  }, 60_000)

  afterAll(() => running.end())

  const file = (id: string) => `/applications/${id}`
  const page = async (login: string, address: string) => (await office.browser(login)).get(address)
  const press = async (login: string, address: string, fields: Record<string, string> = {}) => {
    const client = await office.browser(login)
    const token = hiddenField((await client.get('/sessions')).text, 'form_token')
    return client.postAndFollow(address, { form_token: token, ...fields })
  }
  const home = async (person: Sent) => (await person.client.get('/en/home')).text
  const numberOf = async (id: string) => {
    const query = 'SELECT case_number FROM app.application WHERE id = $1'
    return (await running.world.operator.query<{ case_number: string }>(query, [id]))[0]?.case_number ?? ''
  }
  const mailTo = (mark: string): TrappedMail | undefined => at.mailsTo(`${mark.toLowerCase()}@example.org`).at(-1)

  it('has two referees, one of whom answers within minutes, and a reader who knows the pictures', async () => {
    suspect = await at.inVetting(spy)
    ordinary = await at.inVetting(fair)
    const reader = (await running.world.holder('reader-1')).accountId
    for (const { id } of [suspect, ordinary]) {
      await office.act('coordinator', id, `${file(id)}/assignments`, { to: `reviewer:${reader}` })
      await office.act('reader-1', id, `${file(id)}/conflicts`, { kind: 'none' })
      await press('lead', `${file(id)}/references/requests`)
    }
    for (const mark of [spy, fair]) {
      const referee = running.registration.visitor()
      await openLinkPage(referee, await at.tokenFor(at.addressOf(mark, 1)))
      await postReference(referee, wholeReference(mark))
    }

    expect((await page('reader-1', '/applications')).text).toContain(suspect.id)
    expect((await page('lead', '/vetting')).text).toContain('1 of 2')
  }, 60_000)

  it('is gone for the reader who raised a concern as any file they no longer read, and for all but the leads', async () => {
    const number = await numberOf(suspect.id)
    const form = await page('reader-1', `${file(suspect.id)}/concerns`)
    const unsent = await press('reader-1', `${file(suspect.id)}/concerns`, { concern_text: '' })
    const sent = await press('reader-1', `${file(suspect.id)}/concerns`, { concern_text: fear })
    const lists = await Promise.all(['reader-1', 'coordinator', 'board-1'].map((login) => page(login, '/applications')))
    const searched = await press('coordinator', '/searches', { text: number })
    const gone = await page('coordinator', file(suspect.id))
    const absent = await page('coordinator', file(randomUUID()))
    const read = await page('reader-1', file(suspect.id))
    seen.push(sent.text, searched.text, gone.text, ...lists.map(({ text }) => text))

    expect([form.status, unsent.status, sent.status]).toEqual([200, 422, 200])
    expect(sent.text).toContain('Sent. Thank you.')
    expect(sent.text).not.toContain(number)
    expect(lists.map(({ text }) => [text.includes(suspect.id), text.includes(ordinary.id)])).toEqual(
      lists.map(() => [false, true]),
    )
    expect(searched.text).toMatch(/\S?0\S? files fit/)
    expect([gone.status, gone.text]).toEqual([absent.status, absent.text])
    expect(read.text).toBe((await page('reader-1', file(randomUUID()))).text)
    expect((await page('lead', `${file(suspect.id)}/restriction`)).text).toContain(fear)
    expect((await page('lead', '/')).text).toContain('An integrity concern was raised')
  }, 60_000)

  it('sees nothing of it while both referees are asked again at contacts we found', async () => {
    const before = await home(suspect)
    const old = await at.tokenFor(at.addressOf(spy, 2))
    const references = `${file(suspect.id)}/references`
    const targets = [...(await page('lead', references)).text.matchAll(/action="([^"]+\/reasks)"/g)].map(([, to]) => to)
    const missing = await press('lead', targets[1] ?? '')
    const asked = await press('lead', targets[1] ?? '', { reask_channel: found })
    const dead = await running.registration.visitor().get(`/en/link/${old}`)
    const referee = running.registration.visitor()
    await openLinkPage(referee, await at.tokenFor(found))
    await postReference(referee, wholeReference('QZTRUE'))
    const after = await page('lead', references)

    expect(targets).toHaveLength(2)
    expect(missing.text).toContain('Type the contact you found.')
    expect(asked.text).toContain('The referees were asked.')
    expect(dead.status).toBe(404)
    expect(after.text).toMatch(/Asked again by us[\s\S]*QZTRUE-said-example/)
    expect(after.text).not.toContain(found)
    expect(await home(suspect)).toBe(before)
    expect((await at.rowsOf(suspect.id)).map(({ position, state }) => `${position} ${state}`)).toEqual([
      '1 answered',
      '2 asked',
      '2 answered',
    ])
  }, 60_000)

  it('is judged by two leads, who keep it to themselves while the concern stands', async () => {
    const restriction = `${file(suspect.id)}/restriction`
    const concern = hiddenField((await page('lead', restriction)).text, 'concern')
    await press('lead', `${restriction}/settlements`, { concern, outcome: 'confirmed' })
    const waiting = await page('lead-2', restriction)
    const settled = await press('lead-2', `${restriction}/agreements`, {
      settlement: hiddenField(waiting.text, 'settlement'),
    })
    const standing = await page('lead', restriction)
    const lift = [await press('lead', `${restriction}/lifts`), await press('lead', `${restriction}/ends`)]

    expect(waiting.text).not.toContain(fear)
    expect(settled.text).toMatch(/Confirmed\S?: \S?Vetting lead\S? and \S?Vetting lead 2/)
    expect(standing.text).toContain('lifted only once two people called it unfounded')
    expect(standing.text).toContain(`href="${file(suspect.id)}"`)
    for (const { text } of lift) expect(text).toContain('An integrity concern stands.')
    expect((await page('coordinator', file(suspect.id))).status).toBe(404)
  }, 60_000)

  it('is told no in the same batch and the same words as anybody, to the byte but for what is their own', async () => {
    for (const { id } of [suspect, ordinary]) await office.judge(id)
    await office.decide(ordinary.id, 'release_reject', 'board-1', 'board-2')
    const look = await page('board-1', '/releases?wave=main')
    await office.decide(suspect.id, 'release_reject', 'lead', 'lead-2')
    expect(lookWithoutOwn((await page('board-1', '/releases?wave=main')).text)).toBe(lookWithoutOwn(look.text))
    const before = [spy, fair].map((mark) => at.mailsTo(`${mark.toLowerCase()}@example.org`).length)
    const released = await office.release('board-1')
    seen.push(released)
    await until('both were told', async () =>
      [spy, fair].every((mark, i) => at.mailsTo(`${mark.toLowerCase()}@example.org`).length > (before[i] ?? 0)),
    )
    const mails = [mailTo(spy), mailTo(fair)].map((mail) => mail && mailWithoutOwn(mail))
    const classes = await running.world.operator.query(
      `SELECT DISTINCT d.move, d.reason_class, d.wording, h.reason, h.on_day::text, o.class
       FROM app.application a JOIN app.decision d ON d.application_id = a.id AND d.state = 'released'
         JOIN app.history h ON h.application_id = a.id AND h.to_state = 'rejected'
         JOIN app.outbox o ON o.application_id = a.id AND o.subject_version = h.version
       WHERE a.id = ANY ($1)`,
      [[suspect.id, ordinary.id]],
    )

    expect(released).not.toContain(await numberOf(suspect.id))
    expect((await page('board-1', file(suspect.id))).status).toBe(404)
    expect(mails[0]).toBeDefined()
    expect(mails[0]).toBe(mails[1])
    expect(classes).toHaveLength(1)
    expect(homeWithoutOwn(await home(suspect))).toBe(homeWithoutOwn(await home(ordinary)))
  }, 60_000)

  it('leaves no word of what was feared in tables, mails, logs, lists, searches and messages', async () => {
    const place = (name: string, text: string) => ({ name, bytes: Buffer.from(text) })
    const mails = running.trap.messages().map(({ raw }) => raw)
    const dump = await dumpDatabase(running.world.database)

    expect(findCanaries([...dump, place('log', running.log().join())], [fear, found])).toEqual([])
    expect(findCanaries([place('mails', mails.join()), place('pages', seen.join())], [fear])).toEqual([])
    expect(await home(suspect)).not.toContain(fear)
  }, 60_000)
})

/** A page, its form token put aside. */
const lookWithoutOwn = (html: string): string => html.replace(/name="form_token" value="[^"]*"/g, '')

/** The whole mail, its body decoded; its address, id, instant and mail mark put aside. */
const mailWithoutOwn = ({ raw, text }: TrappedMail): string =>
  [
    (raw.split('\r\n\r\n')[0] ?? '').replace(/^(To|Message-ID|Date): .*$/gim, '$1:'),
    text.replace(/\u2068[a-z]+ [a-z]+\u2069/, ''),
  ].join('\n')

/** The home page, the case number, ids of messages, form tokens and the person's name put aside. */
const homeWithoutOwn = (html: string): string =>
  html
    .replace(/Case number \S?[0-9A-Z]{6}/, 'Case number')
    .replace(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, 'id')
    .replace(/value="[^"]{20,}"/g, 'value=""')
    .replaceAll(/QZ(SPY|FAIR)/g, 'QZ')
