import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sections } from '#features/application/registration/forms/sections.js'
import { answersAsRead } from '#platform/form/as-read.js'
import { readForm } from '#platform/form/read-form.js'
import { completeAnswers } from '#test/support/answers.js'
import { TestClock } from '#test/support/clock.js'
import { press, type Sent, sentApplication } from '#test/support/people/applicant.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'
import { wordsFor } from '#words/index.js'

let world: World
let registration: Registration
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  time = new TestClock(registration.clock, world.database)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const keeping = (mark: string) => sentApplication({ registration, world }, mark, { keep_copy: 'yes' })
const typeCode = ({ client, code }: Sent, lang = 'en') =>
  press(client, `/${lang}/code/again/copy`, `/${lang}/code/again/copy`, { code })
const copiesOf = async (id: string) =>
  (
    await world.operator.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM sealed.record WHERE owner_id = $1 AND schema_id = 'copy'`,
      [id],
    )
  )[0]?.count

/** Questions and answers of the safety compartment, wherever in the form they are asked. */
function safetyLines(mark: string): string[] {
  const words = wordsFor('en')
  const answers = completeAnswers(mark)
  return sections
    .flatMap(({ key, form }) =>
      answersAsRead(form, readForm(form, answers[key] ?? {}).values, words, { about: { date: '' } }),
    )
    .filter(({ sealedIn }) => sealedIn === 'risk')
    .flatMap(({ question, lines }) => [question, ...lines.filter((line) => line.length > 3)])
}

describe('a copy the person chose to keep', () => {
  it('is read with the code typed again, and holds every answer but those of the safety part', async () => {
    const person = await keeping('COPY')

    const asked = await person.client.get('/en/copy')
    const shown = await typeCode(person)
    const text = await person.client.get('/en/answers.txt')

    expect(asked.location).toBe('/en/code/again/copy')
    for (const part of ['name', 'summary', 'example', 'why', 'handle', 'ref-one', 'organisation']) {
      expect([part, shown.text.includes(`COPY-${part}`), text.text.includes(`COPY-${part}`)]).toEqual([
        part,
        true,
        true,
      ])
    }
    expect(safetyLines('COPY')).toContain('COPY-safety')
    expect(safetyLines('COPY').filter((line) => text.text.includes(line) || shown.text.includes(line))).toEqual([])
    expect(await copiesOf(person.id)).toBe(1)
  })

  it('is there for nobody who did not ask for it: absent like any other page', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'NOCOPY')

    const statuses = []
    for (const path of ['/en/copy', '/en/answers.txt', '/en/answers.json'])
      statuses.push((await client.get(path)).status)
    const removed = await press(client, '/en/home', '/en/copy/removal')

    expect([...statuses, removed.status]).toEqual([404, 404, 404, 404])
    expect(await copiesOf(id)).toBe(0)
    expect((await client.get('/en/home')).text).not.toContain('/en/copy')
  })

  it('opens to no other code and to no record of our own keys', async () => {
    const person = await keeping('OWNKEY')
    const other = await keeping('OTHER')

    const wrong = await typeCode({ ...person, code: other.code })
    const wraps = await world.operator.query(
      `SELECT 1 FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id WHERE r.owner_id = $1 AND r.schema_id = 'copy'`,
      [person.id],
    )

    expect([wrong.status, wrong.text.includes('This code does not open anything.')]).toEqual([422, true])
    expect((await person.client.get('/en/copy')).location).toBe('/en/code/again/copy')
    expect(wraps).toEqual([])
  })

  it('APP-13 asks for the code again after ten minutes, and signing in does not count', async () => {
    const person = await keeping('TENMIN')
    await typeCode(person)
    const open = await person.client.get('/en/copy')

    await time.move(10 * 60_000)
    const closed = await person.client.get('/en/copy')
    const file = await person.client.get('/en/answers.json')
    const later = registration.visitor()
    await later.post('/en/sign-in', { code: person.code })
    const fresh = await later.get('/en/copy')
    await time.reset()

    expect(open.status).toBe(200)
    expect([closed.location, file.location, fresh.location]).toEqual(Array(3).fill('/en/code/again/copy'))
  })

  it('leads nowhere but to papers of ours', async () => {
    const { client } = await keeping('PAPERS')

    expect((await client.get('/en/code/again/elsewhere')).status).toBe(404)
    expect((await press(client, '/en/home', '/en/code/again/constructor', { code: 'x' })).status).toBe(404)
  })

  it('is removed by one button, for good', async () => {
    const person = await keeping('REMOVE')

    const home = await press(person.client, '/en/home', '/en/copy/removal')

    expect(home.text).not.toContain('/en/copy')
    expect([await copiesOf(person.id), (await person.client.get('/en/copy')).status]).toEqual([0, 404])
  })

  it.each(['release_invite', 'release_waitlist', 'release_reject', 'withdraw'])(
    'is gone with the move %s, and with nothing before it',
    async (move) => {
      const { id } = await keeping(`GONE-${move.replace('_', '-')}`)
      const note = (version: number, name: string, to: string) =>
        world.operator.query(
          `INSERT INTO app.history (application_id, version, move, from_state, to_state, role, on_day)
           VALUES ($1, $2, $3, 'board', $4, $5, app.today())`,
          [id, version, name, to, name === 'withdraw' ? 'applicant' : 'board'],
        )
      for (const [i, to] of ['screening', 'more_info', 'in_review', 'vetting', 'board'].entries())
        await note(20 + i, 'x', to)
      const before = await copiesOf(id)
      const [row] = await world.operator.query<{ to_state: string }>(
        `SELECT to_state FROM app.lifecycle_move WHERE subject = 'application' AND from_state = 'board' AND move = $1`,
        [move],
      )
      await note(30, move, row?.to_state ?? '')

      expect([before, await copiesOf(id)]).toEqual([1, 0])
    },
  )
})

describe('answers as a file', () => {
  it('come from the draft before sending, in the language of the page, each typed line isolated', async () => {
    const client = registration.visitor()
    await begin(client, 'ar')
    await savePage(client, '/ar/application/story', completeAnswers('FILE', 'ar').story ?? {})
    await savePage(client, '/ar/application/safety', completeAnswers('FILE', 'ar').safety ?? {})

    const text = await client.get('/ar/answers.txt')
    const json = await client.get('/ar/answers.json')

    expect(text.headers['content-type']).toBe('text/plain; charset=utf-8')
    expect(text.headers['content-disposition']).toBe('attachment; filename="answers.txt"')
    expect(text.headers['cache-control']).toBe('no-store')
    expect(json.headers['content-disposition']).toBe('attachment; filename="answers.json"')
    expect(text.text).toContain('  \u2068FILE-summary: we go to court with families.\u2069\n')
    expect(text.text).toContain('FILE-safety')
    expect(text.text.split('\u2068').length).toBe(text.text.split('\u2069').length)
    expect(text.text).not.toMatch(/[\u202A-\u202E]/)
    const read = JSON.parse(json.text) as {
      sections: { key: string; language: string; answers: { question: string; lines: string[] }[] }[]
    }
    const story = read.sections.find(({ key }) => key === 'story')
    expect(story?.language).toBe('ar')
    expect(story?.answers.map(({ lines }) => lines)).toEqual([['FILE-summary: we go to court with families.']])
  })

  it('are for nobody who is not signed in', async () => {
    expect((await registration.visitor().get('/en/answers.txt')).location).toBe('/en/sign-in?ended=yes')
  })
})
