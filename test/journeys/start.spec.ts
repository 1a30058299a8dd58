import { readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { filesIn, findCanaries } from '#test/support/canaries.js'
import { launcherPart, root } from '#test/support/cluster.js'
import { type CopyPlan, PracticeCopy } from '#test/support/practice-copy.js'
import { until } from '#test/support/until.js'
import { apply, begin } from '#test/support/web/registration.js'
import { WebClient } from '#test/support/web/client.js'

const isRoot = process.getuid?.() === 0
// PostgreSQL wants a user the system has a name for; every system names this one.
const nobody = 65_534
const own: [string, CopyPlan] = [isRoot ? 'root' : 'this user', {}]
const { strangersMayPass } = await launcherPart<{ strangersMayPass: (folder: string) => boolean }>('database/place.mjs')
// Only root can start a process as somebody else, who must be able to reach the packages of this checkout.
const hasOthers = isRoot && strangersMayPass(root)
const others: [string, CopyPlan][] = [
  ['an ordinary user', { uid: nobody }],
  ['root, where only root may enter', { isLocked: true }],
]
if (!hasOthers)
  it.todo('npm start as another user and in a locked folder, skipped: only root in an open folder can try')

const databaseUser = (plan: CopyPlan): number => plan.uid ?? (isRoot ? 65_534 : (process.getuid?.() ?? 0))

describe.each([own, ...(hasOthers ? others : [])])('npm start as %s', (_, plan) => {
  let copy: PracticeCopy

  beforeAll(async () => {
    copy = await PracticeCopy.make(plan)
    await copy.start()
  }, 120_000)

  afterAll(() => copy.remove(), 30_000)

  const client = (name: 'registration' | 'staff' | 'mailbox' | 'worker') => new WebClient(copy.addressOf(name))
  const pages = { registration: '/ar', staff: '/sign-in', mailbox: '/', worker: '/health/ready' } as const
  const each = Object.entries(pages) as [keyof typeof pages, string][]

  it('prints the addresses, which answer, and the first sign-in, whose code the mailbox page shows', async () => {
    for (const name of ['registration', 'staff', 'mailbox'] as const)
      expect(copy.shown).toContain(`${copy.addressOf(name)}/`)
    for (const [name, page] of each) expect([name, (await client(name).get(page)).status]).toEqual([name, 200])
    const [, login = '', password = ''] = /sign in as\s+(\S+)\s+(\S+)/.exec(copy.shown) ?? []
    const row = new RegExp(`<code>${login}</code></td><td><code>${password}</code>[^]*?<code>(\\d{6})</code>`)
    const code = row.exec((await client('mailbox').get('/')).text)?.[1] ?? ''

    const signedIn = await client('staff').post('/sign-in', { login, password, code })

    expect([signedIn.status, signedIn.location]).toEqual([303, '/'])
  })

  it('answers 421 on every server to whatever a proxy passed on, to every page, unknown ones too', async () => {
    const strange: Record<string, string>[] = [
      { 'x-forwarded-for': '192.0.2.1' },
      { via: '1.1 proxy' },
      { host: 'apply.example.org' },
    ]
    for (const [name, page] of each) {
      for (const headers of strange) {
        for (const target of [page, '/', '/nowhere', '/%']) {
          const { status, text } = await client(name).get(target, headers)
          expect([name, target, status, text.includes('Practice copy')]).toEqual([name, target, 421, true])
        }
      }
    }
  })

  it('keeps keys and logs to itself, and the database to its own user', () => {
    const modeOf = (name: string) => (statSync(path.join(copy.folder, '.data', name)).mode & 0o777).toString(8)
    const [moved] = /\/var\/lib\/delegates\/\S+(?=\.\n)/.exec(copy.shown) ?? []
    const data = statSync(path.join(moved ?? path.join(copy.folder, '.data'), 'postgres'))

    expect(['keys', 'logs', 'keys/sign-ins.json', 'keys/worker/mailbox.key'].map(modeOf)).toEqual([
      '700',
      '700',
      '600',
      '600',
    ])
    expect([moved !== undefined, data.uid, data.mode & 0o777]).toEqual([
      plan.isLocked === true,
      databaseUser(plan),
      0o700,
    ])
  })

  // An ordinary user's copy is laid out as root's own is.
  if (plan.uid === undefined) {
    it('takes an application and leaves no word of it in logs, database, keys or temporary files', async () => {
      const mark = 'QZSTARTED7'
      const applicant = client('registration')
      const code = await begin(applicant)
      expect((await apply(applicant, mark)).text).toContain('Received')
      await until('the receipt is in the mailbox', async () =>
        (await client('mailbox').get('/')).text.includes('There is an update'),
      )
      await applicant.get(`/en/nowhere/${mark}?${mark}=${mark}`, { 'user-agent': mark })

      expect(await copy.stop()).toBe(0)
      const moved = /\/var\/lib\/delegates\/\S+(?=\.\n)/.exec(copy.shown)?.[0]
      const places = filesIn([path.join(copy.folder, '.data'), copy.temporary, ...(moved ? [moved] : [])])

      expect(
        ['registration.log', 'worker.log', 'postgres.log'].filter(
          (log) => !places.some(({ name }) => name.endsWith(log)),
        ),
      ).toEqual([])
      expect(readFileSync(path.join(copy.folder, '.data/logs/registration.log'), 'utf8')).toContain(
        '"route":"/:lang/submission"',
      )
      expect(findCanaries(places, [mark, code, code.replaceAll('-', '')])).toEqual([])
    }, 60_000)
  }

  if (plan === own[1]) {
    it('starts again with the same people, and ends as cleanly', async () => {
      await copy.start()

      const people = [...copy.shown.matchAll(/sign in as +(\S+ +\S+)/g)].map(([, person]) => person)
      expect([people.length, new Set(people).size]).toEqual([2, 1])
      expect(await copy.stop()).toBe(0)
      for (const [name] of each) await expect(client(name).get('/')).rejects.toMatchObject({ code: 'ECONNREFUSED' })
    }, 60_000)
  }
})
