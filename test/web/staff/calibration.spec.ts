import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
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

const page = async (login: string, path: string) => (await staff.browserOf(login)).get(path)

describe('the page of calibration', () => {
  it('REV-9 is refused with the measured share and what to do, then shows both values', async () => {
    const ids = [await line.inReview(), await line.inReview()]
    const none = await page('reader-1', '/reviews/own')
    for (const id of ids) {
      for (const login of ['reader-1', 'reader-2']) await line.given(id, login)
      await line.reviewed('reader-1', id)
      await line.reviewed('reader-2', id, 2)
    }
    const refused = [await page('lead', '/reviews/calibration'), await page('reader-1', '/reviews/own')]
    await line.world.operator.query(`UPDATE app.assignment SET drawn = 'pool'`)
    const lead = await page('lead', '/reviews/calibration')
    const own = await page('reader-1', '/reviews/own')

    const capture = await page('lead', '/reviews/capture')
    expect(capture.text).toContain('No two readers agree more often than is likely.')
    expect(none.text).toContain('None of your reviews is in yet.')
    for (const { text } of refused) {
      expect(text).toContain('Only 0 percent of the reads were drawn from all readers.')
      expect(text).toContain('A proposal draws every read from all readers')
    }
    for (const id of ids) expect(lead.text).toContain(`<a href="/applications/${id}">`)
    expect(lead.text).toContain('<th scope="col" class="number">Raw mean</th>')
    expect(lead.text).toContain('>3.83</td>')
    expect(lead.text).toContain('Reader 2')
    expect(own.text).toContain('Worked out from 2 reviews of yours.')
    expect(own.text).not.toContain('Reader 2')
  })

  it('REV-9 is a page that does not exist for everybody else', async () => {
    const absent = await page('coordinator', '/nowhere')
    const answers = [
      await page('coordinator', '/reviews/calibration'),
      await page('board-1', '/reviews/calibration'),
      await page('reader-1', '/reviews/calibration'),
      await page('coordinator', '/reviews/capture'),
      await page('reader-1', '/reviews/capture'),
      await page('lead', '/reviews/own'),
    ]

    expect(answers.map(({ status }) => status)).toEqual([404, 404, 404, 404, 404, 404])
    expect(answers[0]?.text).toBe(absent.text)
    expect((await page('lead', `/reviews/calibration?after=${line.world.editionId}`)).status).toBe(404)
  })
})
