import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { AskApplicant } from '#features/application/staff/ask-applicant.js'
import { MoveOn } from '#features/application/worker/move-on.job.js'
import { completeAnswers } from '#test/support/answers.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'

let line: MainLine
let ask: AskApplicant
let job: MoveOn

beforeAll(async () => {
  line = await openMainLine()
  ask = new AskApplicant(line.door.database, line.door.keyring, line.door.open)
  job = new MoveOn(line.world.sql('app_worker'))
}, 60_000)

afterAll(() => line.world.end())

const story = (mark: string) => completeAnswers(mark).story ?? {}
const question = { sections: ['story'], text: 'When was that?\nAnd where?', quote: false }
const asked = async (login: string, id: string, change: Partial<typeof question> = {}) =>
  ask.run(line.as(login), id, { ...question, ...change, version: (await line.now(id)).version })
const inScreening = async (mark: string) => {
  const person = await sender(line.world, mark)
  await line.move('coordinator', person.id, 'open_screening')
  return person
}
const inVetting = async (mark: string) => {
  const person = await inScreening(mark)
  await line.move('coordinator', person.id, 'pass')
  await line.move('coordinator', person.id, 'shortlist')
  return person
}
const messagesOf = async ({ door, me }: Awaited<ReturnType<typeof sender>>) =>
  (await door.home.run(await me()))?.messages.filter(({ kind }) => kind === 'question_waiting')
/** Days pass for every question asked so far. */
const later = (days: number) =>
  line.world.operator.query(`UPDATE app.history SET on_day = on_day - $1::integer WHERE move = 'ask'`, [days])

describe('a question to the applicant', () => {
  it('is sealed to them alone, opens the named parts and rings one neutral mail', async () => {
    const person = await inScreening('ASKED')

    expect(await asked('coordinator', person.id)).toEqual({ ok: true, value: null })
    expect((await line.now(person.id)).state).toBe('more_info')
    expect(await messagesOf(person)).toMatchObject([{ text: question.text, quoted: [], isNew: true }])
    expect(await person.door.replacing.run(await person.me())).toMatchObject({ openSections: ['story'] })
    expect(
      await line.world.operator.query(
        `SELECT (SELECT count(*)::int FROM app.outbox WHERE application_id = $1 AND class = 'question_waiting') AS mails,
           (SELECT count(*)::int FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id
            WHERE r.owner_id = $1 AND r.schema_id = 'message') AS wraps`,
        [person.id],
      ),
    ).toEqual([{ mails: 1, wraps: 1 }])
  })

  it('carries what they wrote only when staff say so, and never an answer of the safety part', async () => {
    const person = await inVetting('QUOTED')
    const sections = ['story', 'risk', 'place', 'references']

    await asked('lead', person.id, { sections, quote: true })

    const [message] = (await messagesOf(person)) ?? []
    const text = JSON.stringify(message?.quoted)
    expect(text).toContain('QUOTED-summary')
    expect(text).toContain('QUOTED-ref-one')
    expect(text).toContain('Kenya')
    expect(text).not.toMatch(/QUOTED-safety|Passport|put my life/)
  })

  it.each([
    ['coordinator', 'screening', true],
    ['lead', 'screening', true],
    ['coordinator', 'vetting', false],
    ['lead', 'vetting', true],
    ['board-1', 'screening', false],
    ['reader-1', 'screening', false],
  ])('is asked by %s in %s: %s', async (login, state, may) => {
    const person = await (state === 'vetting' ? inVetting('WHO') : inScreening('WHO'))
    const before = await line.traces(person.id)

    const outcome = await asked(login, person.id)

    const isUnchanged = JSON.stringify(await line.traces(person.id)) === JSON.stringify(before)
    expect([outcome.ok, isUnchanged]).toEqual([may, !may])
  })

  it('names parts of the form and says something, or nothing happens', async () => {
    const { id } = await inScreening('UNFIT')
    const before = await line.traces(id)

    for (const change of [{ sections: [] }, { sections: ['nonsense'] }, { text: '  ' }]) {
      expect(await asked('coordinator', id, change)).toMatchObject({ code: 'incomplete' })
    }
    expect(await ask.run(line.as('coordinator'), id, { ...question, version: 1 })).toMatchObject({ code: 'stale' })
    expect(await line.traces(id)).toEqual(before)
  })

  it.each(['screening', 'vetting'] as const)('APP-7 asked in %s is answered back to it, once', async (state) => {
    const person = await (state === 'vetting' ? inVetting('BACK') : inScreening('BACK'))
    await asked('lead', person.id)

    const wrong = await person.replace('work', completeAnswers('WRONG').work)
    const early = await person.door.answer.run(await person.me())
    const named = await person.replace('story', story('ANSWER'))
    const contact = await person.replace('channels', completeAnswers('BACK').channels)
    const sent = await person.door.answer.run(await person.me())
    const twice = await person.door.answer.run(await person.me())

    expect([wrong, early]).toMatchObject([{ code: 'move_not_allowed' }, { code: 'nothing_answered' }])
    expect([named.ok, contact.ok, sent.ok, twice.ok]).toEqual([true, true, true, true])
    expect((await line.now(person.id)).state).toBe(state)
    expect(
      await line.world.operator.query(
        `SELECT a.open_sections, (SELECT count(*)::int FROM app.history h WHERE h.application_id = a.id AND h.move = 'answer') AS answers
         FROM app.application a WHERE a.id = $1`,
        [person.id],
      ),
    ).toEqual([{ open_sections: [], answers: 1 }])
    expect(await person.replace('story', story('AFTERWARDS'))).toMatchObject({ code: 'move_not_allowed' })
  })

  it('asked a second time wants a new answer', async () => {
    const person = await inScreening('AGAIN')
    await asked('coordinator', person.id)
    await person.replace('story', story('ONE'))
    await person.door.answer.run(await person.me())
    await asked('coordinator', person.id, { text: 'And why?' })

    expect(await person.door.answer.run(await person.me())).toMatchObject({ code: 'nothing_answered' })
    expect((await messagesOf(person))?.map(({ text }) => text)).toEqual(['And why?', question.text])
  })

  it('APP-7 goes back unanswered after ten days of silence, marked, and not while the file is on hold', async () => {
    const silent = await inVetting('SILENT')
    const held = await inScreening('HELD')
    const answered = await inVetting('ANSWERED')
    await asked('lead', answered.id)
    await answered.replace('story', story('INTIME'))
    await answered.door.answer.run(await answered.me())
    for (const { id } of [silent, held]) await asked('lead', id)
    await line.world.operator.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`, [held.id])

    await later(9)
    await job.run()
    const lastDay = (await line.now(silent.id)).state
    await later(1)
    await job.run()
    await job.run()

    expect([lastDay, (await line.now(silent.id)).state, (await line.now(held.id)).state]).toEqual([
      'more_info',
      'vetting',
      'more_info',
    ])
    const list = await line.door.list.run(line.as('lead'), { state: 'vetting' })
    expect(list.rows.find(({ id }) => id === silent.id)?.isUnanswered).toBe(true)
    expect(list.rows.find(({ id }) => id === answered.id)?.isUnanswered).toBe(false)
    expect(
      await line.world.operator.query(
        `SELECT role, reason FROM app.history WHERE application_id = $1 AND move = 'answer'`,
        [silent.id],
      ),
    ).toEqual([{ role: 'system', reason: '' }])
    // A late press of the button finds the question closed.
    expect(await silent.door.answer.run(await silent.me())).toMatchObject({ code: 'move_not_allowed' })
    expect(await silent.replace('story', story('LATE'))).toMatchObject({ code: 'move_not_allowed' })
  })

  it('APP-7 may be asked again after silence, for several rounds, the mark gone with the next answer', async () => {
    const person = await inScreening('ROUNDS')
    const marked = async () => {
      const { rows } = await line.door.list.run(line.as('coordinator'), { state: 'screening' })
      return rows.find(({ id }) => id === person.id)?.isUnanswered ?? null
    }
    await asked('coordinator', person.id)
    await later(10)
    await job.run()
    const afterSilence = await marked()
    await asked('coordinator', person.id, { text: 'A second time?' })
    const whileAsked = await marked()
    await person.replace('story', story('ROUND-TWO'))
    await person.door.answer.run(await person.me())
    const afterAnswer = await marked()
    await asked('coordinator', person.id, { sections: ['work'], text: 'And a third?' })
    await later(10)
    await job.run()
    await job.run()

    expect([afterSilence, whileAsked, afterAnswer, await marked()]).toEqual([true, null, false, true])
    expect(
      await line.world.operator.query(
        `SELECT move, to_state, role FROM app.history WHERE application_id = $1 AND move IN ('ask', 'answer') ORDER BY version`,
        [person.id],
      ),
    ).toEqual([
      { move: 'ask', to_state: 'more_info', role: 'coordinator' },
      { move: 'answer', to_state: 'screening', role: 'system' },
      { move: 'ask', to_state: 'more_info', role: 'coordinator' },
      { move: 'answer', to_state: 'screening', role: 'applicant' },
      { move: 'ask', to_state: 'more_info', role: 'coordinator' },
      { move: 'answer', to_state: 'screening', role: 'system' },
    ])
  })
})
