import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { totpAt } from '#platform/vault/totp.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { openWindow, signedIn } from '#test/support/people/staff-session.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
const passphrase = 'four green boats at noon'

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

/** A browser whose second sign-in is new. */
async function fresh(login: string): Promise<WebClient> {
  const actor = await signedIn(line.world, login)
  await openWindow(line.world, actor)
  const client = staff.visitor()
  client.keep('console', actor.session.token.toString('base64url'))
  return client
}
const tokenOn = async (client: WebClient, page: string) => hiddenField((await client.get(page)).text, 'form_token')
const act = async (client: WebClient, page: string, target: string, fields: Record<string, string> = {}) =>
  client.postAndFollow(target, { form_token: await tokenOn(client, page), ...fields })
const plain = ({ text }: WebAnswer) =>
  text
    .replace(/<[^>]*>/g, ' ')
    .replace(/[\u2066-\u2069]/g, '')
    .replace(/&#39;/g, "'")
    .replace(/\s+/g, ' ')
const idOf = async (login: string): Promise<string> => {
  const [row] = await line.world.operator.query<{ id: string }>('SELECT id FROM app.staff_account WHERE login = $1', [
    login,
  ])
  return row?.id ?? ''
}
const lastDay = { 'ends_on.day': '1', 'ends_on.month': '5', 'ends_on.year': '2031' }
const code = (page: WebAnswer) =>
  /aria-labelledby="code-label">(.*?)<\/p>/s.exec(page.text)?.[1]?.replace(/<[^>]*>/g, '') ?? ''
const wordsOf = (page: WebAnswer) =>
  [...page.text.matchAll(/<li><strong dir="ltr">([a-z ]+)<\/strong>/g)].map(([, four]) => four)

describe('a new colleague', () => {
  it('is made by the admin, begins with the paper, sees only their key, and works after two keepers signed it', async () => {
    const admin = await fresh('admin')
    const paper = await act(admin, '/accounts/new', '/accounts', {
      name: 'Nadia K.',
      login: 'nadia',
      role: 'reviewer',
      ...lastDay,
    })
    const kept = await act(admin, '/paper', '/paper')
    const person = staff.visitor()
    const fields = { login: 'Nadia', code: code(paper), passphrase, again: passphrase }
    const begun = await person.postAndFollow('/first-sign-in', fields)

    expect(plain(paper)).toContain('nadia')
    expect(plain(kept)).toMatch(
      /Nadia K\. Waits for the first sign-in\. The paper counts until .* Reader until 1 May 2031\./,
    )
    expect((await admin.get('/paper')).location).toBe('/accounts')
    expect(plain(begun)).toContain('Your key waits for two keepers')
    const secret = /<strong dir="ltr">([A-Z2-7 ]{30,})<\/strong>/.exec(begun.text)?.[1]?.replaceAll(' ', '') ?? ''
    const works = await act(person, '/own-key', '/own-key', { code: totpAt(secret, staff.clock.now()) })
    expect([plain(works).includes('Your authenticator works.'), works.text.includes(secret.slice(0, 4))]).toEqual([
      true,
      false,
    ])
    for (const path of ['/applications', '/sessions', '/keepers', '/accounts']) {
      expect([path, (await person.get(path)).status]).toEqual([path, 404])
    }
    expect((await person.get('/')).location).toBe('/own-key')

    for (const [keeper, answer] of [
      ['coordinator', 'You signed the key. Another keeper must sign it too.'],
      ['lead', 'The key is signed by two keepers. The colleague can work now.'],
    ] as const) {
      const client = await fresh(keeper)
      const shown = await client.get('/keys')
      expect(wordsOf(shown)).toEqual(wordsOf(begun).slice(0, 4))
      expect(wordsOf(shown)).toHaveLength(4)
      const key = /name="key" value="([0-9a-f]{32})"/.exec(shown.text)?.[1] ?? ''
      expect(plain(await act(client, '/keys', '/keys', { account: await idOf('nadia'), key }))).toContain(answer)
    }
    expect([
      (await person.get('/')).status,
      plain(await person.get('/own-key')).includes('Your key is signed'),
    ]).toEqual([200, true])
    expect((await staff.visitor().post('/first-sign-in', fields)).status).toBe(422)
  })

  it('keeps what was typed when a field is wrong, and asks for a second sign-in', async () => {
    const admin = await fresh('admin')
    const wrong = await act(admin, '/accounts/new', '/accounts', {
      name: 'Omar',
      login: 'o mar',
      role: 'reviewer',
      ...lastDay,
    })
    const stale = await act(await staff.browserOf('admin'), '/accounts/new', '/accounts', {
      name: 'Omar',
      login: 'omar',
      role: 'reviewer',
      ...lastDay,
    })
    const both = await act(admin, '/accounts/new', `/accounts/${await idOf('security')}/grants`, {
      role: 'travel_desk',
      ...lastDay,
    })

    expect([wrong.status, stale.status]).toEqual([422, 422])
    expect(wrong.text).toContain('value="Omar"')
    expect(plain(wrong)).toContain('Write a sign-in name of letters, figures, dots and dashes.')
    expect(plain(stale)).toContain('Sign in once more first.')
    expect(plain(both)).toContain('Nobody may come to read both what endangers people and their passports.')
    expect(await idOf('omar')).toBe('')
  })

  it('is turned away at the first sign-in by one page for every wrong paper, and the forgotten page says one thing', async () => {
    const wrong = []
    for (const login of ['lead', 'nobody-here']) {
      const fields = { login, code: 'ABCD-ABCD', passphrase, again: passphrase }
      wrong.push(await staff.visitor().post('/first-sign-in', fields))
    }
    const asked = []
    for (const login of ['lead', 'nobody-here']) asked.push(await staff.visitor().post('/forgotten', { login }))

    expect(new Set(wrong.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(new Set(asked.map(({ status, text }) => `${status} ${text}`)).size).toBe(1)
    expect(plain(await (await fresh('admin')).get('/accounts'))).toMatch(/Vetting lead Asked for a new paper on/)
    const differ = await staff.visitor().post('/first-sign-in', { login: 'x', code: '', passphrase, again: 'other' })
    expect(plain(differ)).toContain('The two passphrases are not the same.')
  })
})

describe('roles and their ends', () => {
  it('are given with a last day and a deputy, and stop at the next request', async () => {
    const [admin, desk] = [await fresh('admin'), await staff.browserOf('desk')]
    const page = `/accounts/${await idOf('desk')}`
    const given = await act(admin, page, `${page}/grants`, {
      role: 'travel_desk',
      deputy: await idOf('board-1'),
      ...lastDay,
    })
    const before = await desk.get('/desk/cases')
    const ended = await act(admin, page, `${page}/grants/ends`, { role: 'travel_desk' })

    expect(plain(given)).toContain('Travel desk until 1 May 2031. Board 1 stands in.')
    expect(plain(ended)).toContain('The role has ended.')
    expect([before.status, (await desk.get('/desk/cases')).status]).toEqual([200, 404])
    const kept = await line.world.operator.query(
      `SELECT 1 FROM wraps.key_wrap w JOIN app.staff_account a ON substring(sha256(a.public_key) FOR 16) = w.recipient WHERE a.login = 'desk'`,
    )
    expect(kept).toEqual([])
  })
})

describe('removing a colleague', () => {
  it('asks first, and the next request of a live session is a stranger’s', async () => {
    const [admin, reader] = [await fresh('admin'), await staff.browserOf('reader-2')]
    const page = `/accounts/${await idOf('reader-2')}`
    const asked = await act(admin, page, `${page}/removals`)
    const before = await reader.get('/')
    const removed = await act(admin, page, `${page}/removals`, { sure: 'yes' })
    const after = await reader.get('/')
    const posted = await reader.post('/sign-out', {})

    expect(plain(asked)).toContain('Tick the box first.')
    expect(plain(removed)).toContain('The colleague is removed. Nothing opens for them any more.')
    expect([before.status, after.status, after.location, posted.status]).toEqual([200, 303, '/sign-in?ended=yes', 403])
    expect(plain(await admin.get(page))).not.toContain('Remove this colleague')
  })

  it('says why the last keeper of a compartment cannot go, and offers no button', async () => {
    const admin = await fresh('admin')
    const page = `/accounts/${await idOf('founder')}`
    const shown = await admin.get(page)
    const tried = await act(admin, page, `${page}/removals`, { sure: 'yes' })

    expect(plain(shown)).toContain('Nobody else keeps: Identity, Travel, Care, Finance.')
    expect(shown.text).not.toContain(`action="${page}/removals"`)
    expect(plain(tried)).toContain('Let a second keeper be made first.')
  })
})

describe('acts that need two people', () => {
  it('are listed with who could, and a phase without two of them does not open', async () => {
    const lead = await staff.browserOf('lead')
    const listed = plain(await lead.get('/readiness'))
    await line.world.operator.query(`DELETE FROM app.phase`)
    await line.world.operator.query(`UPDATE app.staff_role SET ends_on = app.today() + 10 WHERE account_id = $1`, [
      await idOf('lead-2'),
    ])
    const [{ soon = '', late = '' } = {}] = await line.world.operator.query<Record<string, string>>(
      `SELECT (app.today() + 10)::text AS soon, (app.today() + 11)::text AS late`,
    )
    const open = async (iso: string) => {
      const [year = '', month = '', day = ''] = iso.split('-')
      const { text } = await lead.get('/phases')
      const seen = /name="seen" value="([^"]*)"/.exec(text)?.[1] ?? ''
      return act(lead, '/phases', '/phases', {
        wave: 'main',
        seen,
        'board_from.day': day,
        'board_from.month': month,
        'board_from.year': year,
      })
    }
    const refused = await open(late)
    const opened = await open(soon)

    expect(listed).toContain('Clear for the closed part Vetting lead, Vetting lead 2 Two only: one absence stops it')
    expect(listed).toContain(
      'Let readers read before their phase Coordinator, Coordinator 2, Founder, Vetting lead, Vetting lead 2 Yes',
    )
    expect(listed).toContain(
      'Reveal a sealed part: risk First: Coordinator, Coordinator 2, Vetting lead 2 Second: Founder, Security officer, Vetting lead Yes',
    )
    expect(listed).toMatch(/Open more files in a day First: \d+ people Board 1, /)
    expect(listed).toContain('Invite although it is late First: Nobody Second: Coordinator, Coordinator 2, Founder')
    expect([
      refused.status,
      plain(refused).includes('cannot open: an act that needs two people has fewer than two'),
    ]).toEqual([422, true])
    expect(plain(opened)).toContain('The phases were saved.')
    await line.world.operator.query(
      `INSERT INTO app.phase (edition_id, wave, kind, starts_on) VALUES ($1, 'late', 'board', $2)`,
      [line.world.editionId, late],
    )
    const waves = async (path: string) =>
      [...(await lead.get(path)).text.matchAll(/<h2>Wave \W*([\w-]+)/g)].map(([, wave]) => wave)
    expect([await waves('/readiness'), await waves('/readiness?wave=main')]).toEqual([['late', 'main'], ['main']])
    expect((await (await staff.browserOf('reader-1')).get('/readiness')).status).toBe(404)
  })
})
