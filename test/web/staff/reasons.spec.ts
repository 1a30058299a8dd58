import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type Sent, sentApplication } from '#test/support/people/applicant.js'
import { type Registration, startRegistration } from '#test/support/web/registration.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let staff: Console
let team: Team

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  registration = await startRegistration(world)
  staff = await startStaff(world)
  team = await Team.at(staff, ['coordinator', 'lead', 'security', 'board-1', 'board-2'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await registration.close()
  await world.end()
})

async function onBoard(mark: string): Promise<Sent> {
  const person = await sentApplication({ registration, world }, mark)
  await world.operator.query(`UPDATE app.application SET state = 'board', version = 9 WHERE id = $1`, [person.id])
  return person
}

const propose = (id: string, fields: Record<string, string>) =>
  team.act('board-1', `/applications/${id}/decisions`, { version: '9', reason_class: 'fit', ...fields })

/** Put forward by one, agreed to by another. */
async function decide(id: string, fields: Record<string, string>): Promise<void> {
  await propose(id, fields)
  const target =
    /action="([^"]+\/approvals)"/.exec((await team.as('board-2').get(`/applications/${id}`)).text)?.[1] ?? ''
  await team.act('board-2', target)
}

const decisionsOf = (id: string) =>
  world.operator.query(
    'SELECT move, reason_class, wording, memo_id IS NOT NULL AS has_memo FROM app.decision WHERE application_id = $1',
    [id],
  )
/** The page without what belongs to one person alone. */
const bare = (text: string): string =>
  text
    .replaceAll(/name="form_token" value="[^"]*"/g, '')
    .replaceAll(/Case number [^<]*/g, '')
    .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, '')

describe('reasons of a decision', () => {
  it('are kept apart: codes in the row, words sealed for those who may read about risk', async () => {
    const { id } = await onBoard('MEMO')
    await propose(id, { move: 'release_reject', reason_class: 'places', memo: 'Memo-canary one\nLine two' })
    const [lead, security] = [
      await team.as('lead').get(`/applications/${id}/decisions/memos`),
      await team.as('security').get(`/applications/${id}/decisions/memos`),
    ]
    const others = []
    for (const login of ['board-1', 'coordinator']) {
      others.push((await team.as(login).get(`/applications/${id}/decisions/memos`)).status)
    }

    expect(lead.text).toContain('<p dir="auto">Memo-canary one</p><p dir="auto">Line two</p>')
    expect(security.status).toBe(404)
    expect(others).toEqual([404, 404])
    expect(await decisionsOf(id)).toEqual([
      { move: 'release_reject', reason_class: 'places', wording: '', has_memo: true },
    ])
    const records = await world.operator.query(
      `SELECT compartment, (SELECT count(*)::int FROM wraps.dek_wrap w WHERE w.record_id = r.id) AS wraps
       FROM sealed.record r WHERE owner_id = $1 AND schema_id = 'decision.memo'`,
      [id],
    )
    expect(records).toEqual([{ compartment: 'risk', wraps: 1 }])
    expect(
      JSON.stringify(await world.operator.query('SELECT * FROM audit.entry WHERE object_id = $1', [id])),
    ).not.toContain('canary')
    await team.act('board-1', `/applications/${id}/decisions/clearing`)
  })

  it('keep what was typed when the words are too many', async () => {
    const { id } = await onBoard('LONG')
    const memo = 'x'.repeat(3001)

    const answer = await propose(id, { move: 'release_waitlist', reason_class: 'places', memo })

    expect(answer.status).toBe(422)
    expect(answer.text).toContain(`>${memo}</textarea>`)
    expect(answer.text).toContain('Shorten this to 3,000 characters.')
    expect(answer.text).toContain('<option value="release_waitlist" selected>')
    expect(await decisionsOf(id)).toEqual([])
  })

  it('show the applicant the same for a refusal of security as for most others, at one time and by one mail', async () => {
    const [first, second, security, other] = [
      await onBoard('A'),
      await onBoard('B'),
      await onBoard('C'),
      await onBoard('D'),
    ]
    const [waitlisted, invited] = [await onBoard('E'), await onBoard('F')]
    await decide(first.id, { move: 'release_reject', reason_class: 'fit', wording: 'apply_again' })
    await decide(second.id, { move: 'release_reject', reason_class: 'places', wording: 'apply_again' })
    await decide(security.id, {
      move: 'release_reject',
      reason_class: 'safety',
      wording: 'whole_group',
      memo: 'canary',
    })
    await decide(other.id, { move: 'release_reject', reason_class: 'fit', wording: 'whole_group' })
    await decide(waitlisted.id, { move: 'release_waitlist', wording: 'apply_again' })
    await decide(invited.id, { move: 'release_invite', wording: 'apply_again' })
    const all = [first, second, security, other, waitlisted, invited].map(({ id }) => id)
    const before = (await first.client.get('/en/home')).text

    await team.release('board-1')

    const pages = []
    for (const { client } of [first, second, security]) pages.push(bare((await client.get('/en/home')).text))
    expect(before).not.toContain('You are welcome to apply again.')
    expect(pages[0]).toContain('You are welcome to apply again.')
    expect(new Set(pages).size).toBe(1)
    expect((await other.client.get('/en/home')).text).toContain('We chose a whole group')
    for (const { client } of [waitlisted, invited]) {
      expect((await client.get('/en/home')).text).not.toContain('apply again')
    }
    const mails = await world.operator.query(
      `SELECT DISTINCT kind, class, state, attempt, due_at, settled_on FROM app.outbox
       WHERE application_id = ANY ($1) AND class = 'answer_waiting'`,
      [all],
    )
    expect(mails).toHaveLength(1)
    const [inbox] = await world.operator.query(
      `SELECT count(*)::int AS n, count(DISTINCT kind)::int AS kinds FROM app.message WHERE application_id = ANY ($1) AND kind <> 'receipt'`,
      [all],
    )
    expect(inbox).toEqual({ n: 6, kinds: 1 })
  })
})
