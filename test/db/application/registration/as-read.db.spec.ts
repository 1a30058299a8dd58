import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { RecordAnswer } from '#domain/application/merged-record.js'
import { openCopy } from '#features/application/registration/after-sending/own-copy.store.js'
import { NewCode } from '#features/application/registration/own/new-code.js'
import { OwnDrafts } from '#features/application/registration/own-drafts.store.js'
import { completeAnswers } from '#test/support/answers.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { textsOf } from '#words/compiled.js'

const key = 'field.work_summary.label'
const texts = textsOf('en') as Map<string, string>
const asked = texts.get(key) ?? ''
let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 60_000)

afterAll(async () => {
  texts.set(key, asked)
  await line.world.end()
})

async function questionIn(id: string, said: (value: RecordAnswer[]) => RecordAnswer | undefined) {
  const opened = await line.door.open.run(line.as('lead'), id)
  if (!opened.ok) throw new Error(opened.code)
  const profile = opened.value.records.find(({ compartment }) => compartment === 'profile')
  return said([...(profile?.value.answers ?? [])])?.question
}
const summary = (answers: RecordAnswer[]) => answers.find(({ path }) => path === 'work_summary')

describe('what was submitted', () => {
  it('APP-6 shows its questions as they were read, whatever the form says later', async () => {
    const before = await sender(line.world, 'READ', true)
    texts.set(key, 'Something else entirely?')
    const after = await sender(line.world, 'LATER')
    await before.replace('conference', completeAnswers('READ').conference)

    expect(asked).not.toBe('')
    expect(await questionIn(before.id, summary)).toBe(asked)
    expect(await questionIn(after.id, summary)).toBe('Something else entirely?')
    const copy = await before.door.copies.find(await before.me())
    expect(copy?.find(({ key: section }) => section === 'story')?.answers[0]?.question).toBe(asked)

    await before.replace('story', completeAnswers('AGAIN').story)
    expect(await questionIn(before.id, summary)).toBe('Something else entirely?')
    texts.set(key, asked)
  })

  it('APP-2 is one application with one receipt and one copy, however often it is sent', async () => {
    const person = await sender(line.world, 'ONCE', true)

    const again = await Promise.all([1, 2].map(async () => person.door.submit.run(await person.me(), 'en', true)))

    expect(again.map(({ ok }) => ok)).toEqual([true, true])
    expect(
      await line.world.operator.query(
        `SELECT (SELECT count(*)::int FROM app.history WHERE application_id = $1) AS history,
           (SELECT count(*)::int FROM app.outbox WHERE application_id = $1 AND kind = 'mail') AS mails,
           (SELECT count(*)::int FROM sealed.record WHERE owner_id = $1 AND schema_id = 'copy') AS copies`,
        [person.id],
      ),
    ).toEqual([{ history: 1, mails: 1, copies: 1 }])
  })

  it('APP-14 stays readable with a new code, and not with the old one', async () => {
    const person = await sender(line.world, 'NEWCODE', true)
    const old = await person.me()
    const before = await person.door.copies.find(old)
    const sql = line.world.sql('app_registration')

    const renewed = await new NewCode(sql, new OwnDrafts(sql)).run(old, 'en')
    const me = renewed.ok ? await person.door.sessions.find(renewed.value) : null

    expect(before?.length).toBeGreaterThan(0)
    expect(me && (await person.door.copies.find(me))).toEqual(before)
    expect(await person.door.copies.find(old)).toBeNull()
    const [row] = await line.world.operator.query<{ body: Buffer; version: number }>(
      `SELECT body, version FROM sealed.record WHERE owner_id = $1 AND schema_id = 'copy'`,
      [person.id],
    )
    expect(() => openCopy(old, row?.version ?? 0, row?.body ?? Buffer.alloc(0))).toThrow('seal_broken')
  })
})
