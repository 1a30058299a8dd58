import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { checkPoints } from '#domain/vetting/clearing.js'
import { completeAnswers } from '#test/support/answers.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { press, sentApplication } from '#test/support/people/applicant.js'
import { hiddenField } from '#test/support/web/client.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let registration: Registration
let staff: Console

beforeAll(async () => {
  line = await openMainLine()
  registration = await startRegistration(line.world)
  staff = await startStaff(line.world)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await registration.close()
  await line.world.end()
})

describe('a file as it was sent', () => {
  const names = ['Abenet', 'می\u200cخواهم', "O'Brien", 'Амаль Amal أمل', '𝒜'.repeat(120)]

  it('APP-4 bears the name unchanged in the list and on its page, in the order of the list', async () => {
    for (const display_name of names) {
      const client = registration.visitor()
      await begin(client)
      const answers = completeAnswers('NAMED')
      for (const [key, given] of Object.entries({ ...answers, contact: { display_name, no_code_word: true } }))
        await savePage(client, `/en/application/${key}`, given)
      await press(client, '/en/answers', '/en/submission')
    }
    const rows = await line.world.operator.query<{ id: string }>('SELECT id FROM app.application ORDER BY case_number')
    const coordinator = await staff.browserOf('coordinator')
    const list = await coordinator.get('/applications')
    const files = await Promise.all(rows.map(({ id }) => coordinator.get(`/applications/${id}`)))
    const shown = files.map(({ text }) => names.filter((name) => text.includes(`>${name}<`)))

    expect(shown.map((found) => found.length)).toEqual(names.map(() => 1))
    expect(new Set(shown.flat())).toEqual(new Set(names))
    const at = shown.flat().map((name) => list.text.indexOf(`>${name}<`))
    expect(at.every((place) => place > 0)).toBe(true)
    expect(at).toEqual(at.toSorted((a, b) => a - b))
  })
})

describe('what staff correct beside a file', () => {
  it('APP-7 leaves it in its state', async () => {
    const id = await line.inVetting()
    const before = await line.traces(id)
    const coordinator = await staff.browserOf('coordinator')
    const file = `/applications/${id}`
    const checksWith = (evidence: 'E1' | 'E3') =>
      checkPoints.map((point) => ({ point, result: 'fits', evidence }) as const)

    await line.refereed(id)
    await line.found('lead', id, checksWith('E1'))
    await line.found('lead', id, checksWith('E3'))
    const reader = line.as('reader-1').accountId
    await press(coordinator, file, `${file}/assignments`, { to: `reviewer:${reader}` })
    await press(coordinator, file, `${file}/assignments`, { to: `reviewer:${line.as('reader-2').accountId}` })
    const security = await staff.browserOf('security')
    await press(security, file, `${file}/holds`, { act: 'set', reason: 'safety' })
    await press(security, file, `${file}/holds`, { act: 'lift' })

    const [row] = await line.world.operator.query(
      `SELECT (SELECT array_agg(DISTINCT evidence) FROM app.vetting_check WHERE application_id = $1) AS evidence,
         (SELECT count(*)::int FROM app.assignment WHERE application_id = $1 AND role = 'reviewer') AS readers,
         (SELECT count(*)::int FROM app.flag WHERE application_id = $1 AND lifted_on IS NOT NULL) AS lifted`,
      [id],
    )
    expect(row).toEqual({ evidence: ['E3'], readers: 2, lifted: 1 })
    expect(await line.traces(id)).toEqual(before)
  })
})

describe('a question and its answer over the pages', () => {
  it('APP-7 goes from the console to the home page and back', async () => {
    const person = await sentApplication({ registration, world: line.world }, 'PAGES')
    const desk = await staff.browserOf('coordinator')
    const file = `/applications/${person.id}`
    const version = hiddenField((await desk.get(file)).text, 'version')
    await press(desk, file, `${file}/moves`, { move: 'open_screening', version })

    const form = await desk.get(`${file}/questions`)
    const fields = { form_token: hiddenField(form.text, 'form_token'), version: hiddenField(form.text, 'version') }
    const unfit = await desk.post(`${file}/questions`, { ...fields, text: '' })
    const long = await desk.post(`${file}/questions`, { ...fields, sections: 'story', text: 'x'.repeat(801) })
    const done = await desk.postAndFollow(`${file}/questions`, {
      ...fields,
      sections: ['story', 'conference'],
      text: 'Since when?',
      quote: 'yes',
    })

    expect([unfit.status, long.status]).toEqual([422, 422])
    expect(unfit.text).toContain('Choose at least one part.')
    expect(long.text).toContain('x'.repeat(801))
    expect(done.text).toContain('The question waits on the person')
    expect(done.text).toContain('A question waits for an answer.')
    expect((await desk.get(`${file}/questions`)).status).toBe(404)

    const home = await person.client.get('/en/home')
    expect(home.text).toContain('We asked you something')
    expect(home.text).toContain('<p dir="auto">Since when?</p>')
    expect(home.text).toContain('PAGES-summary')
    expect(home.text.match(/href="\/en\/replacement\/[a-z]+"/g)).toEqual([
      'href="/en/replacement/story"',
      'href="/en/replacement/conference"',
    ])
    const early = await press(person.client, '/en/home', '/en/question/answer')
    expect(early.text).toContain('Write at least one of the parts we asked about')
    const replaced = await savePage(person.client, '/en/replacement/story', completeAnswers('REPLY').story ?? {})
    expect(replaced.location).toBe('/en/home')
    const sent = await press(person.client, '/en/home', '/en/question/answer')
    expect(sent.text).toContain('Received')
    const opened = await desk.get(file)
    expect(opened.text).toContain('REPLY-summary')
    expect(opened.text).toContain('Replaced parts')
    expect(opened.text).toContain('PAGES-summary')
  })

  it('is no page for who may not ask', async () => {
    const person = await sentApplication({ registration, world: line.world }, 'NOTASKED')
    const file = `/applications/${person.id}`

    for (const login of ['reader-1', 'board-1', 'coordinator', 'auditor']) {
      expect((await (await staff.browserOf(login)).get(`${file}/questions`)).status).toBe(404)
    }
  })
})
