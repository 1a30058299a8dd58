import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { routesOf } from '#platform/web/access/route-table.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
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

const uuid = '00000000-0000-4000-8000-000000000000'
const filled = (path: string, id = uuid) => path.replace(':id', id).replace(':decision', uuid)
const routes = () => routesOf(staff.app)
const tokenOf = async (client: WebClient): Promise<string> =>
  hiddenField((await client.get('/sessions')).text, 'form_token')
const call = (client: WebClient, method: string, target: string, fields: Record<string, string>) =>
  method === 'GET' ? client.get(target) : client.post(target, fields)

describe('signing in to the console', () => {
  it('takes login, password and a code, opens the first screen, and ends with the sign-out', async () => {
    const client = staff.visitor()
    const form = await client.get('/sign-in')
    const answer = await client.post('/sign-in', staff.signInOf('coordinator'))
    const home = await client.get(answer.location)

    expect([form.status, answer.status, answer.location, home.status]).toEqual([200, 303, '/', 200])
    expect(home.text).toContain('Local keys: write nothing real.')
    expect(answer.headers['set-cookie']).toEqual([
      expect.stringMatching(/^console=[\w-]{43}; Max-Age=86400; Path=\/; HttpOnly; SameSite=Strict$/),
    ])
    const old = client.cookies.get('console') ?? ''
    const left = await client.post('/sign-out', { form_token: hiddenField(home.text, 'form_token') })
    const thief = staff.visitor()
    thief.keep('console', old)
    expect([left.location, client.cookies.size]).toEqual(['/sign-in', 0])
    expect((await thief.get('/')).location).toBe('/sign-in?ended=yes')
  })

  it('says one and the same to everything wrong, and shows nothing typed again', async () => {
    const right = staff.signInOf('board-1')
    const wrong = [
      { ...right, login: 'nobody-canary' },
      { ...right, password: 'canary-word' },
      { ...right, code: '000000' },
    ]
    const answers = []
    for (const fields of wrong) answers.push(await staff.visitor().post('/sign-in', fields))

    expect(new Set(answers.map(({ status, text }) => `${status}${text}`)).size).toBe(1)
    expect(answers[0]?.status).toBe(422)
    expect(answers[0]?.text).not.toContain('canary')
  })

  it('steps up with password and code from the sessions page, under a new token', async () => {
    const desk = await staff.browserOf('desk')
    const before = desk.cookies.get('console')
    const asked = await desk.get('/step-up')
    const { password, code } = staff.signInOf('desk')
    const opened = await desk.post('/step-up', { form_token: hiddenField(asked.text, 'form_token'), password, code })

    expect([opened.status, opened.location]).toEqual([303, '/desk/cases'])
    expect(desk.cookies.get('console')).not.toBe(before)
    expect((await desk.get('/sessions')).text).toMatch(/Travel forms may be opened until/)
  })

  it('sees a disabled account at its next request', async () => {
    const client = await staff.browserOf('reader-3')
    const before = await client.get('/')
    await line.world.operator.query(`UPDATE app.staff_account SET state = 'disabled' WHERE login = 'reader-3'`)

    const after = await client.get('/')

    expect([before.status, after.status, after.location]).toEqual([200, 303, '/sign-in?ended=yes'])
  })
})

describe('the page one asked for', () => {
  it('opens after signing in, and tells nobody who comes for the first time that they were signed out', async () => {
    const id = await line.inReview()
    const client = staff.visitor()
    const asked = await client.get(`/applications/${id}?notice=stale`)
    const form = await client.get(asked.location)
    const fields = { ...staff.signInOf('coordinator-2'), to: hiddenField(form.text, 'to') }
    const wrong = await client.post('/sign-in', { ...fields, password: 'canary-word' })
    const answer = await client.post('/sign-in', { ...fields, to: hiddenField(wrong.text, 'to') })

    expect(asked.location).toBe(`/sign-in?to=${encodeURIComponent(`/applications/${id}`)}`)
    expect(form.text).not.toContain('You were signed out')
    expect([answer.status, answer.location]).toEqual([303, `/applications/${id}`])
    expect((await client.get(answer.location)).text).toContain('Conflicts of interest')
  })

  it('is never one of another host', async () => {
    const client = staff.visitor()
    const form = await client.get(`/sign-in?to=${encodeURIComponent('//evil.example')}`)
    const answer = await client.post('/sign-in', { ...staff.signInOf('lead-2'), to: 'https://evil.example/' })

    expect(form.text).not.toContain('evil')
    expect(answer.location).toBe('/')
  })
})

describe('the doors of the console', () => {
  it('lead everybody who is not signed in to the same page', async () => {
    for (const { method, path, permission } of routes().filter((route) => route.permission !== 'public')) {
      const answer = await call(staff.visitor(), method, filled(path), {})
      const [page] = answer.location.split('?')
      expect([path, permission, answer.status, page]).toEqual([path, permission, 303, '/sign-in'])
      expect(answer.location).not.toContain('ended')
    }
  })

  it('take no post from another site, and none without the token of the session', async () => {
    const client = await staff.browserOf('coordinator')
    for (const { path, permission } of routes().filter((route) => route.method === 'POST')) {
      const target = filled(path)
      const foreign = await client.post(target, {}, { origin: 'https://evil.example' })
      const silent = await client.post(target, {}, { origin: '' })
      expect([path, foreign.status, silent.status]).toEqual([path, 403, 403])
      if (permission === 'public') continue
      const bare = await client.post(target, {})
      const forged = await client.post(target, { form_token: 'x'.repeat(43) })
      expect([path, bare.status, forged.status]).toEqual([path, 403, 403])
    }
  })

  it('give a reader without an assignment the same 404 on every route of a file', async () => {
    const id = await line.inReview()
    const reader = await staff.browserOf('reader-1')
    const token = await tokenOf(reader)
    const absent = await reader.get('/nowhere')
    const before = await line.traces(id)

    const ofFiles = routes().filter(({ path }) => path.startsWith('/applications/:id'))
    expect(ofFiles.length).toBeGreaterThan(8)
    for (const { method, path } of ofFiles) {
      const answer = await call(reader, method, filled(path, id), { form_token: token })
      expect([method, path, answer.status, answer.text]).toEqual([method, path, 404, absent.text])
    }
    expect((await reader.get('/applications')).text).not.toContain(id)
    expect(await line.traces(id)).toEqual(before)
  })

  it('show an auditor the log and their own sessions, and nothing else', async () => {
    const auditor = await staff.browserOf('auditor')
    const token = await tokenOf(auditor)
    const open = ['/sign-in', '/first-sign-in', '/forgotten']
    const ofSession = ['/sessions', '/sessions/ends', '/edition-choice', '/own-key', '/sign-out']
    const own = new Set(['/', '/audit', '/reveals', ...ofSession, ...open])
    const absent = await auditor.get('/nowhere')

    for (const { method, path } of routes().filter((route) => !own.has(route.path))) {
      const answer = await call(auditor, method, filled(path), { form_token: token })
      expect([method, path, answer.status, answer.text]).toEqual([method, path, 404, absent.text])
    }
    expect((await auditor.get('/')).location).toBe('/audit')
    const log = await auditor.get('/audit')
    expect([log.status, log.text.includes('verify-audit')]).toEqual([200, true])
    expect((await auditor.get('/audit?before=2')).status).toBe(200)
    expect((await auditor.get("/audit?before='")).status).toBe(404)
  })

  it('show the log to nobody but the auditor', async () => {
    for (const login of ['coordinator', 'lead', 'board-1', 'security', 'desk', 'admin']) {
      expect([login, (await (await staff.browserOf(login)).get('/audit')).status]).toEqual([login, 404])
    }
  })
})
