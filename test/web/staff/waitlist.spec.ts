import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { BalanceRule } from '#domain/selection/draft/rules.js'
import { PassPlacesOn } from '#features/waitlist/worker/pass-places-on.job.js'
import { sealRecord } from '#platform/vault/record.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { knownDays } from '#test/support/people/invited.js'
import { passedDocument } from '#test/support/people/passed-document.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let coordinator: WebClient
let waiting: string[]
let lost: string
let other: string

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  coordinator = await staff.browserOf('coordinator')
  waiting = []
  for (let i = 0; i < 4; i += 1) waiting.push(await decided('release_waitlist'))
  lost = await decided('release_invite')
  other = await decided('release_invite')
  await line.release()
  await sql('UPDATE app.edition SET capacity = 2')
  const [first = '', second = '', third = '', fourth = ''] = waiting
  await says(lost, { themes: ['digital'] })
  await says(first, { themes: ['women_gender'], country_of_residence: 'CO' }, 'do_not_need')
  await says(second, { themes: ['digital'], organisation: 'Canary Group' }, 'need')
  await says(third, { themes: ['women_gender'] }, 'do_not_know')
  await says(fourth, { themes: ['women_gender'] })
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)

async function decided(move: 'release_invite' | 'release_waitlist'): Promise<string> {
  const id = await line.onBoard()
  await line.decided(id, move, 'board-1', 'board-2')
  return id
}

/** What the person sent, in place of the words of the test application. */
async function says(owner: string, profile: Record<string, unknown>, visa?: string): Promise<void> {
  const all = { profile, ...(visa ? { balance: { visa_for_sweden_known: visa } } : {}) }
  if (visa) await passedDocument(line.world, owner)
  await line.door.database.transaction(async (tx) => {
    for (const [compartment, values] of Object.entries(all)) {
      const place = { owner, compartment, schema: compartment, version: 2 }
      const key = line.world.directory.compartmentKey(compartment as 'profile' | 'balance')
      await line.door.keyring.store(tx, sealRecord(place, { values }, [key]), null)
    }
  })
}

/** What the board chooses a cohort under. */
const boardSets = (number: number, rules: readonly BalanceRule[], mostPerOrganisation: number) =>
  sql(
    `INSERT INTO app.selection_settings (edition_id, number, rules, most_per_organisation, most_per_country, most_languages, prices, author_id)
     VALUES ($1, $2, $3, $4, 6, 5, '{}', $5)`,
    [line.world.editionId, number, JSON.stringify(rules), mostPerOrganisation, line.as('board-1').accountId],
  )

const numberOf = async (id = '') =>
  (await sql<{ n: string }>('SELECT case_number AS n FROM app.application WHERE id = $1', [id]))[0]?.n ?? ''
const versionOf = async (id = '') => String((await line.now(id)).version)
/** Words as they are read: without markup, and without the marks around what was put in. */
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
const seen = async () => textOf((await coordinator.get('/waitlist')).text)
const tokenOf = async () => hiddenField((await coordinator.get('/waitlist')).text, 'form_token')
const send = async (path: string, fields: Record<string, string>) =>
  textOf((await coordinator.postAndFollow(`/waitlist/${path}`, { form_token: await tokenOf(), ...fields })).text)
const freed = () =>
  sql(
    `UPDATE app.freed_place SET offer_from = least(offer_from, app.now() - interval '1 minute') WHERE passed_to IS NULL AND NOT taken_back`,
  )

describe('the waitlist page', () => {
  it('shows nothing to offer while the place is held for the person who said no', async () => {
    await sql(`SELECT app.application_move($1, 'decline', 'applicant')`, [lost])
    const text = await seen()

    expect(text).toContain('No place is free now.')
    expect(text).toContain('There is no place to offer now.')
    expect(text).toMatch(
      /said no The person held for the person until \w+, \d+ \w+ \d{4} at \d\d:\d\d Central European/,
    )
  })

  it('WAIT-7 says before any button why the next person is next, and why those before are not', async () => {
    await freed()
    await sql(`SELECT app.application_move($1, 'decline', 'applicant')`, [other])
    await freed()
    const text = await seen()

    expect(text).toContain('There is a place to offer.')
    expect(text).toMatch(
      new RegExp(
        `${await numberOf(waiting[1])} is next: counts in the same group \\(Digital rights and security\\) as the person we lost`,
      ),
    )
    expect(text).toContain('Can come in time: with the usual time to answer until')
    expect(text).toContain(
      `${await numberOf(waiting[0])} the group of the person we lost, or one with too few people, goes first`,
    )
    expect(text).toMatch(/until \d+ \w+ \d{4} Not said/)
    expect(text).toContain('not known Not said')
    expect(text).toContain('these days allow 14 days at the post, whichever it is')
    expect(text).not.toMatch(/Canary|do_not_need|do_not_know/)
  })

  it('WAIT-7 brings a group forward that has too few people, and passes over an organisation that has enough', async () => {
    await says(other, { organisation: 'canary  group' })
    await sql(`UPDATE app.application SET state = 'confirmed' WHERE id = $1`, [other])
    await boardSets(1, [{ family: 'theme', value: 'women_gender', floor: '1', target: '', cap: '' }], 1)
    const text = await seen()
    await boardSets(2, [], 3)
    await sql(`UPDATE app.application SET state = 'declined' WHERE id = $1`, [other])

    expect(text).toMatch(
      new RegExp(
        `${await numberOf(waiting[0])} is next: counts in a group \\(Women and gender\\) that has too few people`,
      ),
    )
    expect(text).not.toContain('as the person we lost.')
  })

  it('STA-21 WAIT-7 invites out of the approved order by two coordinators only, and keeps why, the cell sealed', async () => {
    const [first = '', second = '', third = ''] = waiting
    const alone = await send('promotions', { application: second, version: await versionOf(second) })
    expect(alone).toContain('Another person who holds the role must agree.')
    expect((await line.now(second)).state).toBe('waitlisted')
    const wrong = await send('promotions', { application: third, version: await versionOf(third) })
    expect(wrong).toContain('Another person who holds the role must agree.')

    await send('decisions', { person: `${second}.${await versionOf(second)}` })
    const [decision] = await sql<{ id: string }>(
      `SELECT id FROM app.decision WHERE application_id = $1 AND state = 'pending'`,
      [second],
    )
    const before = new RegExp(
      `${await numberOf(second)} Same group as the person we lost \\(Digital rights and security\\) One person stands before this one in the approved order ${await numberOf(first)} the group of the person we lost, or one with too few people, goes first`,
    )
    expect(await seen()).toMatch(before)
    const colleague = await staff.browserOf('coordinator-2')
    const read = await colleague.get('/waitlist')
    const file = await colleague.get(`/applications/${second}`)
    const agreed = await colleague.postAndFollow(`/applications/${second}/decisions/${decision?.id}/approvals`, {
      form_token: hiddenField(read.text, 'form_token'),
    })
    expect(textOf(read.text)).toMatch(before)
    expect(read.text).toContain(`/applications/${second}/decisions/${decision?.id}/approvals`)
    expect(await coordinator.get('/waitlist')).not.toMatchObject({
      text: expect.stringContaining(`decisions/${decision?.id}/approvals`),
    })
    expect(file.text).not.toContain('/approvals"')
    expect(textOf(file.text)).toContain('Read on the waitlist why this person was put forward.')
    expect([agreed.status, (await line.now(second)).state]).toEqual([200, 'invited'])

    const [row] = await sql<{ cell_record: string; passed_over: unknown }>(
      `SELECT why, feasible, joined_on = app.today() AS joined, queue_number IS NOT NULL AS queued, by_role, passed_over, cell_record,
         place_id = (SELECT id FROM app.freed_place WHERE freed_by = $1) AS place FROM app.promotion`,
      [lost],
    )
    expect(row).toEqual({
      why: 'same_cell',
      feasible: 'yes',
      joined: true,
      queued: true,
      by_role: 'coordinator',
      passed_over: [{ id: first, why: 'cell_first' }],
      cell_record: row?.cell_record,
      place: true,
    })
    expect(await seen()).toMatch(
      new RegExp(
        `${await numberOf(second)} [^.]* Same group as the person we lost \\(Digital rights and security\\) One person stands before`,
      ),
    )
  })

  it('STA-21 invites the first of the approved order by one coordinator, in a hurry where the days ask for it', async () => {
    const [first = '', , third = ''] = waiting
    expect(await send('promotions', { application: first, version: await versionOf(first) })).toContain(
      'The invitation is on its way',
    )
    expect(await sql('SELECT freed_by AS lost, passed_to AS to FROM app.freed_place ORDER BY offer_from')).toEqual([
      { lost, to: waiting[1] },
      { lost: other, to: first },
    ])
    await sql(`UPDATE app.edition SET capacity = 3, arrival_on = app.today() + 85, programme_from = app.today() + 85`)

    const text = await send('promotions', { application: third, version: await versionOf(third) })

    expect(text).toContain('The invitation is on its way')
    expect(
      await sql('SELECT application_id AS id, why, feasible FROM app.promotion WHERE why <> $1 ORDER BY queue_number', [
        'same_cell',
      ]),
    ).toEqual([
      { id: first, why: 'rank', feasible: 'yes' },
      { id: third, why: 'rank', feasible: 'express' },
    ])
    expect(await sql('SELECT express FROM app.invitation WHERE application_id = $1', [third])).toEqual([
      { express: true },
    ])
  })

  it('WAIT-4 says in plain words what shuts the line, and shows the reason of each run', async () => {
    const job = new PassPlacesOn(line.world.sql('app_worker'))
    await sql('UPDATE app.edition SET capacity = 9')
    const switches = async (fields: Record<string, string>) => {
      const [row] = await sql<{ version: number }>('SELECT version FROM app.edition')
      return send('switches', { version: String(row?.version), express_hours: '24', interest_days: '45', ...fields })
    }
    await job.run()
    const closed = await switches({ auto_promote: 'yes' })
    await job.run()
    const stopped = await switches({
      is_open: 'yes',
      auto_promote: 'yes',
      'stop_on.day': '1',
      'stop_on.month': '1',
      'stop_on.year': '2026',
    })
    await job.run()
    const unfit = await switches({ is_open: 'yes', 'stop_on.day': '31', 'stop_on.month': '2', 'stop_on.year': '2027' })
    await switches({ is_open: 'yes', auto_promote: 'yes' })
    await knownDays(line.world.operator, [{ id: waiting[3] ?? '' }])
    await job.run()
    await sql('DELETE FROM app.alternate_days WHERE application_id = $1', [waiting[3]])

    expect(closed).toContain('The waitlist is closed. Open it first.')
    expect(stopped).toContain('The last day for passing places on is over: rooms are fixed.')
    expect(unfit).toContain('Error')
    expect(await sql('SELECT code, runs, invited FROM app.waitlist_run ORDER BY code')).toEqual([
      { code: 'auto_promote_off', runs: 1, invited: 0 },
      { code: 'plan_old', runs: 1, invited: 0 },
      { code: 'waitlist_closed', runs: 1, invited: 0 },
      { code: 'waitlist_stopped', runs: 1, invited: 0 },
    ])
    const text = await seen()
    expect(text).toContain('The system does not invite by itself 1 0')
    expect(text).toContain('It passes places on only as a colleague last worked the line out')
    expect(text).toContain('Saving these switches is such a change: after it, press that button once more')
    expect(text).toContain('since it last changed: a coordinator does, or invites 1 0')
    expect((await line.now(waiting[3] ?? '')).state).toBe('waitlisted')
  })

  it('keeps a place back and puts it on offer, and is nobody’s page but the coordinators’', async () => {
    await sql(`SELECT app.application_move($1, 'decline', 'applicant')`, [waiting[0]])
    await freed()
    const [place] = await sql<{ id: string }>('SELECT id FROM app.freed_place WHERE passed_to IS NULL')
    const kept = await send(`places/${place?.id}/keeping`, { kept: 'yes' })
    const offered = await send(`places/${place?.id}/keeping`, { kept: 'no' })

    expect([kept.includes('kept back'), offered.includes('kept back')]).toEqual([true, false])
    for (const login of ['board-1', 'lead', 'desk', 'security']) {
      expect([login, (await (await staff.browserOf(login)).get('/waitlist')).status]).toEqual([login, 404])
    }
  })
})
