import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { invitedApplicant, press, sentApplication } from '#test/support/people/applicant.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let staff: Console
let team: Team
const logins = ['coordinator', 'coordinator-2', 'lead', 'board-1', 'board-2']

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
  staff = await startStaff(world)
  team = await Team.at(staff, logins)
}, 60_000)

afterAll(async () => {
  await staff.close()
  await registration.close()
  await world.end()
})

const file = (id: string) => `/applications/${id}`
const asked = (id: string) => `${file(id)}/spoken-requests`
const versionOf = async (id: string) =>
  String(
    (await world.operator.query<{ version: number }>('SELECT version FROM app.application WHERE id = $1', [id]))[0]
      ?.version,
  )
const step = async (id: string, move: string) => ({ move, version: await versionOf(id) })
const traces = async (id: string) =>
  (
    await world.operator.query<Record<string, unknown>>(
      `SELECT a.state, (SELECT count(*)::int FROM app.history WHERE application_id = $1) AS history,
         (SELECT count(*)::int FROM app.outbox WHERE application_id = $1) AS outbox,
         (SELECT count(*)::int FROM app.message WHERE application_id = $1) AS messages,
         (SELECT count(*)::int FROM app.freed_place WHERE freed_by = $1 AND NOT taken_back) AS freed,
         (SELECT array_agg(used_for) FROM app.word_check WHERE application_id = $1) AS heard,
         (SELECT j.state FROM app.journey j JOIN app.participation p ON p.id = j.participation_id WHERE p.application_id = $1) AS journey
       FROM app.application a WHERE a.id = $1`,
      [id],
    )
  )[0]
const stateOf = async (id: string) => (await traces(id))?.['state']
const put = (id: string, state: string) =>
  world.operator.query('UPDATE app.application SET state = $2 WHERE id = $1', [id, state])

/** Sent by somebody who wanted no code word. */
async function wordless(): Promise<string> {
  const client = registration.visitor()
  await begin(client)
  const answers = { ...completeAnswers('SILENT'), contact: { display_name: 'SILENT', no_code_word: true } }
  for (const [key, values] of Object.entries(answers)) await savePage(client, `/en/application/${key}`, values)
  const sent = await press(client, '/en/answers', '/en/submission')
  const number = /Case number \u2068?([0-9A-HJKMNP-TV-Z]{6})/.exec((await client.get('/en/home')).text)?.[1]
  const rows = await world.operator.query<{ id: string }>('SELECT id FROM app.application WHERE case_number = $1', [
    number,
  ])
  return rows[0]?.id ?? sent.text
}

/** The first of two puts it forward with a reason, the second agrees; answers what each read. */
async function two(id: string, move: string, [first, second]: readonly [string, string], reason: string) {
  const fields = { ...(await step(id, move)), reason_class: reason }
  const proposed = await team.act(first, `${file(id)}/decisions`, fields)
  const target = /action="([^"]+\/approvals)"/.exec((await team.as(second).get(file(id))).text)?.[1]
  return { proposed, agreed: target ? await team.act(second, target) : null }
}
const coordinators = ['coordinator', 'coordinator-2'] as const
const boards = ['board-1', 'board-2'] as const

describe('what somebody asks for by voice', () => {
  it('is not done before the code word was opened and heard, and not twice for one hearing', async () => {
    const { id } = await sentApplication({ registration, world }, 'VOICE')
    const before = await traces(id)
    const unheard = await team.act('coordinator', asked(id), await step(id, 'withdraw'))
    const unopened = await team.act('coordinator', `${asked(id)}/comparisons`)
    expect(await traces(id)).toEqual(before)
    await expect(
      world.operator.query(`SELECT app.application_move($1, 'withdraw', 'coordinator', $2)`, [
        id,
        (await world.holder('coordinator')).accountId,
      ]),
    ).rejects.toThrow('database_P0001')

    const word = await team.as('coordinator').get(`${asked(id)}/code-word`)
    const heard = await team.act('coordinator', `${asked(id)}/comparisons`)
    const done = await team.act('coordinator', asked(id), await step(id, 'withdraw'))
    const again = await team.act('coordinator', asked(id), await step(id, 'withdraw'))

    expect(unheard.text).toContain('Compare the code word first. It counts for one act.')
    expect(unopened.text).toContain('Open the code word first')
    expect(word.text).toContain('VOICE-word')
    expect(heard.text).toContain('The application ends at once')
    expect(heard.text).not.toContain('VOICE-word')
    expect(done.text).toContain('The file has moved.')
    expect(again.text).toContain('Compare the code word first')
    expect(await traces(id)).toMatchObject({ state: 'withdrawn', heard: ['withdraw'] })
    const verbs = await world.operator.query<{ verb: string }>(
      `SELECT verb FROM audit.entry WHERE object_id = $1 AND verb IN ('code_word.opened', 'code_word.compared', 'application.withdraw') ORDER BY seq`,
      [id],
    )
    expect(verbs.map(({ verb }) => verb)).toEqual(['code_word.opened', 'code_word.compared', 'application.withdraw'])
  })

  it('STA-19 gives a place back for a delegate: declined, one freed place, the journey stopped, no mail', async () => {
    const { client, id } = await invitedApplicant({ registration, world }, 'BACK')
    await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })
    const before = await traces(id)
    await team.as('coordinator').get(`${asked(id)}/code-word`)
    const heard = await team.act('coordinator', `${asked(id)}/comparisons`)

    await team.act('coordinator', asked(id), await step(id, 'give_back'))

    expect(heard.text).toContain('The person has no place any more, and the journey stops.')
    expect(await traces(id)).toEqual({
      ...before,
      state: 'declined',
      history: Number(before?.['history']) + 1,
      freed: 1,
      heard: ['give_back'],
      journey: 'stopped',
    })
  })

  it('has no button where no word was agreed, and no page for anybody but a coordinator or where nothing follows', async () => {
    const id = await wordless()
    const word = await team.as('coordinator').get(`${asked(id)}/code-word`)
    const others = []
    for (const login of ['lead', 'board-1']) others.push((await team.as(login).get(asked(id))).status)
    await put(id, 'rejected')

    expect(word.text).toContain('The person wanted no code word.')
    expect(word.text).not.toContain('/comparisons')
    expect([...others, (await team.as('coordinator').get(asked(id))).status]).toEqual([404, 404, 404])
  })

  it('STA-19 undoes a withdrawal by two coordinators after the code word, and not without it', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'UNDO')
    await press(client, '/en/withdrawal', '/en/withdrawal')
    const before = await traces(id)
    const page = await team.as('coordinator').get(file(id))
    const without = await two(id, 'undo_withdraw', coordinators, 'asked_by_person')
    expect(await traces(id)).toEqual(before)

    await team.as('coordinator').get(`${asked(id)}/code-word`)
    const heard = await team.act('coordinator', `${asked(id)}/comparisons`)
    const both = await two(id, 'undo_withdraw', coordinators, 'asked_by_person')

    expect(page.text).toContain('The file stands where it stood before the withdrawal')
    expect(without.proposed.text).toContain('Compare the code word first')
    expect(heard.text).toContain('Put it forward on the file')
    expect(both.proposed.text).toContain('The decision waits for a second person.')
    expect(both.agreed?.text).toContain('You agreed as the second person.')
    expect(await traces(id)).toMatchObject({ state: 'submitted', heard: ['undo_withdraw'] })
  })

  it('STA-19 undoes nothing for a file that was erased with the withdrawal', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'GONE')
    await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })

    const answers = [
      await team.as('coordinator').get(asked(id)),
      await team.act('coordinator', `${file(id)}/decisions`),
    ]

    expect([...answers.map(({ status }) => status), await stateOf(id)]).toEqual([404, 404, 'erased'])
  })
})

describe('second thoughts of ours', () => {
  it.each([
    ['reinstate', 'expired', 'invited', 'not_reached', 'with a new time to answer'],
    ['revoke_before_answer', 'invited', 'board', 'new_facts', 'The file goes back to the board'],
    ['cancel', 'confirmed', 'cancelled', 'safety', 'The person loses the place'],
    ['reopen', 'rejected', 'screening', 'our_mistake', 'through every step again'],
  ] as const)(
    'say what follows before the button, and take a reason of their own: %s',
    async (move, from, to, reason, effect) => {
      const pair = move === 'reinstate' || move === 'reopen' ? coordinators : boards
      const { client, id } = await invitedApplicant({ registration, world }, from)
      if (from === 'confirmed') await press(client, '/en/reply', '/en/reply', { answer: 'confirm' })
      if (from === 'expired' || from === 'rejected') {
        await put(id, from)
        await world.operator.query(`UPDATE app.invitation SET outcome = 'expired' WHERE application_id = $1`, [id])
      }
      const page = await team.as(pair[0]).get(file(id))
      const unfit = await two(id, move, pair, 'strong')
      const before = await stateOf(id)

      const both = await two(id, move, pair, reason)

      expect(page.text).toContain(effect)
      expect(unfit.proposed.text).toContain('Give a reason.')
      expect([before, await stateOf(id)]).toEqual([from, to])
      expect(both.agreed?.text).toContain('You agreed as the second person.')
    },
  )

  it('say why they are refused: another open application of the person, no free place', async () => {
    const [reopened, other] = [
      await sentApplication({ registration, world }, 'ONE'),
      await sentApplication({ registration, world }, 'TWO'),
    ]
    await put(reopened.id, 'rejected')
    await world.operator.query('INSERT INTO app.contact_index VALUES ($1, $3), ($2, $3)', [
      reopened.id,
      other.id,
      Buffer.from(other.id),
    ])
    const expired = await invitedApplicant({ registration, world }, 'FULL')
    await put(expired.id, 'expired')
    await world.operator.query(`UPDATE app.invitation SET outcome = 'expired' WHERE application_id = $1`, [expired.id])

    const elsewhere = await two(reopened.id, 'reopen', coordinators, 'new_facts')
    await world.operator.query(`UPDATE app.edition SET capacity = app.places_taken(id, ARRAY['invited', 'confirmed'])`)
    const full = await two(expired.id, 'reinstate', coordinators, 'not_reached')
    await world.operator.query('UPDATE app.edition SET capacity = 200')

    expect(elsewhere.agreed?.text).toContain('This person has another open application.')
    expect(full.agreed?.text).toContain('There is no place left.')
    expect([await stateOf(reopened.id), await stateOf(expired.id)]).toEqual(['rejected', 'expired'])
  })
})
