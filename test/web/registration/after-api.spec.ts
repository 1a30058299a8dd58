import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import type { WebAnswer } from '#test/support/web/client.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

type Json = Record<string, unknown>

let world: World
let registration: Registration
let session: { authorization: string }
let code: string

const read = ({ text }: WebAnswer): Json => (text === '' ? {} : (JSON.parse(text) as Json))
const call = (method: string, at: string, body?: unknown, headers: Record<string, string> = {}) =>
  registration.visitor().json(method, `/api/v1/${at}`, body, { ...session, ...headers })
const put = (at: string, answers: unknown, version: number) =>
  call('PUT', at, { answers }, { 'if-match': `"${version}"` })
const told = (answer: WebAnswer) => [answer.status, read(answer).code]

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  const begun = read(await registration.visitor().json('POST', '/api/v1/applications', {}, {}))
  code = begun.code as string
  session = { authorization: `Bearer ${begun.token as string}` }
  for (const [key, answers] of Object.entries(completeAnswers('QZAFTER'))) await put(`sections/${key}`, answers, 0)
  await call('POST', 'submission', { keep_copy: true })
}, 60_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

describe('the API after sending', () => {
  it('APP-7 replaces a section over the version the caller saw, and shows no answer', async () => {
    const before = await call('GET', 'replacements')
    const story = completeAnswers('QZNEW').story

    const saved = await put('replacements/story', story, 1)
    const stale = await put('replacements/story', story, 1)
    const incomplete = await put('replacements/story', {}, 2)
    const after = await call('GET', 'replacements')

    expect([saved.status, read(saved), saved.headers.etag]).toEqual([200, { key: 'story', version: 2 }, '"2"'])
    expect([told(stale), told(incomplete)]).toEqual([
      [412, 'stale'],
      [422, 'incomplete'],
    ])
    expect((read(incomplete).errors as Json[]).map(({ pointer }) => pointer)).toContain('/answers/work_summary')
    const versionsIn = (answer: WebAnswer) =>
      (read(answer).sections as Json[])
        .filter(({ key }) => key === 'story' || key === 'work')
        .map(({ version }) => version)
    expect([versionsIn(before), versionsIn(after)]).toEqual([
      [1, 1],
      [1, 2],
    ])
    expect(after.text + saved.text).not.toMatch(/QZ[A-Z]{3}/)
  })

  it('has no section of that name, and needs to know the version', async () => {
    const blind = await call('PUT', 'replacements/story', { answers: {} })

    expect([told(await put('replacements/passport', {}, 1)), told(blind)]).toEqual([
      [404, 'not_found'],
      [428, 'version_needed'],
    ])
  })

  it('answers no question that was not asked', async () => {
    expect(told(await call('POST', 'question/answer', {}))).toEqual([409, 'move_not_allowed'])
  })

  it('opens the kept copy after the code alone, never a safety answer in it, and removes it for good', async () => {
    const closed = await call('GET', 'copy')
    const wrong = await call('POST', 'code-again', { code: '0'.repeat(25) })
    const typed = await call('POST', 'code-again', { code })
    const open = await call('GET', 'copy')
    const removed = await call('DELETE', 'copy')
    const gone = await call('GET', 'copy')

    expect([told(closed), told(wrong), typed.status, open.status, removed.status, told(gone)]).toEqual([
      [409, 'code_needed'],
      [401, 'wrong_code'],
      204,
      200,
      204,
      [404, 'not_found'],
    ])
    const keys = (read(open).sections as Json[]).map(({ key }) => key)
    expect(keys).toContain('story')
    expect(keys).not.toContain('risk')
    expect(open.text).toContain('QZNEW')
  })

  it('knows the people who were named by place and state, once they are asked', async () => {
    const referee = { name: 'A', relation: 'B', language: 'en', channel: 'c@example.org' }

    const list = await call('GET', 'referees')
    const early = await call('POST', 'referees/1', { answers: { referee } })
    const none = await call('POST', 'referees/3', { answers: { referee } })

    expect([read(list), told(early), told(none)]).toEqual([{ referees: [] }, [404, 'not_found'], [404, 'not_found']])
  })
})
