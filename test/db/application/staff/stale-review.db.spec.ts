import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AskApplicant } from '#features/application/staff/ask-applicant.js'
import { completeAnswers } from '#test/support/answers.js'
import { fullReview, type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'

let line: MainLine
let ask: AskApplicant

beforeAll(async () => {
  line = await openMainLine()
  ask = new AskApplicant(line.door.database, line.door.keyring, line.door.open)
}, 60_000)

afterAll(() => line.world.end())

const panelOf = async (login: string, id: string) => {
  const opened = await line.door.open.run(line.as(login), id)
  if (!opened.ok) throw new Error(opened.code)
  return line.door.reviews.run(line.as(login), opened.value.file)
}
const means = async (id: string) => (await panelOf('lead', id)).joint?.mean ?? null
const reviewed = async (login: string, id: string, score: 2 | 4) => {
  await line.door.assign.run(line.as('coordinator'), id, { accountId: line.as(login).accountId, role: 'reviewer' })
  await line.door.conflict.run(line.as(login), id, 'none')
  const scores = { R1: score, R2: score, R3: score, R4: score, R5: score, R6: 'na' } as const
  const reasons = Object.fromEntries(['R1', 'R2', 'R3', 'R4', 'R5'].map((key) => [key, fullReview.reasons.R3]))
  const outcome = await line.door.review.run(line.as(login), id, { ...fullReview, scores, reasons })
  if (!outcome.ok) throw new Error(outcome.code)
}

/** Two reviews, then the story written again while the vetting lead's question was open. */
async function replacedAfterReview(mark: string, key = 'story') {
  const person = await sender(line.world, mark)
  await line.move('coordinator', person.id, 'open_screening')
  await line.move('coordinator', person.id, 'pass')
  await reviewed('reader-1', person.id, 4)
  await reviewed('reader-2', person.id, 2)
  await line.move('coordinator', person.id, 'shortlist')
  const before = await means(person.id)
  const { version } = await line.now(person.id)
  await ask.run(line.as('lead'), person.id, { sections: [key], text: 'Since when?', quote: false, version })
  await person.replace(key, completeAnswers(`${mark}-NEW`)[key])
  await person.door.answer.run(await person.me())
  return { ...person, before }
}

describe('a review written on an older version', () => {
  it('REV-7 is marked, stays readable with its version, and leaves the mean until its author lets it stand', async () => {
    const { id, before } = await replacedAfterReview('STALE')

    const panel = await panelOf('lead', id)
    const none = await means(id)
    await line.door.share.run(line.as('lead'), id)
    const confirmed = await line.door.confirm.run(line.as('reader-1'), id, 2)
    const one = await means(id)
    const twice = await line.door.confirm.run(line.as('reader-1'), id, 2)

    expect(panel.others.map(({ reader, isStale, profileNumber }) => ({ reader, isStale, profileNumber }))).toEqual([
      { reader: 'Reader 1', isStale: true, profileNumber: 1 },
      { reader: 'Reader 2', isStale: true, profileNumber: 1 },
    ])
    expect(panel.others.map(({ text }) => text?.comment)).toEqual(['Strong.', 'Strong.'])
    expect([before, none, one]).toEqual([3, null, 4])
    expect([confirmed.ok, twice]).toMatchObject([true, { code: 'stale' }])
  })

  it('REV-7 is written again by its author, also in vetting, and a fresh one is not', async () => {
    const { id } = await replacedAfterReview('REWRITE')
    const fresh = { ...fullReview, version: 1, profileNumber: 2 }

    const draft = await line.door.review.run(line.as('reader-2'), id, { ...fresh, submit: false })
    const rewritten = await line.door.review.run(line.as('reader-2'), id, fresh)
    const again = await line.door.review.run(line.as('reader-2'), id, { ...fresh, version: 2 })

    expect([draft, rewritten, again]).toMatchObject([{ code: 'not_found' }, { ok: true }, { code: 'not_found' }])
    const panel = await panelOf('lead', id)
    expect(panel.others.find(({ reader }) => reader === 'Reader 2')).toMatchObject({
      isStale: false,
      profileNumber: 2,
      score: 370 / 90,
    })
    expect(panel.joint?.mean).toBe(370 / 90)
  })

  it('REV-7 is out of date from the start when its page showed an older version', async () => {
    const { id } = await replacedAfterReview('OLDPAGE')

    await line.door.review.run(line.as('reader-1'), id, { ...fullReview, version: 1, profileNumber: 1 })

    expect((await panelOf('lead', id)).others.map(({ isStale }) => isStale)).toEqual([true, true])
  })

  it('REV-7 is not touched by parts that no reader of the profile sees', async () => {
    const { id, before } = await replacedAfterReview('CONTACT', 'channels')

    expect([before, await means(id)]).toEqual([3, 3])
    expect((await panelOf('lead', id)).others.map(({ isStale }) => isStale)).toEqual([false, false])
  })

  it('is let stand by its author alone, and only over a version there is', async () => {
    const { id } = await replacedAfterReview('ALONE')

    for (const login of ['lead', 'coordinator', 'reader-3']) {
      expect(await line.door.confirm.run(line.as(login), id, 2)).toMatchObject({ code: 'not_found' })
    }
    expect(await line.door.confirm.run(line.as('reader-1'), id, 3)).toMatchObject({ code: 'stale' })
    expect(await line.door.confirm.run(line.as('reader-1'), id, 1)).toMatchObject({ code: 'stale' })
    expect(await means(id)).toBeNull()
  })
})
