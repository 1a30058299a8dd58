import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sections } from '#features/application/registration/forms/sections.js'
import { invitedApplicant, press } from '#test/support/people/applicant.js'
import { begin, type Registration, startRegistration } from '#test/support/web/registration.js'
import type { WebClient } from '#test/support/web/client.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'
import { comers, keeper } from '#test/web/u-checks/cast.js'

let world: World
let registration: Registration
const guests = new Map<string, WebClient>()

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
  await comers({ registration, world }, guests)
  guests.set('keeper', await keeper({ registration, world }))
}, 60_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const wireBytes = async (client: WebClient, target: string): Promise<number> => {
  const { status, headers } = await client.get(target, { 'accept-encoding': 'br' })
  expect([target, status]).toEqual([target, 200])
  return Number(headers['content-length'])
}

const kib = 1024

/** The pages of those who come by a link or a partner's code, and what a person may do after sending. */
const guestPages: Readonly<Record<string, readonly string[]>> = {
  referee: ['reference'],
  nominee: ['invitation'],
  partner: ['nominations', 'nominations/new'],
  asked: ['people/1', 'replacement', 'replacement/channels', 'replacement/risk', 'replacement/safety'],
  keeper: ['copy', 'code/again/copy', 'preferences', 'consents', 'pause', 'write', 'new-code', 'replacement'].concat(
    sections.filter(({ key }) => key !== 'start').map(({ key }) => `replacement/${key}`),
  ),
}

describe.each(['en', 'ar'] as const)('the pages in %s on the wire', (lang) => {
  it('U2 need at most 8 KB for the start page and 14 KB for any other, stylesheet and icon included', async () => {
    const applicant = registration.visitor()
    await begin(applicant, lang)
    const { client: delegate } = await invitedApplicant({ registration, world }, `SIZE-${lang}`)
    await press(delegate, '/en/reply', '/en/reply', { answer: 'confirm' })
    const start = await applicant.get(`/${lang}`)
    const shared = await Promise.all(
      [...start.text.matchAll(/(?:href|src)="(\/a\/[^"]+)"/g)].map(([, asset = '']) => wireBytes(applicant, asset)),
    )
    const around = shared.reduce((sum, bytes) => sum + bytes, 0)

    const pages = [
      ...['needs', 'code', 'sign-in', 'application', 'answers', 'help', 'privacy', 'visa-list'].map(
        (name) => [applicant, name] as const,
      ),
      ...sections.map(({ key }) => [applicant, `application/${key}`] as const),
      ...['home', 'tasks', 'reply', 'travel-papers', 'withdrawal'].map((name) => [delegate, name] as const),
    ]
    const others = Object.entries(guestPages).flatMap(([who, names]) =>
      names.map((name) => [guests.get(who) ?? applicant, name] as const),
    )
    const sizes = await Promise.all(
      [...pages, ...others].map(
        async ([client, name]) => [name, (await wireBytes(client, `/${lang}/${name}`)) + around] as const,
      ),
    )

    expect(shared).toHaveLength(3)
    expect((await wireBytes(applicant, `/${lang}`)) + around).toBeLessThanOrEqual(8 * kib)
    expect(sizes.filter(([, bytes]) => bytes > 14 * kib)).toEqual([])
    if (process.env.SHOW) console.log(sizes.toSorted((a, b) => b[1] - a[1]).slice(0, 6), around)
  })

  it('U2 load nothing from anywhere else', async () => {
    const client = registration.visitor()
    await begin(client, lang)

    for (const name of ['', '/needs', '/application/place', '/answers']) {
      const { text } = await client.get(`/${lang}${name}`)
      const loaded = [...text.matchAll(/<(?:link|script|img|iframe|source)[^>]*(?:href|src)="([^"]*)"/g)].map(
        ([, at]) => at,
      )
      expect(loaded.filter((at) => !at?.startsWith('/a/'))).toEqual([])
      expect(text.match(/<script[^>]*>[^<]*/g)).toEqual([
        expect.stringMatching(/^<script src="\/a\/\w+\.js" defer[^>]*>$/),
      ])
      expect(text).not.toMatch(/\sstyle=|\son\w+="/)
    }
  })
})
