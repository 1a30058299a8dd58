import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { press } from '#test/support/people/applicant.js'
import { sender } from '#test/support/people/sender.js'
import { hiddenField } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

async function outOfDate(mark: string): Promise<string> {
  const person = await sender(line.world, mark)
  await line.world.operator.query(`UPDATE app.application SET state = 'in_review' WHERE id = $1`, [person.id])
  const reader = line.as('reader-1')
  await line.door.assign.run(line.as('coordinator'), person.id, { accountId: reader.accountId, role: 'reviewer' })
  await line.door.conflict.run(reader, person.id, 'none')
  await line.door.review.run(reader, person.id, fullReview)
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
    const reader = await staff.browserOf('reader-1')
    const file = `/applications/${id}`

    const waiting = await reader.get(file)
    await (await staff.browserOf('coordinator')).get(file)
    const shown = await reader.get(file)
    const profile = hiddenField(shown.text, 'profile')
    const done = await press(reader, file, `${file}/reviews/confirmation`, { profile })

    expect(waiting.text).toContain('A newer version exists.')
    expect(waiting.text).not.toContain('DIFF-later')
    expect(shown.text).toMatch(/DIFF-example<\/p><\/td><td[^>]*><p dir="auto">DIFF-later/)
    expect(shown.text).toContain('My review stands')
    expect(shown.text).toContain('Or write it again')
    expect(shown.text).not.toContain('name="act" value="draft"')
    expect(done.text).toContain('Your review stands as it is.')
    expect(done.text).not.toContain('My review stands')
  })

  it('REV-7 takes the review written again', async () => {
    const id = await outOfDate('AGAIN')
    const file = `/applications/${id}`
    await (await staff.browserOf('coordinator')).get(file)
    const reader = await staff.browserOf('reader-1')
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
