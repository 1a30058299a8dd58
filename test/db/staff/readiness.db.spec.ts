import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ReadReadiness } from '#features/vetting/staff/readiness/read-readiness.js'
import { newKeyPair } from '#platform/vault/keys.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine

beforeAll(async () => {
  line = await openMainLine()
}, 30_000)

afterAll(() => line.world.end())

describe('a phase that needs two people', () => {
  const ready = async (login: 'lead' | 'lead-2', act: string, change: Partial<StaffActor> = {}) => {
    const { database, keyring } = line.door
    const outcome = await new ReadReadiness(database, keyring, line.world.directory).run(
      { ...line.as(login), ...change },
      'main',
      [{ phase: act === 'clear' ? 'board' : 'release', on: '' }],
    )
    const found = outcome.ok ? outcome.value[0]?.acts.find((row) => row.act === act) : undefined
    return [found?.people.map(({ name }) => name), found?.fewest, found?.verdict]
  }

  it('is not ready once a conflict leaves one person for some file', async () => {
    const id = await line.inVetting()
    const before = await ready('lead', 'clear')
    await line.door.conflict.run(line.as('lead-2'), id, 'family')
    const after = await ready('lead', 'clear')
    await line.world.operator.query('DELETE FROM app.conflict_fact WHERE application_id = $1', [id])

    expect(before).toEqual([['Vetting lead', 'Vetting lead 2'], 2, 'red'])
    expect(after).toEqual([['Vetting lead', 'Vetting lead 2'], 1, 'refused'])
  })

  it('VIS-2 is refused for a conflict on a file hidden from who asks, and no figure or verdict of theirs tells it', async () => {
    const id = await line.inVetting()
    const before = await ready('lead-2', 'clear')
    await line.world.operator.query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'personal', 'pinned', $3)`,
      [id, line.as('lead-2').accountId, line.as('lead').accountId],
    )
    const { database, keyring } = line.door
    const reader = new ReadReadiness(database, keyring, line.world.directory)
    const lacking = await reader.lacking(line.as('lead-2'), 'main', [
      { phase: 'board', on: '' },
      { phase: 'travel', on: '' },
    ])
    const after = await ready('lead-2', 'clear')
    const openTo = await ready('lead', 'clear')
    await line.world.operator.query('DELETE FROM app.conflict_fact WHERE application_id = $1', [id])

    expect(before).toEqual([['Vetting lead', 'Vetting lead 2'], 2, 'red'])
    expect(after).toEqual(before)
    expect(openTo).toEqual([['Vetting lead', 'Vetting lead 2'], 1, 'refused'])
    expect([...lacking]).toContain('board')
  })

  it('counts an excluded country where the file opens, and as met where it does not', async () => {
    await line.inVetting()
    await line.world.operator.query(
      `INSERT INTO app.staff_exclusion (account_id, country, author_id) VALUES ($1, 'SE', $2)`,
      [line.as('board-2').accountId, line.as('lead').accountId],
    )
    const blind = { holder: { accountId: line.as('lead').accountId, pair: newKeyPair() } }

    expect(await ready('lead', 'release_invite')).toEqual([['Board 1', 'Board 2'], 2, 'red'])
    expect(await ready('lead', 'release_invite', blind)).toEqual([['Board 1', 'Board 2'], 1, 'refused'])
    expect(await ready('lead', 'release_invite', { roles: ['board'] })).toEqual([undefined, undefined, undefined])
  })
})

describe('the page a phase without two people leads to', () => {
  it('begins with the wave it is about, whichever that is, and has every wave', async () => {
    const { database, keyring } = line.door
    const { operator, editionId } = line.world
    const page = new ReadReadiness(database, keyring, line.world.directory)
    const shown = async () => {
      const outcome = await page.ofEdition(line.as('lead'))
      return (
        outcome.ok && outcome.value.map(({ wave, phases }) => [wave, phases.some(({ phase }) => phase === 'board')])
      )
    }
    const phase = (wave: string, startsIn: number) =>
      operator.query(
        `INSERT INTO app.phase (edition_id, wave, kind, starts_on) VALUES ($1, $2, 'board', app.today() + $3::integer)
         ON CONFLICT (edition_id, wave, kind) DO UPDATE SET starts_on = EXCLUDED.starts_on`,
        [editionId, wave, startsIn],
      )
    const ends = (days: number | null) =>
      operator.query('UPDATE app.staff_role SET ends_on = app.today() + $2::integer WHERE account_id = $1', [
        line.as('lead-2').accountId,
        days,
      ])
    await operator.query('DELETE FROM app.phase')
    const none = await shown()
    await phase('main', 5)
    await phase('visa-first', 20)
    const ready = await shown()
    await ends(10)
    const leaving = await shown()
    await ends(null)

    expect([none, ready]).toEqual([
      [['main', true]],
      [
        ['main', true],
        ['visa-first', true],
      ],
    ])
    expect(leaving).toEqual([
      ['visa-first', true],
      ['main', true],
    ])
    expect(await page.ofEdition(line.as('board-1'))).toEqual({ ok: false, code: 'not_found' })
  })
})
