import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
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

describe('the page of a file that is to be reviewed', () => {
  it('hands back what was typed of a file that was given anew meanwhile, beneath the question it must answer first', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    const reader = await staff.browserOf('reader-1')
    const { text } = await reader.get(`/applications/${id}`)
    const { accountId } = line.as('reader-1')
    await line.door.assign.end(line.as('coordinator'), id, { accountId, role: 'reviewer' })
    await line.door.assign.run(line.as('coordinator'), id, { accountId, role: 'reviewer' })
    const answer = await reader.post(`/applications/${id}/reviews`, {
      form_token: hiddenField(text, 'form_token'),
      version: '0',
      profile: hiddenField(text, 'profile'),
      R1: '4',
      comment: 'QZTYPED',
      act: 'draft',
    })

    expect(answer.status).toBe(422)
    for (const part of ['id="conflict"', 'What you typed is not saved', 'QZTYPED']) expect(answer.text).toContain(part)
  })

  it('V2 says to a lead who owes a review why so little is shown, and shows no way to call or to references', async () => {
    const id = await line.inReview()
    await line.world.operator.query(
      `INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'reviewer')`,
      [line.as('lead-2').accountId, line.world.editionId],
    )
    const lead = await staff.browserOf('lead-2')
    const free = (await lead.get(`/applications/${id}`)).text
    await line.given(id, 'lead-2')
    const owing = (await lead.get(`/applications/${id}`)).text
    const ways = [`/applications/${id}/references`, `/applications/${id}/call-sheet`].map((way) => [
      free.includes(way),
      owing.includes(way),
    ])

    expect(ways).toEqual([
      [true, false],
      [true, false],
    ])
    expect(owing).toContain('You owe a review of this file, so until it is in you see the profile alone.')
    expect(free).not.toContain('You owe a review of this file')
    for (const way of ['references', 'call-sheet', 'vetting'])
      expect([way, (await lead.get(`/applications/${id}/${way}`)).status]).toEqual([way, 404])
  })
})
