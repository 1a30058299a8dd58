import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let reader: WebClient

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  reader = await staff.browserOf('reader-1')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const buttonOf = (text: string): string | undefined =>
  /<a class="main" href="([^"]+)">Read the next file</.exec(text)?.[1]

describe('the home page of a reader', () => {
  it('REV-1 says what is read, and leads to the next file by one button', async () => {
    const empty = await reader.get('/')
    const [one, two] = [await line.inReview(), await line.inReview()]
    for (const id of [one, two]) await line.given(id, 'reader-1')
    await line.reviewed('reader-1', one)
    const home = await reader.get('/')
    const lead = await (await staff.browserOf('lead')).get('/')

    expect(empty.text).toContain('No file waits for your review.')
    expect(home.text).toContain('1 of 2 read')
    expect(home.text).toContain('<progress aria-labelledby="progress-label" value="1" max="2">')
    expect(home.text).toContain('About 0.2 hours left, at 12 minutes for each file.')
    expect(buttonOf(home.text)).toBe(`/applications/${two}`)
    expect(lead.text).not.toContain('Your reading')
  })

  it('takes a file back from who cannot judge it, and it is a page that does not exist', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    const page = await reader.get(`/applications/${id}`)
    const fields = { form_token: hiddenField(page.text, 'form_token') }
    const home = await reader.postAndFollow(`/applications/${id}/reviews/abstention`, fields)

    expect(page.text).toContain('I cannot judge this file')
    expect(home.text).toContain('You gave the file back.')
    expect((await reader.get(`/applications/${id}`)).text).toBe((await reader.get('/applications/none')).text)
    expect((await reader.post(`/applications/${id}/reviews/abstention`, fields)).status).toBe(404)
  })
})
