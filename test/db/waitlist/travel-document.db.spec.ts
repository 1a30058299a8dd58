import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { KeepLineDays } from '#features/waitlist/staff/keep-line-days.js'
import { ReadLine } from '#features/waitlist/staff/read-line.js'
import { PassPlacesOn } from '#features/waitlist/worker/pass-places-on.job.js'
import { Audit } from '#platform/audit/audit.js'
import { sealRecord } from '#platform/vault/record.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Invited, knownDays, waitlistedPeople } from '#test/support/people/invited.js'
import { passedDocument } from '#test/support/people/passed-document.js'

let line: MainLine
let view: ReadLine
let keep: KeepLineDays

beforeAll(async () => {
  line = await openMainLine()
  const { database, keyring } = line.door
  view = new ReadLine(database, keyring)
  keep = new KeepLineDays(database, view, new Audit(database))
}, 60_000)
afterEach(async () => {
  await sql(`UPDATE app.application SET state = 'rejected' WHERE state IN ('waitlisted', 'invited')`)
  await sql('UPDATE app.edition SET auto_promote = false')
})
afterAll(() => line.world.end())

const sql = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)
const waiting = (count: number) => waitlistedPeople(line.world.operator, line.world.editionId, count)

/** What these people said about a visa, sealed as a submission seals it. */
async function say(people: readonly Invited[], visa = 'do_not_need') {
  const key = line.world.directory.compartmentKey('balance')
  await line.door.database.transaction(async (tx) => {
    for (const { id } of people) {
      const place = { owner: id, compartment: 'balance', schema: 'balance', version: 1 }
      const record = sealRecord(place, { values: { visa_for_sweden_known: visa } }, [key])
      await line.door.keyring.store(tx, record, null)
    }
  })
}
const placeWrittenAgain = (person: Invited | undefined) =>
  sql(
    `INSERT INTO app.section_version (application_id, number, section, version, compartments, file_version, on_week)
     SELECT id, 2, 'place', 2, '{risk}', version, date_trunc('week', app.today()) FROM app.application WHERE id = $1`,
    [person?.id],
  )
const classes = async (login = 'coordinator') => {
  const read = await view.run(line.as(login))
  return read.ok ? read.value.waiting.map(({ feasible }) => feasible) : []
}
const kept = async (people: readonly Invited[]) => {
  const rows = await sql<{ id: string }>('SELECT application_id AS id FROM app.alternate_days')
  return people.map(({ id }) => rows.some((row) => row.id === id))
}
const statesOf = async (people: readonly Invited[]) =>
  (
    await sql<{ state: string }>('SELECT state FROM app.application WHERE id = ANY ($1) ORDER BY queue_number', [
      people.map(({ id }) => id),
    ])
  ).map(({ state }) => state)

/** Four who said the same of a visa: a document, none, nobody passed it on, and passed on before the page was written again. */
async function four(visa?: string) {
  const people = await waiting(4)
  const [yes, no, , old] = people
  await say(people, visa)
  await passedDocument(line.world, yes?.id ?? '', 'yes')
  await passedDocument(line.world, no?.id ?? '', 'no')
  await passedDocument(line.world, old?.id ?? '', 'yes')
  await placeWrittenAgain(old)
  return people
}

describe('until when somebody can be invited', () => {
  it.each(['do_not_need', 'need', 'do_not_know'])(
    'is known where there is a travel document, and of nobody else (%s)',
    async (visa) => {
      await four(visa)

      expect(await classes()).toEqual(['yes', 'unknown', 'unknown', 'unknown'])
    },
  )

  it('is read off what was passed on of the page as it is now, whoever sealed the older one', async () => {
    const [person] = await waiting(1)
    await say(person ? [person] : [])
    await passedDocument(line.world, person?.id ?? '', 'yes')
    await placeWrittenAgain(person)
    const between = await classes()
    await passedDocument(line.world, person?.id ?? '', 'no', 2)

    expect([between, await classes()]).toEqual([['unknown'], ['unknown']])
    await sql(
      `DELETE FROM sealed.record WHERE owner_id = $1 AND schema_id = 'balance.travel_document' AND version = 2`,
      [person?.id],
    )
    await passedDocument(line.world, person?.id ?? '', 'yes', 2)
    expect(await classes()).toEqual(['yes'])
  })

  it('is taken from what was kept by a session that opens none of it, and by no other', async () => {
    const people = await four()
    await knownDays(line.world.operator, people)

    expect(await classes('coordinator-2')).toEqual(['yes', 'yes', 'yes', 'yes'])
    expect(await classes()).toEqual(['yes', 'unknown', 'unknown', 'unknown'])
  })
})

describe('days that are kept', () => {
  it('go where a session that opens the answers does not know them, and stay where it is not open', async () => {
    const people = await four()
    const [sealed] = await waiting(1)
    const all = [...people, ...(sealed ? [sealed] : [])]
    await knownDays(line.world.operator, all)
    const second = await keep.run(line.as('coordinator-2'))
    const before = await kept(all)
    const first = await keep.run(line.as('coordinator'))

    expect([second.ok, before]).toEqual([true, [true, true, true, true, true]])
    expect([first.ok, await kept(all)]).toEqual([true, [true, false, false, false, true]])
  })

  it('stay where the extract is there and this session holds no key to it', async () => {
    const [person] = await waiting(1)
    await say(person ? [person] : [])
    await passedDocument(line.world, person?.id ?? '', 'yes')
    await keep.run(line.as('coordinator'))
    await sql(
      `DELETE FROM wraps.dek_wrap w USING sealed.record r
       WHERE r.id = w.record_id AND r.owner_id = $1 AND r.schema_id = 'balance.travel_document'`,
      [person?.id],
    )

    expect(await classes()).toEqual(['yes'])
    await keep.run(line.as('coordinator'))
    expect(await kept(person ? [person] : [])).toEqual([true])
  })

  it('go when the person writes the page they rest on again, and with no other page', async () => {
    const people = await waiting(2)
    const [place, story] = people
    await knownDays(line.world.operator, people)
    await placeWrittenAgain(place)
    await sql(
      `INSERT INTO app.section_version (application_id, number, section, version, compartments, file_version, on_week)
       SELECT id, 2, 'story', 2, '{profile}', version, date_trunc('week', app.today()) FROM app.application WHERE id = $1`,
      [story?.id],
    )

    expect(await kept(people)).toEqual([false, true])
  })
})

describe('the system’s run', () => {
  it('invites who has a travel document, and passes over who has none or of whom nobody knows', async () => {
    const people = await four()
    await knownDays(line.world.operator, people)
    const backwards = people.toReversed().map(({ id }) => id)
    await sql(
      `UPDATE app.application a SET queue_number = n.nth FROM unnest($1::uuid[]) WITH ORDINALITY n (id, nth) WHERE a.id = n.id`,
      [backwards],
    )
    await keep.run(line.as('coordinator'))
    await sql('UPDATE app.edition SET auto_promote = true')
    await new PassPlacesOn(line.world.sql('app_worker')).run()

    expect(await statesOf(people)).toEqual(['waitlisted', 'waitlisted', 'waitlisted', 'invited'])
    expect(await sql('SELECT application_id AS id, by_role AS by, feasible FROM app.promotion')).toEqual([
      { id: people[0]?.id, by: 'system', feasible: 'yes' },
    ])
  })
})
