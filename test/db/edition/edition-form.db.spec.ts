import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { tracks } from '#domain/application/tracks.js'
import { CallWindows } from '#features/edition/staff/call-windows.js'
import { ChangeForm } from '#features/edition/staff/change-form.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import type { Sql } from '#platform/database/sql.js'
import { anotherEdition } from './another-edition.js'
import { TestClock } from '#test/support/clock.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let registration: Sql
let form: ChangeForm
let windows: CallWindows
let coordinator: StaffActor
let time: TestClock

beforeAll(async () => {
  world = await practiceWorld(usualStaff.filter(({ login }) => ['coordinator', 'desk'].includes(login)))
  const database = await world.as('app_staff')
  registration = world.sql('app_registration')
  form = new ChangeForm(database, new Audit(database))
  windows = new CallWindows(database, new Audit(database))
  coordinator = await signedIn(world, 'coordinator')
  time = new TestClock(new Clock(), world.database)
}, 30_000)

afterEach(async () => {
  await time.reset()
  await world.operator.query('DELETE FROM app.edition_form')
  await world.operator.query('UPDATE app.form_template SET tracks = $1, offers_remote = true', [[...tracks]])
})

afterAll(() => world.end())

const everything = { tracks: [...tracks], offers_remote: true }
const asked = (edition: string) => registration.one('SELECT tracks, offers_remote FROM app.open_edition($1)', [edition])
const copies = () => world.operator.query('SELECT edition_id, tracks, offers_remote FROM app.edition_form')
async function change(offer: readonly string[], offersRemote: boolean) {
  const read = await form.read(coordinator)
  return form.run(coordinator, { tracks: offer, offersRemote, version: read.ok ? read.value.version : 0 })
}
async function planned(code: string, opensIn: string): Promise<string> {
  const id = await anotherEdition(world, code)
  await world.operator.query(
    `INSERT INTO app.call_window (edition_id, opens_at) VALUES ($1, app.now() + $2::interval)`,
    [id, opensIn],
  )
  return id
}

describe('the form of an edition', () => {
  it('APP-6 stays as it was when the edition opened, and the next edition gets the changed one', async () => {
    const next = await planned('next', '1 day')

    expect(await change(['law', 'media'], false)).toEqual({ ok: true, value: null })

    expect([await asked(world.editionId), await asked(next)]).toEqual([
      everything,
      { tracks: ['law', 'media'], offers_remote: false },
    ])
    expect(await copies()).toEqual([{ edition_id: world.editionId, ...everything }])

    await time.move(2 * 86_400_000)
    await change(['law'], true)
    expect([await asked(world.editionId), await asked(next)]).toEqual([
      everything,
      { tracks: ['law', 'media'], offers_remote: false },
    ])
    expect(await form.read(coordinator)).toMatchObject({
      value: { tracks: ['law'], offersRemote: true, kept: { tracks: [...tracks], offersRemote: true } },
    })
  })

  it.each([
    ['an hour ago', '-1 hour', true],
    ['this second', '0 seconds', true],
    ['within the minute', '50 seconds', true],
    ['in an hour', '1 hour', false],
  ])('APP-6 is kept by one that opens %s', async (code, opensIn, isKept) => {
    const edition = await planned(code, opensIn)

    await change([], false)

    expect(await asked(edition)).toEqual(isKept ? everything : { tracks: [], offers_remote: false })
  })

  it('APP-6 is taken when a window is set that has begun', async () => {
    const edition = await anotherEdition(world, 'sudden')
    await change(['law'], false)
    const [row] = await world.operator.query<{ day: string; time: string }>(
      `SELECT to_char(app.now() AT TIME ZONE zone - interval '1 hour', 'YYYY-MM-DD') AS day,
         to_char(app.now() AT TIME ZONE zone - interval '1 hour', 'HH24:MI') AS time FROM app.edition WHERE id = $1`,
      [edition],
    )
    const set = await windows.put({ ...coordinator, editionId: edition }, { opens: row })

    expect(set).toEqual({ ok: true, value: null })
    expect(await copies()).toContainEqual({ edition_id: edition, tracks: ['law'], offers_remote: false })
    await change(['media'], true)
    expect(await asked(edition)).toEqual({ tracks: ['law'], offers_remote: false })
  })

  it('APP-6 is one form, however many openings and changes come at once', async () => {
    const editions = await Promise.all(['a', 'b', 'c', 'd'].map((code) => anotherEdition(world, `once-${code}`)))
    const opening = editions.map((edition) =>
      world.operator.query(
        `SELECT app.call_window_put($1, gen_random_uuid(), 0, app.now() - interval '1 minute', NULL) AS code`,
        [edition],
      ),
    )
    const changing = ['law', 'media'].map((track) => change([track], false))

    await Promise.all([...opening, ...changing])
    const atOpening = await Promise.all(editions.map(asked))
    await change(['protection'], true)

    expect(await Promise.all(editions.map(asked))).toEqual(atOpening)
    const kept = (await copies()) as { edition_id: string }[]
    expect(editions.map((edition) => kept.filter((row) => row.edition_id === edition).length)).toEqual([1, 1, 1, 1])
  })

  it('is changed by coordinators, over the version they saw, to tracks that are known', async () => {
    const desk = await signedIn(world, 'desk')
    const read = await form.read(coordinator)
    const version = read.ok ? read.value.version : 0
    const next = { tracks: ['media', 'law'], offersRemote: false, version }

    expect(await form.read(desk)).toEqual({ ok: false, code: 'not_found' })
    expect(await form.run(desk, next)).toEqual({ ok: false, code: 'not_found' })
    expect(await form.run(coordinator, { ...next, tracks: ['law', 'gardening'] })).toMatchObject({
      code: 'unknown_track',
    })
    expect(await form.run(coordinator, { ...next, tracks: ['law', 'law'] })).toMatchObject({ code: 'unknown_track' })
    expect(await form.run(coordinator, { ...next, version: version - 1 })).toEqual({ ok: false, code: 'stale' })
    expect(await form.read(coordinator)).toEqual(read)

    expect(await form.run(coordinator, next)).toEqual({ ok: true, value: null })
    const [line] = await world.operator.query(
      'SELECT verb, object_id, purpose FROM audit.entry ORDER BY seq DESC LIMIT 1',
    )
    expect(line).toEqual({ verb: 'form.changed', object_id: `${version + 1}`, purpose: 'law media' })
  })
})
