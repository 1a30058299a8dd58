import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { sealRecord } from '#platform/vault/record.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Invited, waitlistedPeople } from '#test/support/people/invited.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team
let people: string[]

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['coordinator', 'coordinator-2', 'lead', 'board-1'])
  const waiting: Invited[] = await waitlistedPeople(line.world.operator, line.world.editionId, 6)
  people = waiting.map(({ id }) => id)
  for (const id of people) await asks(id, ['visa', 'flight'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const asks = (owner: string, costs: readonly string[]) =>
  line.door.database.transaction((tx) => {
    const place = { owner, compartment: 'balance', schema: 'balance', version: 1 }
    const key = line.world.directory.compartmentKey('balance')
    return line.door.keyring.store(tx, sealRecord(place, { values: { costs_needed: costs } }, [key]), null)
  })
const versionOf = async (id: string) => String((await line.now(id)).version)
/** State, what would be paid, and what the log says of it. */
const standing = async (id: string) =>
  (
    await sql<{ state: string; paid: string[]; log: string[] }>(
      `SELECT a.state, ARRAY(SELECT e.category FROM app.entitlement e WHERE e.application_id = a.id AND e.removed_on IS NULL ORDER BY 1) AS paid,
         ARRAY(SELECT substring(l.verb FROM 13) || ' ' || l.purpose FROM audit.entry l WHERE l.object_id = a.id::text AND l.verb LIKE 'entitlement.%' ORDER BY l.seq) AS log
       FROM app.application a WHERE a.id = $1`,
      [id],
    )
  )[0]
const pending = async (id: string) =>
  (await sql<{ id: string }>(`SELECT id FROM app.decision WHERE application_id = $1 AND state = 'pending'`, [id]))[0]
    ?.id ?? ''
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
const read = async (login: string, path: string) => textOf((await team.as(login).get(path)).text)
const ticks = async (login: string, id: string) =>
  [
    ...(await team.as(login).get(`/applications/${id}`)).text.matchAll(/name="(support)" value="flight"( checked)?/g),
  ].map(([, name, checked]) => `${name}${checked ?? ''}`)
const granted = ['granted flight', 'granted visa']

describe('an invitation from the waitlist', () => {
  it('grants what the person in turn asked for by one press, once, and shows it to nobody beforehand', async () => {
    const [first = ''] = people
    const before = await read('coordinator', '/waitlist')
    const asked = { application: first, version: await versionOf(first), support: 'asked' }
    const done = await team.act('coordinator', '/waitlist/promotions', asked)
    const again = await team.act('coordinator', '/waitlist/promotions', { ...asked, support: 'none' })

    expect(before).toMatch(/Invite \w{6} and grant what they asked us to pay for Invite \w{6} and grant nothing/)
    expect(before).not.toContain('The flight')
    expect(before).toContain('It grants nothing of what they asked us to pay for: only a person does that')
    expect(done.text).toContain('The invitation is on its way')
    expect(again.status).toBe(404)
    expect(await standing(first)).toEqual({ state: 'invited', paid: ['flight', 'visa'], log: granted })
  })

  it('grants nothing where the keys of the session do not open it, and says so', async () => {
    const [, next = ''] = people
    const page = await read('coordinator-2', '/waitlist')
    const fields = { application: next, version: await versionOf(next), support: 'asked' }
    const sealed = await team.act('coordinator-2', '/waitlist/promotions', fields)
    const other = { person: `${next}.${await versionOf(next)}`, support: 'asked' }
    const put = await team.act('coordinator-2', '/waitlist/decisions', other)

    expect(page).toContain('Your keys do not open what people asked us to pay for, so you can grant nothing here.')
    expect(page).not.toContain('and grant what they asked us to pay for')
    for (const { text } of [sealed, put]) expect(text).toContain('Your keys do not open what this person asked us')
    expect([await standing(next), await pending(next)]).toEqual([{ state: 'waitlisted', paid: [], log: [] }, ''])
  })

  it('WAIT-7 is not made on the page of the file: that leads to the waitlist, where one reads why', async () => {
    const [, next = ''] = people
    const page = (await team.as('coordinator').get(`/applications/${next}`)).text
    const version = await versionOf(next)
    const refused = await team.act('coordinator', `/applications/${next}/moves`, { move: 'promote', version })
    const before = await standing(next)
    await team.act('coordinator', '/waitlist/promotions', { application: next, version, support: 'none' })

    expect(page).toContain('<a href="/waitlist">Invite from the waitlist page')
    expect(page).not.toContain('value="promote"')
    expect([refused.status, before]).toEqual([400, { state: 'waitlisted', paid: [], log: [] }])
    expect(await standing(next)).toEqual({ state: 'invited', paid: [], log: [] })
  })

  it('WAIT-6 grants of two presses at once what one of them said', async () => {
    const [, , next = ''] = people
    const fields = { application: next, version: await versionOf(next) }
    const answers = await Promise.all(
      ['asked', 'none'].map((support) => team.act('coordinator', '/waitlist/promotions', { ...fields, support })),
    )
    const { paid = [], ...after } = (await standing(next)) ?? {}

    expect(answers.filter(({ text }) => text.includes('The invitation is on its way'))).toHaveLength(1)
    expect(after).toEqual({ state: 'invited', log: paid.map((one) => `granted ${one}`) })
  })

  it('STA-7 shows the second coordinator what goes with somebody out of turn, and takes it away with the decision', async () => {
    const [, , , third = ''] = people
    const fields = async () => ({ person: `${third}.${await versionOf(third)}`, support: 'asked' })
    await team.act('coordinator', '/waitlist/decisions', await fields())
    const planned = await read('coordinator-2', '/waitlist')
    const file = await read('coordinator-2', `/applications/${third}`)
    await team.act('coordinator', '/waitlist/decisions', await fields())
    const twice = await standing(third)
    await line.door.propose.clear(line.as('coordinator'), third)
    const cleared = await standing(third)
    await team.act('coordinator', '/waitlist/decisions', { ...(await fields()), support: 'none' })
    const nothing = await read('coordinator-2', '/waitlist')
    await team.act('coordinator', '/waitlist/decisions', await fields())
    await team.act('coordinator-2', `/applications/${third}/decisions/${await pending(third)}/approvals`)

    for (const text of [planned, file]) expect(text).toContain('Support: The flight, The visa')
    expect(twice).toEqual({ state: 'waitlisted', paid: ['flight', 'visa'], log: granted })
    expect(cleared?.paid).toEqual([])
    expect(nothing).toContain('Nothing would be paid for.')
    expect(await standing(third)).toEqual({
      state: 'invited',
      paid: ['flight', 'visa'],
      log: [...granted, 'removed flight', 'removed visa', ...granted],
    })
  })
})

describe('an invitation once more', () => {
  it('STA-7 begins with what would have been paid, and grants what two coordinators then read', async () => {
    const [first = ''] = people
    await sql(`UPDATE app.application SET state = 'expired' WHERE id = $1`, [first])
    await sql(`UPDATE app.invitation SET outcome = 'expired' WHERE application_id = $1`, [first])
    const shown = await ticks('coordinator', first)
    const version = await versionOf(first)
    const fields = { move: 'reinstate', version, reason_class: 'not_reached', support: ['flight', 'hotel'] }
    await team.act('coordinator', `/applications/${first}/decisions`, fields)
    const file = await read('coordinator-2', `/applications/${first}`)
    await team.act('coordinator-2', `/applications/${first}/decisions/${await pending(first)}/approvals`)

    expect(shown).toEqual(['support checked'])
    expect(file).toContain('Support: The flight, The hotel')
    expect(await standing(first)).toEqual({
      state: 'invited',
      paid: ['flight', 'hotel'],
      log: [...granted, 'removed visa', 'granted hotel'],
    })
  })

  it('is all that asks what would be paid: no form of another move does', async () => {
    const id = await line.inVetting()
    const decided = await line.onBoard()

    expect([await ticks('lead', id), await ticks('board-1', decided), await ticks('board-1', people[0] ?? '')]).toEqual(
      [[], ['support'], []],
    )
  })
})
