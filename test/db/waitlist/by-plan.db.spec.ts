import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { BalanceRule } from '#domain/selection/draft/rules.js'
import { ChangeWaitlist } from '#features/waitlist/staff/change-waitlist.js'
import { KeepLineDays } from '#features/waitlist/staff/keep-line-days.js'
import { KeepPlace } from '#features/waitlist/staff/keep-place.js'
import { ReadLine } from '#features/waitlist/staff/read-line.js'
import { Audit } from '#platform/audit/audit.js'
import { sealRecord } from '#platform/vault/record.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Invited, invitedPeople, knownDays, waitlistedPeople } from '#test/support/people/invited.js'

let line: MainLine
let view: ReadLine
let keep: KeepLineDays

beforeAll(async () => {
  line = await openMainLine()
  const { database, keyring } = line.door
  view = new ReadLine(database, keyring)
  keep = new KeepLineDays(database, view, new Audit(database))
  await sql('UPDATE app.edition SET auto_promote = true')
}, 60_000)
afterEach(async () => {
  await sql(`UPDATE app.application SET state = 'rejected' WHERE state IN ('waitlisted', 'invited', 'confirmed')`)
  await sql('DELETE FROM app.line_plan')
  await sql('DELETE FROM app.selection_settings')
  await sql('DELETE FROM app.waitlist_run')
  await sql('DELETE FROM app.staff_task')
  await sql('UPDATE app.freed_place SET taken_back = true WHERE passed_to IS NULL')
  await sql('UPDATE app.edition SET capacity = 200')
})
afterAll(() => line.world.end())

const sql = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)
const idOf = (person: Invited | undefined) => person?.id ?? ''
/** So many people who can all come in time. */
const waiting = async (count: number) => {
  const people = await waitlistedPeople(line.world.operator, line.world.editionId, count)
  await knownDays(line.world.operator, people)
  return people
}
const invited = (count: number) => invitedPeople(line.world.operator, line.world.editionId, count)
const placesFor = (count: number) =>
  sql(`UPDATE app.edition SET capacity = app.places_taken(id) + $1, over_invitation = 0`, [count])
const says = (person: Invited | undefined, values: Record<string, unknown>) =>
  line.door.database.transaction(async (tx) => {
    const place = { owner: idOf(person), compartment: 'profile', schema: 'profile', version: 1 }
    const key = line.world.directory.compartmentKey('profile')
    await line.door.keyring.store(tx, sealRecord(place, { values }, [key]), null)
  })
const boardSets = (number: number, rules: readonly BalanceRule[]) =>
  sql(
    `INSERT INTO app.selection_settings (edition_id, number, rules, most_per_organisation, most_per_country, most_languages, prices, author_id)
     VALUES ($1, $2, $3, 3, 6, 5, '{}', $4)`,
    [line.world.editionId, number, JSON.stringify(rules), line.as('board-1').accountId],
  )
const keptDays = () => keep.run(line.as('coordinator'))
const named = async () => {
  const read = await view.run(line.as('coordinator'))
  return read.ok ? read.value.offers.map(({ line: { next } }) => next?.id) : []
}
const run = () =>
  line.world
    .sql('app_worker')
    .one<{ code: string; invited: number }>('SELECT * FROM app.waitlist_run($1)', [line.world.editionId])
const promotions = (people: readonly Invited[]) =>
  sql(
    `SELECT p.application_id AS id, p.why, p.passed_over AS over, p.by_role AS by FROM app.promotion p
     WHERE p.application_id = ANY ($1) ORDER BY p.application_id = $2 DESC, p.queue_number`,
    [people.map(({ id }) => id), people.at(-1)?.id],
  )
const holding = (people: readonly Invited[]) =>
  sql<{ id: string }>(
    `SELECT id FROM app.application WHERE id = ANY ($1) AND state = 'invited' ORDER BY queue_number`,
    [people.map(({ id }) => id)],
  ).then((rows) => rows.map(({ id }) => id))

describe('WAIT-7 the clock invites whom the page names, with the same reasons', () => {
  it('where the organisation of the first has all the places it may have, though the board saved no rules', async () => {
    const seated = await invited(3)
    const people = await waiting(2)
    for (const one of [...seated, people[0]]) await says(one, { organisation: 'Canary Group' })
    await placesFor(1)
    await keptDays()
    const page = await named()

    expect([page, await run()]).toEqual([[idOf(people[1])], { code: 'no_place', invited: 1 }])
    expect(await promotions(people)).toEqual([
      { id: idOf(people[1]), why: 'rank', over: [{ id: idOf(people[0]), why: 'organisation_full' }], by: 'system' },
    ])
  })

  it('where a group below its floor comes before the first in the order', async () => {
    const people = await waiting(2)
    await says(people[1], { themes: ['digital'] })
    await boardSets(1, [{ family: 'theme', value: 'digital', floor: '1', target: '', cap: '' }])
    await placesFor(1)
    await keptDays()
    const page = await named()

    expect([page, await run()]).toEqual([[idOf(people[1])], { code: 'no_place', invited: 1 }])
    expect(await promotions(people)).toEqual([
      { id: idOf(people[1]), why: 'below_floor', over: [{ id: idOf(people[0]), why: 'cell_first' }], by: 'system' },
    ])
  })

  it('WAIT-8 for each place of one run, and for one that is on offer only later: its own invitations end no plan', async () => {
    const [lost] = await invited(1)
    const people = await waiting(4)
    for (const one of [lost, people[3]]) await says(one, { themes: ['digital'] })
    await placesFor(2)
    await sql(`SELECT app.application_move($1, 'decline', 'applicant')`, [lost?.id])
    await keptDays()
    const page = await named()
    const first = await run()
    await sql(`UPDATE app.freed_place SET offer_from = app.now() - interval '1 minute' WHERE freed_by = $1`, [lost?.id])
    const second = await run()

    expect([page, first, second]).toEqual([
      [idOf(people[0]), idOf(people[1])],
      { code: 'no_place', invited: 2 },
      { code: 'no_place', invited: 1 },
    ])
    expect(await promotions(people)).toEqual([
      { id: idOf(people[3]), why: 'same_cell', over: [{ id: idOf(people[2]), why: 'cell_first' }], by: 'system' },
      { id: idOf(people[0]), why: 'rank', over: [], by: 'system' },
      { id: idOf(people[1]), why: 'rank', over: [], by: 'system' },
    ])
  })
})

describe('WAIT-4 the clock invites nobody, says that the plan is old, and tells coordinators', () => {
  const author = () => line.as('coordinator').accountId
  const changes: Record<string, (people: readonly Invited[]) => Promise<unknown>> = {
    'somebody joined': () => waiting(1),
    'somebody left': ([, , last]) => sql(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [last?.id]),
    'somebody behind was stopped': ([, , last]) =>
      sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'on_hold')`, [last?.id]),
    'somebody went to the end': ([, , last]) =>
      sql(`UPDATE app.application SET queue_number = nextval('app.queue_number') WHERE id = $1`, [last?.id]),
    'somebody wrote an answer again': ([, , last]) =>
      sql(
        `INSERT INTO app.section_version (application_id, number, section, version, compartments, file_version, on_week)
         SELECT id, 2, 'work', 2, '{profile}', version, date_trunc('week', app.today()) FROM app.application WHERE id = $1`,
        [last?.id],
      ),
    'somebody else has a place': () => invited(1),
    'the board set rules': () => boardSets(1, []),
    'the edition was changed': () => sql('UPDATE app.edition SET version = version + 1'),
    'the switches were saved, as their page says': async () => {
      const [edition] = await sql<{ version: number }>('SELECT version FROM app.edition')
      const switches = { isOpen: true, autoPromote: true, stopOn: null, expressHours: 48, interestDays: 30 }
      const change = new ChangeWaitlist(line.door.database, new Audit(line.door.database))
      const saved = await change.run(line.as('coordinator'), { ...switches, version: edition?.version ?? 0 })
      expect(saved.ok).toBe(true)
    },
    'other days are kept': ([, , last]) =>
      sql('UPDATE app.alternate_days SET express_until = express_until + 1 WHERE application_id = $1', [last?.id]),
    'two were kept apart': ([, one, other]) =>
      sql(
        `INSERT INTO app.apart_pair (edition_id, first_id, second_id, note_id, author_id)
         VALUES ($1, least($2::uuid, $3::uuid), greatest($2::uuid, $3::uuid), gen_random_uuid(), $4)`,
        [line.world.editionId, one?.id, other?.id, author()],
      ),
    'nobody worked it out': () => sql('DELETE FROM app.line_plan'),
  }

  it.each(Object.entries(changes))('where %s', async (_, change) => {
    const people = await waiting(3)
    await keptDays()
    await change(people)
    const old = [await run(), await holding(people)]
    const tasks = await sql(`SELECT role, state FROM app.staff_task WHERE kind = 'place_to_pass_on'`)
    await placesFor(1)
    await keptDays()

    expect([old, tasks]).toEqual([[{ code: 'plan_old', invited: 0 }, []], [{ role: 'coordinator', state: 'open' }]])
    expect([await run(), await holding(people)]).toEqual([{ code: 'no_place', invited: 1 }, [idOf(people[0])]])
  })

  it('where a place was kept back or put on offer, or one invited by the plan left again', async () => {
    const [lost] = await invited(1)
    const people = await waiting(3)
    await placesFor(1)
    await sql(`SELECT app.application_move($1, 'decline', 'applicant')`, [lost?.id])
    await keptDays()
    const [place] = await sql<{ id: string }>('SELECT id FROM app.freed_place WHERE freed_by = $1', [lost?.id])
    const places = new KeepPlace(line.door.database)
    await places.run(line.as('coordinator'), place?.id ?? '', true)
    const back = await run()
    await places.run(line.as('coordinator'), place?.id ?? '', false)
    const offered = await run()
    await sql(`UPDATE app.freed_place SET offer_from = app.now() - interval '1 minute' WHERE freed_by = $1`, [lost?.id])
    await sql(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [people[0]?.id])
    await sql(`UPDATE app.freed_place SET offer_from = app.now() - interval '1 minute' WHERE freed_by = $1`, [
      people[0]?.id,
    ])

    expect([back, offered, await run(), await holding(people)]).toEqual([
      { code: 'plan_old', invited: 0 },
      { code: 'no_place', invited: 1 },
      { code: 'plan_old', invited: 0 },
      [],
    ])
  })

  it('VIS-2 where the colleague who worked it out may not know of somebody who stands before', async () => {
    const people = await waiting(2)
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'detected', $2)`,
      [people[0]?.id, author()],
    )
    await keptDays()
    const past = [await run(), await holding(people)]
    await placesFor(1)
    await keep.run(line.as('coordinator-2'))

    expect(past).toEqual([{ code: 'plan_old', invited: 0 }, []])
    expect([await run(), await holding(people)]).toEqual([{ code: 'no_place', invited: 1 }, [idOf(people[0])]])
    await sql('DELETE FROM app.conflict_fact')
  })

  it('where the person’s last day is over since, and by no call past the run', async () => {
    const people = await waiting(2)
    await keptDays()
    const alone = await line.world
      .sql('app_worker')
      .one<{ code: string }>(`SELECT code FROM app.application_move($1, 'promote', 'system')`, [people[0]?.id])
    const plan = await sql<{ days: string }>('SELECT days FROM app.line_plan')
    await sql(
      'UPDATE app.alternate_days SET normal_until = app.today() - 1, express_until = app.today() - 1 WHERE application_id = $1',
      [people[0]?.id],
    )
    await sql('UPDATE app.line_plan SET days = (SELECT days FROM app.line_stamp($1, false))', [line.world.editionId])

    expect([alone, plan.length]).toEqual([{ code: 'second_person_missing' }, 1])
    expect([await run(), await holding(people)]).toEqual([{ code: 'plan_old', invited: 0 }, []])
  })
})
