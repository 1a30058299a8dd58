import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals'
import { CompareFiles } from '#features/application/staff/compare-files.js'
import { Audit } from '#platform/audit/audit.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'

let line: MainLine
let compare: CompareFiles
let files: string[]

beforeAll(async () => {
  line = await openMainLine()
  compare = new CompareFiles(line.door.database, line.door.keyring, new Audit(line.door.database))
  files = [await line.applied(), await line.applied(), await line.applied(), await line.applied()]
}, 60_000)

afterAll(() => line.world.end())

beforeEach(async () => {
  await line.world.operator.query('DELETE FROM app.duplicate_pair')
  await line.world.operator.query('DELETE FROM app.contact_index')
  for (const [i, mail] of ['one', 'one', 'two', 'other'].entries()) {
    await line.world.operator.query(`INSERT INTO app.contact_index VALUES ($1, decode(md5($2), 'hex'))`, [
      files[i],
      mail,
    ])
  }
})

const found = async (login = 'coordinator') =>
  (await compare.run(line.as(login))).map(({ first, second, verdict }) => [
    [first.id, second.id].toSorted().join(' '),
    verdict,
  ])
const both = (): string => files.slice(0, 2).toSorted().join(' ')
const judge = (login: string, verdict: 'same' | 'different' | 'unsure', pair = files.slice(0, 2)) =>
  compare.judge(line.as(login), { first: pair[0] ?? '', second: pair[1] ?? '' }, verdict)

describe('files with one mailbox', () => {
  it('APP-9 are proposed until a person has told them apart, whichever way round', async () => {
    const before = await found()
    await judge('coordinator', 'unsure')
    const unsure = await found()
    const outcome = await judge('coordinator', 'different', files.slice(0, 2).toReversed())

    expect([before, unsure, outcome.ok, await found()]).toEqual([[[both(), null]], [[both(), 'unsure']], true, []])
  })

  it('are shown to coordinators alone, names opened for these files only and after the line', async () => {
    const names = () =>
      line.world.operator.query<{ purpose: string }>(
        `SELECT purpose FROM audit.entry WHERE verb = 'names.opened' ORDER BY seq`,
      )
    const before = (await names()).length

    await found()
    const others = [await found('lead'), await found('reader-1'), await found('board-1')]

    expect(others).toEqual([[], [], []])
    expect((await names()).slice(before)).toEqual([{ purpose: '2' }])
  })

  it('are judged by nobody else, and not with a file that is not there or with themselves', async () => {
    const outcomes = [
      await judge('lead', 'different'),
      await judge('coordinator', 'different', [files[0] ?? '', files[0] ?? '']),
      await judge('coordinator', 'different', [files[0] ?? '', '00000000-0000-4000-8000-000000000000']),
    ]

    expect(outcomes.map((one) => one.ok || one.code)).toEqual(['not_found', 'not_found', 'not_found'])
    expect(await line.world.operator.query('SELECT 1 FROM app.duplicate_pair')).toEqual([])
  })

  it('are not those whose file is over', async () => {
    await line.world.operator.query(`UPDATE app.application SET state = 'withdrawn' WHERE id = $1`, [files[1]])

    expect(await found()).toEqual([])
    await line.world.operator.query(`UPDATE app.application SET state = 'submitted' WHERE id = $1`, [files[1]])
  })
})
