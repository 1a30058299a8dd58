import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { KeepLineDays } from '#features/waitlist/staff/keep-line-days.js'
import { ReadLine } from '#features/waitlist/staff/read-line.js'
import { PassPlacesOn } from '#features/waitlist/worker/pass-places-on.job.js'
import { DecideMany } from '#features/decision/staff/many/decide-many.js'
import { Audit } from '#platform/audit/audit.js'
import { Sql } from '#platform/database/sql.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Invited, invitedPeople, knownDays, named, waitlistedPeople } from '#test/support/people/invited.js'

const rounds = 50
const each = 4

let line: MainLine
let registration: Sql
let staff: Sql
let worker: Sql
let many: DecideMany
let keep: KeepLineDays
let answers: MainLine['door']['answers']

beforeAll(async () => {
  line = await openMainLine()
  registration = new Sql(line.world.database.url('app_registration'), 2 * each)
  staff = new Sql(line.world.database.url('app_staff'), 2 * each)
  worker = new Sql(line.world.database.url('app_worker'), 2)
  many = new DecideMany(line.door.database, new Audit(line.door.database))
  answers = line.door.answers
  const { database, keyring } = line.door
  keep = new KeepLineDays(database, new ReadLine(database, keyring), new Audit(database))
  await sql('UPDATE app.edition SET auto_promote = true')
}, 60_000)
afterAll(async () => {
  for (const handle of [registration, staff, worker]) await handle.close()
  await line.world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const idOf = (login: string) => line.as(login).accountId
const own = (move: string) => (person: Invited) =>
  registration.query('SELECT code FROM app.own_move($1, $2)', [person.token, move])
const promote = async (person: Invited) => {
  await named(line.world.operator, person)
  return pressed(person)
}
const pressed = (person: Invited) =>
  staff.query(`SELECT code FROM app.application_move($1, 'promote', 'coordinator', $2)`, [
    person.id,
    idOf('coordinator'),
  ])

const put = async (people: readonly Invited[], move: string, state: 'pending' | 'second_ok', author: string) =>
  sql<{ id: string; file: string }>(
    `INSERT INTO app.decision (application_id, move, author_id, second_id, state, reason_class)
     SELECT p, $2, $3, CASE $4 WHEN 'second_ok' THEN $5::uuid END, $4, 'places' FROM unnest($1::uuid[]) p RETURNING id, application_id AS file`,
    [people.map(({ id }) => id), move, idOf(author), state, idOf('board-2')],
  )

const inWave = (wave: string, people: readonly Invited[] = []) =>
  sql('UPDATE app.application SET wave = $1 WHERE id = ANY ($2)', [wave, people.map(({ id }) => id)])

/** One round: a release of refusals beside everything that moves, or decides about, the same files one by one. */
async function crowded() {
  const { editionId } = line.world
  const waiting = await waitlistedPeople(line.world.operator, editionId, 4 * each)
  await knownDays(line.world.operator, waiting)
  const invited = await invitedPeople(line.world.operator, editionId, 2 * each)
  const [promoted, leaving, turned, again] = [0, 1, 2, 3].map((part) => waiting.slice(part * each, (part + 1) * each))
  await put([...(promoted ?? []), ...(leaving ?? [])], 'release_reject', 'second_ok', 'board-1')
  const back = await invitedPeople(line.world.operator, editionId, each)
  await Promise.all(back.map((person) => own('withdraw')(person)))
  await sql(`INSERT INTO app.word_check (application_id, account_id) SELECT p, $2 FROM unnest($1::uuid[]) p`, [
    back.map(({ id }) => id),
    idOf('coordinator-2'),
  ])
  const undone = await put(back, 'undo_withdraw', 'pending', 'coordinator-2')
  const asked = await put(turned ?? [], 'promote_other', 'pending', 'coordinator-2')
  // Waves of their own: what waits in one for a second person keeps its whole release, and what colleagues move has it looked at again.
  await inWave('early', again)
  await inWave('late', leaving)
  const run = await many.dryRun(line.as('board-1'), { move: 'release_reject', ids: (again ?? []).map(({ id }) => id) })
  const batch = await many.apply(line.as('board-1'), {
    move: 'release_reject',
    ids: (again ?? []).map(({ id }) => id),
    reasonClass: 'places',
    digest: run?.digest ?? '',
  })
  const [approval] = await sql<{ id: string; sample: string[] }>(
    'SELECT id, sample FROM app.approval WHERE object_id = $1',
    [batch.ok ? batch.value : null],
  )
  await line.opened('board-2', approval?.sample ?? [])
  const looks = new Map<string, string>()
  for (const wave of ['main', 'early', 'late']) {
    looks.set(wave, (await line.door.release.dryRun(line.as('board-1'), wave))?.digest ?? '')
  }
  const release = (login: string, wave: string) => line.door.release.run(line.as(login), wave, looks.get(wave) ?? '')
  await keep.run(line.as('coordinator'))
  const acts: (() => Promise<unknown>)[] = [
    () => release('board-1', 'main'),
    () => release('board-2', 'main'),
    () => release('board-2', 'early'),
    () => release('board-1', 'late'),
    () => release('board-2', 'late'),
    () => new PassPlacesOn(worker).run(),
    () => keep.run(line.as('coordinator-2')),
    () => answers.agree(line.as('board-2'), approval?.id ?? '', approval?.sample ?? []),
    ...[...asked, ...undone].map(
      ({ id, file }) =>
        () =>
          line.door.second.run(line.as('coordinator'), file, id),
    ),
    ...(again ?? []).map(
      ({ id }) =>
        () =>
          line.door.propose.clear(line.as('board-1'), id),
    ),
    ...(promoted ?? []).map((person) => () => promote(person)),
    ...(leaving ?? []).map((person) => () => own('withdraw')(person)),
    ...invited.map((person, index) => () => own(index % 2 === 0 ? 'decline' : 'confirm')(person)),
  ]
  return acts.toSorted((a, b) => (acts.indexOf(b) % 3) - (acts.indexOf(a) % 3))
}

describe('a release beside single moves', () => {
  it('STA-20 WAIT-6 never locks the others out, fifty times, and moves each file once', async () => {
    const failed: string[] = []
    for (let round = 0; round < rounds; round += 1) {
      const settled = await Promise.allSettled((await crowded()).map((act) => act()))
      for (const one of settled) if (one.status === 'rejected') failed.push(String(one.reason))
      await sql(`UPDATE app.decision SET state = 'superseded' WHERE state IN ('pending', 'second_ok')`)
      await sql(`UPDATE app.application SET state = 'rejected' WHERE state IN ('waitlisted', 'invited', 'confirmed')`)
    }

    expect(failed).toEqual([])
    const made = await sql<{ move: string }>(`SELECT DISTINCT move FROM app.history WHERE move <> 'submit'`)
    const moves = ['release_reject', 'promote', 'promote_other', 'withdraw', 'undo_withdraw', 'decline', 'confirm']
    expect(moves.filter((move) => !made.some((row) => row.move === move))).toEqual([])
    expect(
      await sql('SELECT application_id FROM app.history GROUP BY application_id, version HAVING count(*) > 1'),
    ).toEqual([])
  }, 240_000)
})
