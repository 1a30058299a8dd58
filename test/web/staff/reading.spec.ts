import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { press } from '#test/support/people/applicant.js'
import { sender } from '#test/support/people/sender.js'
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

describe('opinions and who sees a review', () => {
  const act = async (login: string, id: string, what: string, fields: Record<string, string> = {}) => {
    const client = await staff.browserOf(login)
    const token = hiddenField((await client.get('/sessions')).text, 'form_token')
    return client.postAndFollow(`/applications/${id}/${what}`, { form_token: token, ...fields })
  }
  const idsOf = async (id: string) => {
    const [row] = await line.world.operator.query<{ id: string }>(
      'SELECT id FROM app.review WHERE application_id = $1',
      [id],
    )
    return `${row?.id}:${line.as('reader-2').accountId}`
  }

  it('REV-5 the lead asks on the page, the reader answers there, and a full review is owed after “disagree”', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    await line.reviewed('reader-1', id)
    const ask = await idsOf(id)
    const panel = await (await staff.browserOf('lead')).get(`/applications/${id}?assign=yes`)
    const asked = await act('lead', id, 'opinions/requests', { ask })
    const shown = await act('reader-2', id, 'conflicts', { kind: 'none' })
    const owed = await act('reader-2', id, 'opinions', { opinion: 'disagree', version: '1' })
    const lead = await (await staff.browserOf('lead')).get(`/applications/${id}`)

    expect(panel.text).toContain(`<option value="${ask}">`)
    expect(asked.text).toContain('The colleague was asked.')
    expect(shown.text).toMatch(/asks what you think of the review by .{0,2}Reader 1/)
    expect(shown.text).not.toContain('Your review')
    expect(owed.text).toContain('Write your own; the others are hidden until it is in.')
    expect(owed.text).toContain('Your review')
    expect(owed.text).not.toContain('Reader 1')
    expect(lead.text).toMatch(/Reader 2.{0,2} disagrees with the review by .{0,2}Reader 1/)
  })

  it('the lead opens a review again on the page, and its author reads there that it counts no more', async () => {
    const id = await line.inReview()
    const author = await staff.browserOf('reader-3')
    await line.given(id, 'reader-3')
    const before = await author.get(`/applications/${id}`)
    await line.reviewed('reader-3', id)
    const opened = await act('lead', id, 'reviews/reopenings', { account: line.as('reader-3').accountId })
    const page = await author.get(`/applications/${id}`)
    const denied = await (await staff.browserOf('coordinator')).get(`/applications/${id}`)

    expect(before.text).toContain('Once you submit, you cannot change the review yourself.')
    expect(opened.text).toContain('The reader can change it now.')
    expect(page.text).toMatch(/The vetting lead opened your review again on .{0,2}\d+ \w+ \d{4}/)
    expect(page.text).toContain('name="act" value="draft"')
    expect(denied.text).not.toContain('Open a review again')
  })

  it('VIS-7 a note of the review reaches those who decide, and no other reader with the comment', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
    await line.reviewed('reader-2', id)
    const scores = { R1: '3', R2: '3', R3: '3', R4: '3', R5: '3', R6: '3', eligibility: 'yes', profile: '1' }
    const typed = { ...scores, comment: 'COMMENT-all', note: 'NOTE-deciders' }
    const draft = await act('reader-1', id, 'reviews', { ...typed, version: '0', act: 'draft' })
    const long = { ...typed, note: 'x'.repeat(4001), version: '1', act: 'draft' }
    const tooLong = await act('reader-1', id, 'reviews', long)
    const sent = await act('reader-1', id, 'reviews', { ...typed, version: '1', act: 'submit' })
    const other = await (await staff.browserOf('reader-2')).get(`/applications/${id}`)
    const lead = await (await staff.browserOf('lead')).get(`/applications/${id}`)

    expect(draft.text).toContain('>NOTE-deciders</textarea>')
    expect(tooLong.text).toMatch(/href="#note">Shorten this: .{0,2}For those who decide only/)
    for (const { text } of [sent, lead])
      expect(text).toMatch(/COMMENT-all<\/dd>[\s\S]*For those who decide only<\/dt><dd dir="auto">NOTE-deciders</)
    expect(other.text).toContain('COMMENT-all')
    expect(other.text).not.toMatch(/NOTE-deciders|For those who decide only/)
  })

  it('VIS-7 the author keeps a review from other readers and shares it again', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
    for (const login of ['reader-1', 'reader-2']) await line.reviewed(login, id)
    const kept = await act('reader-1', id, 'reviews/reach', { reach: 'private' })
    const without = await (await staff.browserOf('reader-2')).get(`/applications/${id}`)
    const shared = await act('reader-1', id, 'reviews/reach', { reach: 'shared' })
    const again = await (await staff.browserOf('reader-2')).get(`/applications/${id}`)

    expect(kept.text).toContain('Other readers do not see your review any more.')
    expect(kept.text).toContain('only for those who decide')
    expect(without.text).not.toContain('Reader 1')
    expect(shared.text).toContain('Keep my review from other readers')
    expect(again.text).toContain('Reader 1')
  })
})

describe('a review that is sent once the file is not its author’s to review', () => {
  const scores = { R1: '3', R2: '3', R3: '3', R4: '3', R5: '3', R6: '3', eligibility: 'yes', reach: 'shared' }
  const opened = async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    const form_token = hiddenField((await reader.get(`/applications/${id}`)).text, 'form_token')
    const typed = { ...scores, form_token, version: '0', profile: '1', act: 'submit' }
    return { id, send: (comment: string) => reader.post(`/applications/${id}/reviews`, { ...typed, comment }) }
  }

  it.each([
    ['whole', 'TYPED while it moved'],
    ['too long', `TYPED while it moved ${'x'.repeat(4000)}`],
  ])('is there to be copied while its author sees the file, and nothing of it is saved: %s', async (_, comment) => {
    const { id, send } = await opened()
    await line.move('coordinator', id, 'shortlist')

    const late = await send(comment)

    expect([late.status, late.text.includes(comment)]).toEqual([422, true])
    expect(late.text).toContain('This file is not yours to review any more.')
    expect(late.text).not.toContain('<form id="review"')
    expect(await line.world.operator.query('SELECT 1 FROM app.review WHERE application_id = $1', [id])).toEqual([])
  })

  it('CON-4 is a page that does not exist where a conflict took the file away', async () => {
    const { id, send } = await opened()
    await line.door.conflict.run(line.as('reader-1'), id, 'personal')

    const late = await send('TYPED in conflict')

    expect([late.status, late.text]).toEqual([404, (await reader.get('/applications/none')).text])
  })
})

async function outOfDate(mark: string): Promise<string> {
  const person = await sender(line.world, mark)
  await line.world.operator.query(`UPDATE app.application SET state = 'in_review' WHERE id = $1`, [person.id])
  const author = line.as('reader-1')
  await line.door.assign.run(line.as('coordinator'), person.id, { accountId: author.accountId, role: 'reviewer' })
  await line.door.conflict.run(author, person.id, 'none')
  await line.door.review.run(author, person.id, fullReview)
  const stand = (state: string, open: readonly string[]) =>
    line.world.operator.query('UPDATE app.application SET state = $2, open_sections = $3 WHERE id = $1', [
      person.id,
      state,
      open,
    ])
  await stand('more_info', ['example'])
  await person.replace('example', { ...completeAnswers(mark).example, recent_example: `${mark}-later` })
  await stand('vetting', [])
  return person.id
}

describe('the page of a reader whose review is out of date', () => {
  it('REV-7 says so, waits for the keeper, then shows old beside new and takes the word of the author', async () => {
    const id = await outOfDate('DIFF')
    const file = `/applications/${id}`

    const waiting = await reader.get(file)
    const held = await reader.get('/')
    const clearing = await (await staff.browserOf('coordinator')).get(file)
    const home = await reader.get('/')
    const shown = await reader.get(file)
    const profile = hiddenField(shown.text, 'profile')
    const done = await press(reader, file, `${file}/reviews/confirmation`, { profile })

    expect(waiting.text).toContain('A newer version exists.')
    expect(waiting.text).not.toContain('DIFF-later')
    expect(held.text).toContain('One of your reviews is older than the file')
    expect(buttonOf(held.text)).not.toBe(file)
    expect(clearing.text).toContain('One review of this file is older than what the person wrote last')
    expect(buttonOf(home.text)).toBe(file)
    expect(home.text).toContain('Older than the file')
    expect(done.text).not.toContain('older than')
    expect(shown.text).toMatch(/DIFF-example<\/p><\/td><td[^>]*><p dir="auto">DIFF-later/)
    expect(shown.text).toContain('My review stands')
    expect(shown.text).toContain('Or write it again')
    expect(shown.text).not.toContain('name="act" value="draft"')
    expect(done.text).toContain('Your review stands as it is.')
    expect(done.text).not.toContain('My review stands')
  })

  it('REV-7 tells the lead when its author has the file no more', async () => {
    const id = await outOfDate('LEFT')
    const lead = await staff.browserOf('lead')
    const before = await lead.get(`/applications/${id}`)
    const { accountId } = line.as('reader-1')
    await line.door.assign.end(line.as('coordinator'), id, { accountId, role: 'reviewer' })
    const after = await lead.get(`/applications/${id}`)

    expect(before.text).toContain('One review of this file is older than what the person wrote last')
    expect(before.text).not.toContain('no longer has the file')
    expect(after.text).toContain('The author of one of them no longer has the file, so another reader is needed.')
  })

  it('REV-7 takes the review written again', async () => {
    const id = await outOfDate('AGAIN')
    const file = `/applications/${id}`
    await (await staff.browserOf('coordinator')).get(file)
    const page = await reader.get(file)
    const scores = { R1: '3', R2: '3', R3: '3', R4: '3', R5: '3', R6: '3', eligibility: 'yes' }

    const done = await press(reader, file, `${file}/reviews`, {
      ...scores,
      version: /name="version" value="(\d+)"/.exec(page.text.slice(page.text.indexOf('id="review"')))?.[1] ?? '',
      profile: '2',
      comment: 'Read again.',
      act: 'submit',
    })

    expect(done.text).toContain('Your review is in.')
    expect(done.text).not.toContain('Or write it again')
    expect(done.text).toContain('Read again.')
  })
})
