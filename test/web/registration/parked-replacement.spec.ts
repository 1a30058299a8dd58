import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { TestClock } from '#test/support/clock.js'
import { sentApplication } from '#test/support/people/applicant.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { asPosted, begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  time = new TestClock(registration.clock, world.database)
}, 30_000)

afterEach(() => time.reset())

afterAll(async () => {
  await registration.close()
  await world.end()
})

const hourMs = 3_600_000
const story = '/en/replacement/story'
const example = '/en/replacement/example'

const signIn = (client: WebClient, code: string, lang = 'en') => client.post(`/${lang}/sign-in`, { code })
const own = ({ text }: WebAnswer) => ({
  form_token: hiddenField(text, 'form_token'),
  version: hiddenField(text, 'version'),
})
const versionsOf = (id: string) =>
  world.operator.query<{ section: string; version: number }>(
    'SELECT section, version FROM app.section_version WHERE application_id = $1 ORDER BY number',
    [id],
  )
const parkedOf = (id: string) =>
  world.operator.query<{ body: Buffer }>(
    'SELECT k.body FROM app.parked_save k JOIN app.session s USING (token_hash) WHERE s.application_id = $1',
    [id],
  )

/** Somebody with a part open to be replaced, typed into, and the session over; `typed` is what the page would post. */
async function idle(mark: string, path = story) {
  const person = await sentApplication({ registration, world }, mark)
  const page = await person.client.get(path)
  const answers = completeAnswers(`${mark}-AGAIN`)[path.split('/').at(-1) ?? '']
  await time.move(2 * hourMs)
  return { ...person, typed: { ...asPosted(answers ?? {}), ...own(page) } }
}

describe('a part replaced after the session has ended', () => {
  it('U20 is kept and sent when the code is entered 23 hours after the page was opened', async () => {
    const { client, code, id, typed } = await idle('KEPT')

    const posted = await client.post(story, typed)
    const before = await versionsOf(id)
    await time.move(21 * hourMs)
    const back = await signIn(client, code)
    const list = await client.get(back.location)

    expect([posted.location, back.status, back.location]).toEqual(['/en/sign-in?ended=kept', 303, '/en/replacement'])
    expect(before).toEqual([])
    expect(await versionsOf(id)).toEqual([{ section: 'story', version: 2 }])
    expect(list.text).toContain('Replaced</span>')
    expect(list.text).not.toContain('KEPT-AGAIN')
  })

  it('lies sealed in the database and is gone once it is sent', async () => {
    const { client, code, id, typed } = await idle('SEALED')
    await client.post(story, typed)

    const [row] = await parkedOf(id)
    await signIn(client, code)

    expect(row?.body.toString('latin1')).not.toContain('SEALED')
    expect((row?.body.length ?? 0) % 1024).toBe(40)
    expect(await parkedOf(id)).toEqual([])
  })

  it('U20 is told as not sent, once, where the edition was archived meanwhile', async () => {
    const { client, code, id, typed } = await idle('OVER')
    await client.post(story, typed)
    await world.operator.query('UPDATE app.edition SET archived_on = app.today()')

    const back = await signIn(client, code)
    const told = await client.get(back.location)
    const again = await signIn(client, code)
    await world.operator.query('UPDATE app.edition SET archived_on = NULL')

    expect([back.location, again.location]).toEqual(['/en/home?notice=edition_archived', '/en/home'])
    expect(told.text).toContain('This is over now, and what you had typed was not saved.')
    expect(told.text).toContain('Received')
    expect([await versionsOf(id), await parkedOf(id)]).toEqual([[], []])
  })

  it('is shown as typed, unsent, while something is missing, and can be sent from there', async () => {
    const { client, code, id, typed } = await idle('HALF', example)
    await client.post(example, { ...typed, recent_example: '' })

    const back = await signIn(client, code)
    const before = await versionsOf(id)
    const sent = await client.post(example, { ...typed, ...own(back) })

    expect(back.status).toBe(422)
    expect(back.text).toContain('href="#recent_example"')
    expect(back.text).toContain('value="https://news.example.org/HALF-AGAIN-trace"')
    expect([before, sent.location]).toEqual([[], '/en/replacement'])
    expect(await versionsOf(id)).toEqual([{ section: 'example', version: 2 }])
  })

  it('is shown as typed, unsent, over a version that came in meanwhile from elsewhere', async () => {
    const { client, code, id, typed } = await idle('STALE')
    await client.post(story, typed)
    const elsewhere = registration.visitor()
    await signIn(elsewhere, code)
    await savePage(elsewhere, story, completeAnswers('ELSEWHERE').story ?? {})

    const back = await signIn(client, code)
    const before = await versionsOf(id)
    const sent = await client.post(story, { ...typed, ...own(back) })

    expect(back.status).toBe(409)
    expect(back.text).toContain('STALE-AGAIN')
    expect(back.text).toContain('This was changed in another window.')
    expect([before, sent.location]).toEqual([[{ section: 'story', version: 2 }], '/en/replacement'])
    expect(await versionsOf(id)).toEqual([
      { section: 'story', version: 2 },
      { section: 'story', version: 3 },
    ])
  })

  it('is shown as typed, unsent, when the file takes it no more', async () => {
    const { client, code, id, typed } = await idle('LATE')
    await client.post(story, typed)
    await world.operator.query(`UPDATE app.application SET state = 'in_review' WHERE id = $1`, [id])

    const back = await signIn(client, code)
    const again = await client.post(story, { ...typed, ...own(back) })

    expect(back.status).toBe(409)
    expect(back.text).toContain('LATE-AGAIN')
    expect(back.text).toContain('This cannot be done at this point.')
    expect(again.location).toBe('/en/home?notice=move_not_allowed')
    expect([await versionsOf(id), await parkedOf(id)]).toEqual([[], []])
  })

  it('is shown as typed, unsent, where one entry more was asked for', async () => {
    const { client, code, id, typed } = await idle('ENTRY', example)
    await client.post(example, { ...typed, add: 'public_traces' })

    const back = await signIn(client, code)

    expect(back.status).toBe(200)
    expect(back.text).toContain('ENTRY-AGAIN')
    expect(back.text).not.toContain('id="summary"')
    expect(await versionsOf(id)).toEqual([])
  })

  it('goes on in the language the person signs in with', async () => {
    const { client, code, id, typed } = await idle('ARABIC')
    await client.post(story, typed)

    const back = await signIn(client, code, 'ar')

    expect(back.location).toBe('/ar/replacement')
    expect(await versionsOf(id)).toEqual([{ section: 'story', version: 2 }])
  })

  it('is not given to another person who signs in at the same browser', async () => {
    const { client, id, typed } = await idle('MINE')
    await client.post(story, typed)
    const other = await sentApplication({ registration, world }, 'OTHER')

    const back = await signIn(client, other.code)

    expect([back.status, back.location]).toEqual([303, '/en/home'])
    expect([await versionsOf(id), await versionsOf(other.id)]).toEqual([[], []])
  })

  it('is not said to be kept where the page does not fit the file', async () => {
    const { client, id, typed } = await idle('WRONG')
    const drafting = registration.visitor()
    await begin(drafting)
    const draftPage = await drafting.get('/en/application/story')
    await time.move(2 * hourMs)

    const draftOfSent = await client.post('/en/application/story', typed)
    const partOfDraft = await drafting.post(story, { ...typed, ...own(draftPage) })
    const unknown = await client.post('/en/replacement/nothing', typed)
    const read = await client.get(story)

    for (const answer of [draftOfSent, partOfDraft, unknown, read])
      expect(answer.location).toBe('/en/sign-in?ended=yes')
    expect(await parkedOf(id)).toEqual([])
  })

  it('is refused like any other when it holds a field the page does not ask for', async () => {
    const { client, id, typed } = await idle('FIELD')

    expect((await client.post(story, { ...typed, nationality: 'SE' })).status).toBe(400)
    expect(await parkedOf(id)).toEqual([])
  })
})
