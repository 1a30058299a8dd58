import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from '#domain/application/lifecycle.js'
import { mayReplace } from '#domain/application/replacing.js'
import { completeAnswers } from '#test/support/answers.js'
import { sentApplication } from '#test/support/people/applicant.js'
import { type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const sent = (mark: string, ticked = {}) => sentApplication({ registration, world }, mark, ticked)
const stand = (id: string, state: string, open: readonly string[] = []) =>
  world.operator.query('UPDATE app.application SET state = $2, open_sections = $3 WHERE id = $1', [id, state, open])
const story = (mark: string) => completeAnswers(mark).story ?? {}
const replaced = (client: WebClient, key: string, answers: Record<string, unknown>) =>
  savePage(client, `/en/replacement/${key}`, answers)
const versionsOf = (id: string) =>
  world.operator.query<{ section: string; version: number; compartments: string[] }>(
    'SELECT section, version, compartments FROM app.section_version WHERE application_id = $1 ORDER BY number',
    [id],
  )

describe('replacing a part', () => {
  it('APP-7 shows a blank page while submitted, and keeps old and new as versions', async () => {
    const { client, id } = await sent('BLANK')

    const list = await client.get('/en/replacement')
    const blank = await client.get('/en/replacement/story')
    const first = await replaced(client, 'story', story('SECOND'))
    const second = await replaced(client, 'story', story('THIRD'))
    const after = await client.get(second.location)

    expect(list.text.match(/href="\/en\/replacement\/[a-z]+"/g)).toHaveLength(13)
    expect(blank.text).toContain('We have this part. It is not shown here.')
    expect(blank.text).not.toContain('BLANK')
    expect([first.status, first.location]).toEqual([303, '/en/replacement'])
    expect(after.text).toContain('Replaced</span>')
    expect(after.text).not.toMatch(/SECOND|THIRD/)
    expect(await versionsOf(id)).toEqual([
      { section: 'story', version: 2, compartments: ['profile'] },
      { section: 'story', version: 3, compartments: ['profile'] },
    ])
  })

  it('APP-7 is refused from screening on for every part but contact and safety', async () => {
    const { client, id } = await sent('SCREENED')
    const open = await client.get('/en/replacement/story')
    const contact = await client.get('/en/replacement/channels')
    for (const state of ['screening', 'in_review', 'vetting', 'board']) {
      await stand(id, state)
      const list = await client.get('/en/replacement')
      expect(list.text.match(/href="\/en\/replacement\/([a-z]+)"/g)).toEqual(
        ['contact', 'channels', 'risk', 'safety'].map((key) => `href="/en/replacement/${key}"`),
      )
      expect((await client.get('/en/replacement/story')).status).toBe(404)
    }
    const fields = { form_token: hiddenField(open.text, 'form_token'), version: '1', ...story('TOO-LATE') } as Record<
      string,
      string
    >
    const refused = await client.post('/en/replacement/story', fields)
    const taken = await replaced(client, 'channels', completeAnswers('SCREENED').channels ?? {})

    expect([contact.status, refused.location, taken.status]).toEqual([200, '/en/home?notice=move_not_allowed', 303])
    expect(await versionsOf(id)).toEqual([{ section: 'channels', version: 2, compartments: ['contact'] }])
  })

  it('is judged by the database as the table of states says, for every state and kind', async () => {
    const kinds = ['contact', 'safety', 'short_notice', 'other'] as const
    for (const state of Object.keys(applicationLifecycle)) {
      for (const kind of kinds) {
        for (const openSections of [[], ['the-section'], ['another']]) {
          const [row] = await world.operator.query<{ may: boolean }>('SELECT app.may_replace($1, $2, $3, $4) AS may', [
            state,
            openSections,
            'the-section',
            kind,
          ])
          const expected = mayReplace({ state, openSections }, { key: 'the-section', kind })
          expect([state, kind, openSections, row?.may]).toEqual([state, kind, openSections, expected])
        }
      }
    }
  })

  it('takes a part whole: what is missing comes back as typed, and nothing is stored', async () => {
    const { client, id } = await sent('WHOLE')

    const wrong = await replaced(client, 'conference', { why_now: 'Only this.' })

    expect(wrong.status).toBe(422)
    expect(wrong.text).toContain('Only this.')
    expect(wrong.text).toMatch(/<title>Error: /)
    expect(await versionsOf(id)).toEqual([])
  })

  it('is refused over a newer version of the same part, and keeps what was typed', async () => {
    const { client, id } = await sent('TWOTABS')
    const page = await client.get('/en/replacement/story')
    const fields = { form_token: hiddenField(page.text, 'form_token'), version: '1' }
    await client.post('/en/replacement/story', { ...fields, ...story('FIRSTTAB') })

    const second = await client.post('/en/replacement/story', { ...fields, ...story('OTHERTAB') })

    expect(second.status).toBe(409)
    expect(second.text).toContain('OTHERTAB-summary')
    expect(await versionsOf(id)).toHaveLength(1)
  })

  it('asks the waitlist one question more, and nobody else', async () => {
    const { client, id } = await sent('WAITING')
    const before = await client.get('/en/replacement/short-notice')
    await stand(id, 'waitlisted')

    const home = await client.get('/en/replacement')
    const page = await client.get('/en/replacement/short-notice')
    const said = await replaced(client, 'short-notice', { can_travel_at_short_notice: 'yes' })

    expect([before.status, page.status, said.status]).toEqual([404, 200, 303])
    expect(home.text).toContain('Travelling at short notice')
    expect(await versionsOf(id)).toEqual([{ section: 'short-notice', version: 2, compartments: ['contact'] }])
  })

  it('takes the new part into the kept copy, never its safety answers, and makes none where there is none', async () => {
    const keeps = await sent('KEEPS', { keep_copy: 'yes' })
    const none = await sent('NONE')
    for (const { client } of [keeps, none]) {
      await replaced(client, 'story', story('NEWPART'))
      await replaced(client, 'safety', completeAnswers('NEWRISK').safety ?? {})
      await replaced(client, 'place', { ...completeAnswers('x').place, country_of_residence: 'UG' })
    }
    const again = '/en/code/again/copy'
    const token = hiddenField((await keeps.client.get(again)).text, 'form_token')
    await keeps.client.post(again, { form_token: token, code: keeps.code })
    const text = (await keeps.client.get('/en/answers.txt')).text

    expect(text).toContain('NEWPART-summary')
    expect(text).toContain('Uganda')
    expect(text).not.toMatch(/KEEPS-summary|NEWRISK/)
    expect((await none.client.get('/en/copy')).status).toBe(404)
    expect(
      await world.operator.query(
        `SELECT owner_id, version FROM sealed.record WHERE schema_id = 'copy' AND owner_id = ANY ($1)`,
        [[keeps.id, none.id]],
      ),
    ).toEqual([{ owner_id: keeps.id, version: 4 }])
  })

  it('shows times in the new zone once the place was replaced', async () => {
    const { client, id } = await sent('MOVED')
    await replaced(client, 'place', { ...completeAnswers('x').place, country_of_residence: 'JP' })
    await world.operator.query(
      `INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at)
       VALUES ($1, app.today(), app.day_over(app.today() + 7), app.day_over(app.today() + 10))`,
      [id],
    )
    await stand(id, 'invited')

    expect((await client.get('/en/reply')).text).toContain('Japan Standard Time')
  })
})
