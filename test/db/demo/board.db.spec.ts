import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { invented } from '#apps/cli/src/demo/answers.js'
import { standBeside } from '#apps/cli/src/demo/board/beside.js'
import { fillBoard } from '#apps/cli/src/demo/board/board.js'
import { makeLot } from '#apps/cli/src/demo/board/lot.js'
import type { CodedFile, Planned } from '#apps/cli/src/demo/board/plan.js'
import { boardTools } from '#apps/cli/src/demo/board/tools.js'
import { type Doors, openDoors } from '#apps/cli/src/demo/doors.js'
import { Draw } from '#apps/cli/src/demo/draw.js'
import { accessKeys, newAccessCode } from '#platform/vault/access.js'
import { rowsOfFile } from '#test/support/people/rows-of-file.js'
import { walkToBoard } from '#test/support/people/walk-to-board.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let doors: Doors
const edition = () => ({ id: world.editionId })

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  doors = await openDoors({
    KEY_DIRECTORY: join(world.keyFolder, 'directory.json'),
    REGISTRATION_DATABASE_URL: world.database.url('app_registration'),
    STAFF_DATABASE_URL: world.database.url('app_staff'),
    WORKER_DATABASE_URL: world.database.url('app_worker'),
  })
})

afterAll(async () => {
  await doors.close()
  await world.end()
})

const scores = { R1: 4, R2: 4, R3: 5, R4: 3, R5: 4, R6: 4 } as const

const planned = (): CodedFile => {
  const read = { drawn: 'match', isSent: true, eligibility: 'yes', scores } as const
  const file: Planned = {
    number: 7,
    fate: 'board',
    aside: 'none',
    isNominated: false,
    person: invented(new Draw(7), 7),
    reads: [
      { ...read, reader: 'reader-1' },
      { ...read, reader: 'reader-2' },
    ],
  }
  return { ...file, code: newAccessCode() }
}

const count = async (): Promise<number> => {
  const [row] = await world.operator.query<{ count: number }>('SELECT count(*)::int AS count FROM app.application')
  return row?.count ?? 0
}

describe('the files of a board', () => {
  it('have the very rows that the pages leave, from the first page to the board', async () => {
    const file = planned()
    const tools = await boardTools(world.operator, { ...doors, editionId: world.editionId })
    const call = await doors.applicant.call.of(world.editionId)
    const shown = { editionId: world.editionId, arrivalOn: call?.arrivalOn ?? '', notOffered: call?.notOffered ?? [] }

    const walked = await walkToBoard(world, doors, { ...file, code: newAccessCode() })
    await world.operator.transaction((tx) => makeLot(tx, tools, shown, [file]))

    const [made] = await world.operator.query<{ id: string }>('SELECT id FROM app.application WHERE id <> $1', [walked])
    const [fast, slow] = [await rowsOfFile(world, made?.id ?? ''), await rowsOfFile(world, walked)]
    expect(fast).toEqual(slow)
    expect(slow['app.application']).toEqual([expect.stringContaining('"state":"board"')])
    expect([slow['app.review']?.length, slow['app.reference']?.length, slow['wraps']?.length]).toEqual([2, 2, 24])
  }, 60_000)

  it('are made once, whole, and the same people for the same seed', async () => {
    const wanted = { seed: 3, size: 60 }
    let asked = 0
    const before = await count()

    const first = await fillBoard(world.operator, doors, edition(), { ...wanted, isStopped: () => (asked += 1) > 2 })
    const between = (await count()) - before
    const second = await fillBoard(world.operator, doors, edition(), { ...wanted, isStopped: () => false })
    const third = await fillBoard(world.operator, doors, edition(), { ...wanted, isStopped: () => false })

    expect([first.before, first.made, between]).toEqual([0, 40, 40])
    expect([second.before, second.made, (await count()) - before]).toEqual([40, 20, 60])
    expect([third.before, third.made, (await count()) - before]).toEqual([60, 0, 60])
    expect(second.files.map(({ person }) => person)).toEqual(third.files.map(({ person }) => person))
    expect(await halfMade()).toEqual([])
    const used = second.files.filter(({ isNominated }) => isNominated).length
    expect(await nominations()).toEqual([
      { state: 'named', count: 1 },
      { state: 'used', count: used },
    ])
  }, 60_000)

  it('stay with the lead alone where they are restricted, however often that is asked for', async () => {
    const file: CodedFile = { ...planned(), fate: 'vetting', aside: 'restricted' }
    const tools = await boardTools(world.operator, { ...doors, editionId: world.editionId })
    const call = await doors.applicant.call.of(world.editionId)
    const shown = { editionId: world.editionId, arrivalOn: call?.arrivalOn ?? '', notOffered: call?.notOffered ?? [] }
    await world.operator.transaction((tx) => makeLot(tx, tools, shown, [file]))
    const [before] = await world.operator.query<{ roles: string[] }>(rolesLeft, [accessKeys(file.code).lookup])

    for (let i = 0; i < 2; i += 1) await standBeside(tools, [file], () => false)

    const [after] = await world.operator.query<{ roles: string[] }>(rolesLeft, [accessKeys(file.code).lookup])
    expect([before?.roles, after?.roles]).toEqual([['board', 'reviewer'], []])
    expect(await lines('restriction.set')).toBe(1)
  }, 60_000)

  it('keep codes that the seed alone does not tell', async () => {
    const { files } = await fillBoard(world.operator, doors, edition(), { seed: 3, size: 60, isStopped: () => true })
    const root = readFileSync(join(world.keyFolder, 'root.key'), 'utf8')

    expect(new Set(files.map(({ code }) => code)).size).toBe(60)
    expect(files.some(({ code }) => root.includes(code))).toBe(false)
  })
})

const nominations = (): Promise<unknown[]> =>
  world.operator.query('SELECT state, count(*)::int AS count FROM app.nomination GROUP BY state ORDER BY state')

/** Roles of those who still have a file, by what its code opens. */
const rolesLeft = `SELECT ARRAY(SELECT DISTINCT s.role::text FROM app.assignment s
    WHERE s.application_id = k.application_id AND s.ended_on IS NULL ORDER BY 1) AS roles
  FROM app.access k WHERE k.lookup = $1`

async function lines(verb: string): Promise<number> {
  const [row] = await world.operator.query<{ count: number }>(
    'SELECT count(*)::int AS count FROM audit.entry WHERE verb = $1',
    [verb],
  )
  return row?.count ?? 0
}

/** Files that say they are further than what is on record of them. */
const halfMade = (): Promise<unknown[]> =>
  world.operator.query(
    `SELECT a.id, a.state FROM app.application a WHERE a.state IN ('in_review', 'vetting', 'board') AND (
       (SELECT count(*) FROM app.assignment s WHERE s.application_id = a.id AND s.role = 'reviewer') < 2
       OR NOT EXISTS (SELECT 1 FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id WHERE r.owner_id = a.id)
       OR (a.state = 'board' AND (SELECT count(*) FROM app.vetting_check c WHERE c.application_id = a.id) < 15))`,
  )
