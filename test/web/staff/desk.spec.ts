import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readSignIns } from '#features/staff/cli/local-staff.js'
import { RecomputeTasks } from '#features/task/worker/recompute-tasks.job.js'
import { totpAt } from '#platform/vault/totp.js'
import { invitedPeople } from '#test/support/people/invited.js'
import { confirmedDelegate, type Delegate, saveTravelForm } from '#test/support/people/delegate.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'
import { startDesk } from './desk-app.js'

let world: World
let site: Awaited<ReturnType<typeof startDesk>>
let desk: WebClient
let delegate: Delegate

const follow = (one: Delegate) =>
  new RecomputeTasks(world.sql('app_worker')).run({ participationId: one.participationId })

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => ['coordinator', 'desk', 'auditor'].includes(login)))
  site = await startDesk(world)
  desk = site.browserOf(await signedIn(world, 'desk'))
  const registration = world.sql('app_registration')
  delegate = await confirmedDelegate(world, registration)
  await follow(delegate)
  await saveTravelForm(world, registration, delegate)
  await follow(delegate)
}, 30_000)

afterAll(async () => {
  await site.close()
  await world.end()
})

const casePath = () => `/desk/cases/${delegate.participationId}`
const fieldOf = ({ text }: { text: string }, name: string): string => hiddenField(text, name)
const tokenOf = (answer: { text: string }): string => fieldOf(answer, 'form_token')

describe('the travel desk on paper and screen', () => {
  it('lists the waiting case and shows it without anything sealed', async () => {
    const list = await desk.get('/desk/cases')
    expect(list.text).toContain(casePath())
    expect(list.text).toContain('New travel form')

    await world.operator.query(
      `INSERT INTO app.harm_finding (application_id, item, verdict, author_id) SELECT p.application_id, i.item, 'not_safe', s.id
       FROM app.participation p, unnest(ARRAY['letter', 'publicity']) i (item), app.staff_account s WHERE p.id = $1 AND s.login = 'desk'`,
      [delegate.participationId],
    )
    const shown = await desk.get(casePath())
    expect(shown.status).toBe(200)
    expect(shown.text).toMatch(/Not safe for this person: \S?Letter\S?\./)
    expect(shown.text).not.toMatch(/Nakuru|AK0000001/)
  })

  it('asks for a second sign-in before it opens a form, and renews the session with it', async () => {
    const opening = await desk.get(`${casePath()}/assessment`)
    expect(opening.location).toBe(`/step-up?case=${delegate.participationId}`)
    const asked = await desk.get(opening.location)
    const person = readSignIns(world.keyFolder).people.find(({ login }) => login === 'desk')
    const cookie = desk.cookies.get('desk')
    const fields = { form_token: tokenOf(asked), case: delegate.participationId, password: person?.password ?? '' }

    const wrong = await desk.post('/step-up', { ...fields, code: '000000' })
    expect(wrong.status).toBe(422)
    const code = totpAt(person?.totpSecret ?? '', site.clock.now())
    const right = await desk.post('/step-up', { ...fields, code })

    expect(right.location).toBe(`${casePath()}/assessment`)
    expect(desk.cookies.get('desk')).not.toBe(cookie)
    expect((await desk.post('/step-up', { ...fields, code })).status).toBe(403)
  })

  it('LET-7 shows the result with rule, source and day, warns, and promises nothing', async () => {
    const page = await desk.get(`${casePath()}/assessment`)

    expect(page.status).toBe(200)
    expect(page.text).toContain('Nakuru')
    expect(page.text).toContain('Confirm with the embassy')
    expect(page.text).toMatch(/2018\/1806/)
    expect(page.text).not.toMatch(/will get a visa/i)
  })

  it('confirms, writes a step down, keeps a wrong one on the page', async () => {
    const page = await desk.get(`${casePath()}/assessment`)
    const fields = { form_token: tokenOf(page), version: fieldOf(page, 'version'), path: fieldOf(page, 'path') }
    const confirmed = await desk.postAndFollow(`${casePath()}/assessment`, fields)
    expect(confirmed.text).toContain('Visa needed')
    expect((await desk.postAndFollow(`${casePath()}/assessment`, fields)).text).toContain('Somebody changed this')

    const shown = await desk.get(casePath())
    const step = { form_token: tokenOf(shown), version: fieldOf(shown, 'version'), move: 'letter_ready' }
    const unfit = await desk.post(`${casePath()}/steps`, {
      ...step,
      'happened_on.day': '31',
      'happened_on.month': '2',
      'happened_on.year': '2026',
    })
    expect(unfit.status).toBe(422)
    expect(unfit.text).toContain('value="31"')
    const [now] = await world.operator.query<{ d: string; m: string; y: string }>(
      `SELECT extract(day FROM app.today())::text AS d, extract(month FROM app.today())::text AS m, extract(year FROM app.today())::text AS y`,
    )
    const day = { 'happened_on.day': now?.d ?? '', 'happened_on.month': now?.m ?? '', 'happened_on.year': now?.y ?? '' }
    const saved = await desk.postAndFollow(`${casePath()}/steps`, { ...step, ...day, source: 'desk_saw' })
    expect(saved.text).toContain('Letter ready')
  })

  it('shows tasks, waives one with a reason, and refuses without', async () => {
    await follow(delegate)
    const list = await desk.get('/travel-tasks?show=open')
    const [task] = await world.operator.query<{ id: string; version: number }>(
      `SELECT id, version FROM app.task WHERE participation_id = $1 AND task = 'T16'`,
      [delegate.participationId],
    )
    const fields = { form_token: tokenOf(list), version: String(task?.version), move: 'waive' }
    expect((await desk.postAndFollow(`/travel-tasks/${task?.id}/closings`, { ...fields, reason: '' })).text).toContain(
      'Give a reason',
    )
    await desk.post(`/travel-tasks/${task?.id}/closings`, { ...fields, reason: 'not_needed' })

    expect(await world.operator.query('SELECT state FROM app.task WHERE id = $1', [task?.id])).toEqual([
      { state: 'waived' },
    ])
  })

  it('shows a coordinator what would move before the days are saved', async () => {
    const coordinator = site.browserOf(await signedIn(world, 'coordinator'))
    const form = await coordinator.get('/edition-dates')
    const field = (name: string) => fieldOf(form, name)
    const parts = (name: string, year: string) => ({
      [`${name}.day`]: '10',
      [`${name}.month`]: '6',
      [`${name}.year`]: year,
    })
    const year = String(new Date().getUTCFullYear() + 1)
    const names = ['arrival_on', 'programme_from', 'programme_to', 'departure_on']
    const days = Object.assign({}, ...names.map((name) => parts(name, year))) as Record<string, string>
    const fields = { form_token: tokenOf(form), version: field('version'), ...days }

    const preview = await coordinator.post('/edition-dates/previews', fields)
    expect(preview.text).toContain('Due days that would move')
    expect(preview.text).toContain('One assessed case')
    const saved = await coordinator.post('/edition-dates', fields)
    expect(saved.location).toBe('/travel-tasks')
    expect((await coordinator.post('/edition-dates', fields)).location).toBe('/edition-dates?notice=stale')
  })

  it('lists what waits for the colleague’s roles and takes it off; told starts the answer clock', async () => {
    const [invited] = await invitedPeople(world.operator, world.editionId, 1)
    await world.operator.query(
      'UPDATE app.invitation SET reached_on = NULL, reached_how = NULL WHERE application_id = $1',
      [invited?.id],
    )
    const [waiting] = await world.operator.query<{ id: string }>(
      `INSERT INTO app.staff_task (kind, role, application_id) VALUES ('invitation_not_reached', 'coordinator', $1) RETURNING id`,
      [invited?.id],
    )
    const coordinator = site.browserOf(await signedIn(world, 'coordinator'))
    const list = await coordinator.get('/waiting')
    expect(list.text).toContain('never reached')
    const path = `/waiting/${waiting?.id}/ends`
    const fields = (answer: { text: string }) => ({ form_token: tokenOf(answer), how: 'told' })
    expect((await desk.get('/waiting')).text).not.toContain(path)
    expect((await desk.post(path, fields(await desk.get('/travel-tasks')))).status).toBe(404)

    expect((await coordinator.postAndFollow(path, fields(list))).text).not.toContain('never reached')
    expect(
      await world.operator.query('SELECT reached_how FROM app.invitation WHERE application_id = $1', [invited?.id]),
    ).toEqual([{ reached_how: 'told' }])
    expect((await coordinator.post(path, fields(list))).status).toBe(404)
  })

  it('is the same 404 for other roles, unknown ids and things that are no ids', async () => {
    const auditor = site.browserOf(await signedIn(world, 'auditor'))
    const paths = ['/waiting', '/desk/cases', casePath(), `${casePath()}/assessment`, '/travel-tasks', '/edition-dates']
    for (const path of paths) expect((await auditor.get(path)).status).toBe(404)
    expect((await desk.get('/desk/cases/00000000-0000-4000-8000-000000000000')).status).toBe(404)
    expect((await desk.get('/desk/cases/%27')).status).toBe(404)
    expect((await desk.get('/edition-dates')).status).toBe(404)
    expect(site.log.join('\n')).not.toMatch(/Nakuru|AK0000001/)
  })
})
