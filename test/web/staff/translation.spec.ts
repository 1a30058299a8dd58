import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { LocalStaff } from '#features/staff/cli/local-staff.js'
import { Directory } from '#platform/vault/directory.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { opensWith, stealDump } from '#test/support/theft/stolen-dump.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

const mark = 'QZWORDS'
const translators = ['translator-1', 'translator-2'] as const
let line: MainLine
let staff: Console
let id: string
const people = new Map<string, WebClient>()

beforeAll(async () => {
  line = await openMainLine()
  const { operator, keyFolder, editionId } = line.world
  const roles = ['translator'] as const
  const missing = translators.map((login) => ({ login, displayName: login, roles }))
  await new LocalStaff(operator, keyFolder).addMissing(editionId, missing)
  staff = await startStaff(line.world)
  id = await inReview()
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

async function inReview(): Promise<string> {
  const person = await sender(line.world, mark)
  for (const name of ['open_screening', 'pass'] as const) await line.move('coordinator', person.id, name)
  return person.id
}

async function as(login: string): Promise<WebClient> {
  const client = people.get(login) ?? (await staff.browserOf(login))
  people.set(login, client)
  return client
}

async function act(login: string, target: string, fields: Record<string, string | readonly string[]>) {
  const client = await as(login)
  const token = hiddenField((await client.get('/sessions')).text, 'form_token')
  return client.postAndFollow(target, { form_token: token, ...fields })
}

const accountOf = async (login: string): Promise<string> => (await line.world.holder(login)).accountId
const page = async (login: string, of = id) => (await as(login)).get(`/applications/${of}/translations`)
const ask = async (login: string, sections: readonly string[], of = id) =>
  act('coordinator', `/applications/${of}/translations/requests`, { translator: await accountOf(login), sections })
const write = (login: string, section: string, text: string, version = '0') =>
  act(login, `/applications/${id}/translations`, { section, text, version })
const noConflict = (login: string, of = id) => act(login, `/applications/${of}/conflicts`, { kind: 'none' })

/** Schemas of the file that somebody opens from a whole dump. */
async function opens(login: string, of = id): Promise<string[]> {
  const { pair } = await line.world.holder(login)
  const found = opensWith(await stealDump(line.world), [pair]).filter(({ owner }) => owner === of)
  return found.map(({ schema }) => schema).toSorted()
}

describe('a translator', () => {
  it('gets the pages they were given, and nothing else of the file, in pages and in a dump', async () => {
    const asked = await ask('translator-1', ['story', 'example'])
    const before = await page('translator-1')
    await noConflict('translator-1')
    const given = (await page('translator-1')).text
    const file = (await (await as('translator-1')).get(`/applications/${id}`)).text

    expect(asked.text).toContain('The translator has the pages now.')
    expect([before.status, before.location]).toEqual([303, `/applications/${id}`])
    expect([given.includes(`${mark}-summary`), given.includes(`${mark}-example`)]).toEqual([true, true])
    expect([given, file].some((text) => text.includes(`${mark}-why`) || text.includes(`${mark}-organisation`))).toBe(
      false,
    )
    expect(await opens('translator-1')).toEqual(['translation.source.example', 'translation.source.story'])
    expect((await page('translator-2')).status).toBe(404)
  })

  it('writes beside the original, marked as a translation; readers of now and of later work from it', async () => {
    await line.given(id, 'reader-1')
    const saved = await write('translator-1', 'story', 'IN-ENGLISH')
    const stale = await write('translator-1', 'story', 'LATER')
    const other = await write('translator-1', 'work', 'NOT-MINE')
    await line.given(id, 'reader-2')

    expect(saved.text).toContain('The translation is saved.')
    expect(stale.text).not.toContain('The translation is saved.')
    expect(other.status).toBe(404)
    for (const login of ['reader-1', 'reader-2', 'coordinator', 'lead']) {
      const { text } = await page(login)
      expect([login, /A translation, by \u2068?translator-1/.test(text), text.includes('IN-ENGLISH')]).toEqual([
        login,
        true,
        true,
      ])
    }
    expect((await (await as('reader-1')).get(`/applications/${id}`)).text).toContain(`${mark}-summary`)
    expect(await opens('reader-2')).toEqual(['profile', 'translation.text.story'])
  })

  it('loses nothing of what was typed, be it too long or over a newer text of their own', async () => {
    const long = await write('translator-1', 'example', `LONG-${'x'.repeat(6000)}`)
    const stale = await write('translator-1', 'story', 'TYPED-ELSEWHERE')
    const saved = await write('translator-1', 'story', 'TYPED-ELSEWHERE', hiddenField(stale.text, 'version'))

    expect([long.status, long.text.includes('LONG-'), long.text.includes('Shorten this to 6,000 characters')]).toEqual([
      422,
      true,
      true,
    ])
    expect([stale.status, stale.text.includes('TYPED-ELSEWHERE'), stale.text.includes('is kept below')]).toEqual([
      422,
      true,
      true,
    ])
    expect(saved.text).toContain('The translation is saved.')
  })

  it('finds at home what waits, with a link to the pages; whoever asked finds what is written', async () => {
    const number = await line.numberOf(id)
    const link = `<a href="/applications/${id}/translations">${number}</a>`
    const home = (await (await as('translator-1')).get('/')).text
    const idle = (await (await as('translator-2')).get('/')).text
    const asker = (await (await as('coordinator')).get('/')).text
    const reader = (await (await as('reader-1')).get('/')).text

    expect([home.includes(link), home.includes('1 page to translate')]).toEqual([true, true])
    expect(idle).toContain('No page waits for your translation.')
    expect([asker.includes('A translation you asked for is written'), asker.includes(link)]).toEqual([true, true])
    expect(reader).not.toContain('Your translations')
  })

  it('reads a page whose address says no more of it than what was done', async () => {
    const odd = await (await as('translator-1')).get(`/applications/${id}/translations?title=QZTITLE&translations=none`)

    expect([odd.status, odd.text.includes('QZTITLE'), odd.text.includes(`${mark}-summary`)]).toEqual([200, false, true])
  })

  it('sees none of what another translator writes', async () => {
    await ask('translator-2', ['conference'])
    await noConflict('translator-2')
    const own = (await page('translator-2')).text

    expect([own.includes(`${mark}-why`), own.includes('IN-ENGLISH'), own.includes(`${mark}-summary`)]).toEqual([
      true,
      false,
      false,
    ])
    expect(await opens('translator-2')).toEqual(['translation.source.conference'])
  })

  it('loses the file with a conflict, and one who has one is given nothing', async () => {
    const another = await inReview()
    await ask('translator-2', ['story'], another)
    await act('translator-2', `/applications/${another}/conflicts`, { kind: 'family' })
    await ask('translator-2', ['work'], another)
    const home = (await (await as('coordinator')).get('/')).text

    expect(home).toContain('Pages of this file are with no translator as they are now: ask for a translation')
    expect(home).toContain(`<a href="/applications/${another}/translations">${await line.numberOf(another)}</a>`)
    expect((await page('translator-2', another)).status).toBe(404)
    expect(await opens('translator-2', another)).toEqual([])
    expect((await page('coordinator', another)).text).not.toContain(await accountOf('translator-2'))
  })

  it('whose key is not signed is refused with the reason, and given nothing', async () => {
    const another = await inReview()
    const { pair } = await line.world.holder('translator-2')
    staff.app.get(Directory, { strict: false }).strike([pair.publicKey])

    const asked = await ask('translator-2', ['story'], another)

    expect([asked.status, asked.text.includes('This colleague’s key is not signed by two keepers')]).toEqual([
      200,
      true,
    ])
    expect(
      await line.world.operator.query('SELECT 1 FROM app.assignment WHERE application_id = $1', [another]),
    ).toEqual([])
  })

  it('is asked by who assigns, and for pages that have words', async () => {
    const byReader = await act('reader-1', `/applications/${id}/translations/requests`, {
      translator: await accountOf('translator-1'),
      sections: ['work'],
    })
    const nothing = await ask('translator-1', [])
    const rows = await line.world.operator.query<{ section: string }>(
      'SELECT section FROM app.translation WHERE application_id = $1 ORDER BY section',
      [id],
    )

    expect([byReader.status, nothing.text.includes('has the pages now')]).toEqual([404, false])
    expect(rows.map(({ section }) => section)).toEqual(['conference', 'example', 'story'])
  })
})
