import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Browser, Page } from 'playwright-core'
import { EscalateTasks } from '#features/task/worker/escalate-tasks.job.js'
import { RemindPeople } from '#features/task/worker/remind-people.job.js'
import { readSignIns } from '#features/staff/cli/local-staff.js'
import { totpAt } from '#platform/vault/totp.js'
import { answersByProxy, completeAnswers } from '#test/support/answers.js'
import { launchBrowser } from '#test/support/browser.js'
import { dumpDatabase, filesIn, findCanaries } from '#test/support/canaries.js'
import { Clocks, TestClock } from '#test/support/clock.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { serverFiles } from '#test/support/theft/server-files.js'
import { until } from '#test/support/until.js'
import { hiddenField } from '#test/support/web/client.js'
import type { Console } from '#test/support/web/staff.js'
import { usualStaff } from '#test/support/world.js'
import { fillSections, makeCode, phone, pressMain, put, signIn } from './applicant-walk.js'
import { Office } from './staff-acts.js'
import { papers, typedIn, unmarkedQuestions } from './typed-words.js'

const day = 24 * 3600_000

describe.each([
  ['en', 'QZCANARYEN7'],
  ['ar', 'QZCANARYAR7'],
] as const)('one defender, all the way (%s)', (lang, mark) => {
  let running: RunningWorld
  let console: Console
  let office: Office
  let browser: Browser
  let clock: TestClock
  let page: Page
  let place: string
  let code: string
  let id: string
  let participation: string
  const own = completeAnswers(mark, lang)
  const typed = answersByProxy(mark, lang)
  // Typed by another, and known to a partner as well.
  const answers = lang === 'en' ? own : { ...typed, references: { ...own.references, ...typed.references } }
  const stem = mark.slice(0, -1)

  beforeAll(async () => {
    running = await runningWorld(usualStaff)
    console = running.staff
    office = new Office(console)
    browser = await launchBrowser()
    const clocks = [running.registration.clock, console.clock]
    clock = new TestClock(new Clocks(clocks), running.world.database)
    // Daytime in every zone the people of this journey live in, whatever the hour of the machine.
    const morning = new Date(Date.now() + day)
    morning.setUTCHours(9, 0, 0, 0)
    await clock.moveTo(morning)
    page = await (await phone(browser)).newPage()
    page.setDefaultTimeout(10_000)
    place = `${running.registration.address}/${lang}`
  }, 60_000)

  afterAll(async () => {
    await browser.close()
    await running.end()
  })

  const query = <T>(text: string, values: readonly unknown[] = []) => running.world.operator.query<T>(text, values)
  const mailsOf = (to: string) => running.trap.messages().filter((mail) => mail.to.includes(to))
  const address = `${mark.toLowerCase()}@example.org`

  it('applies on a phone without scripts and gets one neutral mail', async () => {
    code = await makeCode(page, place)
    await fillSections(page, place, answers, put)
    await page.goto(`${place}/answers`)
    await pressMain(page)
    expect(new URL(page.url()).pathname).toBe(`/${lang}/sent`)

    const [row] = await query<{ id: string; state: string }>(
      `SELECT id, state FROM app.application WHERE state <> 'draft'`,
    )
    expect(row?.state).toBe('submitted')
    id = row?.id ?? ''
    await until('the receipt arrives', () => mailsOf(address).length === 1)
    expect(mailsOf(address)[0]?.text).toMatch(/\S+ \S+/)
  }, 60_000)

  it('is read by two, cleared by two, chosen by two and released', async () => {
    await office.move('coordinator', id, 'open_screening')
    await office.screen('coordinator', id)
    await office.move('coordinator', id, 'pass')
    for (const login of ['reader-1', 'reader-2']) {
      const [account] = await query<{ id: string }>('SELECT id FROM app.staff_account WHERE login = $1', [login])
      await office.read(id, { login, accountId: account?.id ?? '' }, `${mark}-opinion`)
    }
    const read = await (await office.browser('reader-1')).get(`/applications/${id}`)
    expect(read.text).toContain(`${mark}-trace`)
    expect(read.text).not.toMatch(new RegExp(`href="[^"]*${mark}`, 'i'))
    await office.move('coordinator', id, 'shortlist')
    await office.check(id)
    await office.decide(id, 'clear', 'lead', 'lead-2')
    await office.decide(id, 'release_invite', 'board-1', 'board-2')
    // Somebody else may have typed: nothing is released before the person was spoken with.
    await office.act('coordinator', id, `/applications/${id}/call-sheet/calls`, { call_outcome: 'reached' })
    await office.release('board-1')

    expect(await query('SELECT state FROM app.application WHERE id = $1', [id])).toEqual([{ state: 'invited' }])
    await until('the second mail arrives', () => mailsOf(address).length === 2)
  }, 60_000)

  it('comes back with the code in another browser and confirms', async () => {
    page = await (await phone(browser)).newPage()
    page.setDefaultTimeout(10_000)
    await signIn(page, place, code)
    expect(new URL(page.url()).pathname).toBe(`/${lang}/home`)
    await page.goto(`${place}/reply`)
    await pressMain(page)

    expect(await query('SELECT state FROM app.application WHERE id = $1', [id])).toEqual([{ state: 'confirmed' }])
    const [row] = await query<{ id: string }>('SELECT id FROM app.participation WHERE application_id = $1', [id])
    participation = row?.id ?? ''
    await until('the travel form waits', async () => (await openTasks()).includes('T02'))
  }, 60_000)

  it('gives the travel papers, and the desk finds the visa path behind a second sign-in', async () => {
    await page.goto(`${place}/travel-papers`)
    await put(page, papers(mark))
    await pressMain(page)
    expect(await query('SELECT waiting_for FROM app.visa_case')).toEqual([{ waiting_for: 'identity_form' }])

    const desk = await office.browser('desk')
    const opening = await desk.get(`/desk/cases/${participation}/assessment`)
    const asked = await desk.get(opening.location)
    const person = readSignIns(running.world.keyFolder).people.find(({ login }) => login === 'desk')
    await desk.post('/step-up', {
      form_token: hiddenField(asked.text, 'form_token'),
      case: participation,
      password: person?.password ?? '',
      code: totpAt(person?.totpSecret ?? '', console.clock.now()),
    })
    const shown = await desk.get(`/desk/cases/${participation}/assessment`)
    expect(shown.text).toContain(`${mark}-born`)
    const fields = ['form_token', 'version', 'path'].map((name) => [name, hiddenField(shown.text, name)])
    await desk.post(`/desk/cases/${participation}/assessment`, Object.fromEntries(fields) as Record<string, string>)

    const [visa] = await query(
      'SELECT visa_path, safe_on IS NOT NULL AS safe, earliest_on IS NOT NULL AS earliest, legal_on IS NOT NULL AS legal FROM app.visa_case',
    )
    expect(visa).toEqual({ visa_path: 'required', safe: true, earliest: true, legal: true })
    await until('the letter’s task opens', async () => (await openTasks()).includes('T06'))
  }, 60_000)

  it('sees the visa dates at home, is reminded once, and a person is told what is overdue', async () => {
    await page.goto(`${place}/home`)
    const [dates] = await query<{ year: string }>(`SELECT extract(year FROM safe_on)::text AS year FROM app.visa_case`)
    expect(await page.locator('main').innerText()).toContain(dates?.year ?? '—')

    const desk = await office.browser('desk')
    const shown = await desk.get(`/desk/cases/${participation}`)
    const now = clock.now()
    const stepped = await desk.post(`/desk/cases/${participation}/steps`, {
      form_token: hiddenField(shown.text, 'form_token'),
      version: hiddenField(shown.text, 'version'),
      move: 'letter_ready',
      source: 'desk_saw',
      'happened_on.day': String(now.getUTCDate()),
      'happened_on.month': String(now.getUTCMonth() + 1),
      'happened_on.year': String(now.getUTCFullYear()),
    })
    expect(stepped.status).toBe(303)
    await until('the appointment’s task opens', async () => (await openTasks()).includes('T07'))

    const worker = running.worker.app
    const before = mailsOf(address).length
    await clock.move(2 * day)
    await worker.get(RemindPeople, { strict: false }).run()
    await worker.get(RemindPeople, { strict: false }).run()
    await until('one digest arrives', () => mailsOf(address).length === before + 1)

    await clock.move(100 * day)
    await worker.get(EscalateTasks, { strict: false }).run()
    const told = await query<{ kind: string }>(`SELECT DISTINCT kind FROM app.staff_task WHERE participation_id = $1`, [
      participation,
    ])
    expect(told).toContainEqual({ kind: 'task_overdue' })
    expect(mailsOf(address)).toHaveLength(before + 1)
    await clock.reset()
  }, 60_000)

  it('leaves no open question of both forms without a word to look for, in one language or the other', () => {
    expect(unmarkedQuestions([own, typed].flatMap(Object.values).concat(papers(mark)), stem)).toEqual([])
  })

  it('leaves not one typed word in database, queue, logs, keys or mails', async () => {
    const canaries = [...new Set([...typedIn([answers, papers(mark)], stem), `${mark}-opinion`])]
    const texts = running.trap.messages().map((mail) => mail.subject + mail.text)
    const places = [
      ...(await dumpDatabase(running.world.database)),
      ...filesIn([running.world.keyFolder]),
      { name: 'logs', bytes: Buffer.from(running.log().join('\n')) },
      { name: 'mails', bytes: Buffer.from(texts.join('\n')) },
    ]
    const names = places.map(({ name }) => name)

    expect(canaries.length).toBeGreaterThanOrEqual(25)
    expect(names).toEqual(expect.arrayContaining(['bullmq.job', 'sealed.record', 'app.outbox', 'audit.entry']))
    expect(findCanaries(places, canaries)).toEqual([])
  }, 60_000)

  it('leaves none on the disk of the database server, write-ahead log and server log included', async () => {
    const places = await serverFiles(running.world.database)

    expect(places.length).toBeGreaterThan(100)
    expect(findCanaries(places, [stem])).toEqual([])
    await query(`SELECT set_config('application_name', $1, false), pg_logical_emit_message(false, 'house', $1)`, [stem])
    expect((await findCanariesOnDisk()).map(({ as }) => as)).toContain('plain')
  }, 120_000)

  const findCanariesOnDisk = async () => findCanaries(await serverFiles(running.world.database), [stem])
  const openTasks = async (): Promise<string[]> =>
    (await query<{ task: string }>(`SELECT task FROM app.task WHERE state = 'open' ORDER BY task`)).map(
      (row) => row.task,
    )
})
