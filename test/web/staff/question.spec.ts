import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { press, sentApplication } from '#test/support/people/applicant.js'
import { hiddenField } from '#test/support/web/client.js'
import { type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let staff: Console

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
  staff = await startStaff(world)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await registration.close()
  await world.end()
})

describe('a question and its answer over the pages', () => {
  it('APP-7 goes from the console to the home page and back', async () => {
    const person = await sentApplication({ registration, world }, 'PAGES')
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
    const person = await sentApplication({ registration, world }, 'NOTASKED')
    const file = `/applications/${person.id}`

    for (const login of ['reader-1', 'board-1', 'coordinator', 'auditor']) {
      expect((await (await staff.browserOf(login)).get(`${file}/questions`)).status).toBe(404)
    }
  })
})
