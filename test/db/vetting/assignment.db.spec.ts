import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { fullReview } from '#test/support/main-line.js'
import { openPlanning, type Planning } from '#test/support/planning.js'

let world: Planning
let files: string[]

beforeAll(async () => {
  world = await openPlanning()
  files = await world.line.manyInReview(4)
}, 60_000)

afterAll(() => world.end())

const readersNow = () => Promise.all(files.map((file) => world.readersOf(file)))
const wrapsNow = () => Promise.all(files.map((file) => world.wrappedTo(file)))
const proposalOf = async (id: string) => {
  const read = await world.plan.read.run(world.as('coordinator'), id)
  if (!read.ok) throw new Error(read.code)
  return read.value
}
const account = (login: string) => world.as(login).accountId

describe('a proposal that is deployed', () => {
  it('ASG-10 gives keys with the deployment, to the assigned readers and nobody else', async () => {
    await world.startAnew()
    const none = await wrapsNow()
    const before = await world.traces()
    const id = await world.proposed()
    const proposal = await proposalOf(id)

    expect([proposal.state, proposal.added, proposal.kept, proposal.removed]).toEqual(['proposed', 8, 0, 0])
    expect(proposal.loads.map(({ after }) => after).toSorted((one, other) => one - other)).toEqual([2, 3, 3])
    expect([proposal.poolShare, proposal.incomplete]).toEqual([1, []])
    expect([await wrapsNow(), await world.traces()]).toEqual([none, before])

    expect(await world.plan.deploy.run(world.as('coordinator'), id)).toEqual({ ok: true, value: null })

    const readers = await readersNow()
    expect(readers.map((names) => names.length)).toEqual([2, 2, 2, 2])
    expect(await wrapsNow()).toEqual(readers)
    const [row] = await world.line.world.operator.query(
      `SELECT count(*)::int AS made, array_agg(DISTINCT drawn) AS drawn FROM app.assignment WHERE ended_on IS NULL`,
    )
    expect(row).toEqual({ made: 8, drawn: ['pool'] })
    const opened = await world.line.door.conflict.run(world.as(readers[0]?.[0] ?? ''), files[0] ?? '', 'none')
    expect(opened.ok).toBe(true)
  })

  it('deploys once, however often and by however many', async () => {
    await world.startAnew()
    const id = await world.proposed()

    const answers = await Promise.all(
      ['coordinator', 'lead', 'coordinator-2', 'coordinator'].map((login) =>
        world.plan.deploy.run(world.as(login), id),
      ),
    )
    const after = await world.traces()
    const again = await world.plan.deploy.run(world.as('lead'), id)

    expect(answers).toEqual(Array.from({ length: 4 }, () => ({ ok: true, value: null })))
    expect([again, await world.traces()]).toEqual([{ ok: true, value: null }, after])
    const lines = await world.line.world.operator.query(
      `SELECT verb, count(*)::int FROM audit.entry WHERE object_id = $1 AND verb <> 'assignment.compared' GROUP BY verb ORDER BY verb`,
      [id],
    )
    expect(lines).toEqual([
      { verb: 'assignment.deployed', count: 1 },
      { verb: 'assignment.proposed', count: 1 },
    ])
    expect((await readersNow()).map((names) => names.length)).toEqual([2, 2, 2, 2])
  })

  it('lets one of two proposals through when both would be deployed at once', async () => {
    await world.startAnew()
    const [one, other] = [await world.proposed({ seed: 1 }), await world.proposed({ seed: 2 })]

    const answers = await Promise.all([
      world.plan.deploy.run(world.as('coordinator'), one),
      world.plan.deploy.run(world.as('lead'), other),
    ])

    expect(answers.map((answer) => (answer.ok ? 'ok' : answer.code)).toSorted()).toEqual(['ok', 'stale'])
    expect((await readersNow()).map((names) => names.length)).toEqual([2, 2, 2, 2])
    expect(await wrapsNow()).toEqual(await readersNow())
  })

  it('refuses what a conflict declared meanwhile forbids, and writes nothing', async () => {
    await world.startAnew()
    const [file = ''] = files
    const to = { accountId: account('reader-1'), role: 'reviewer' } as const
    await world.line.door.assign.run(world.as('coordinator'), file, to)
    const id = await world.proposed()
    await world.line.door.conflict.run(world.as('reader-1'), file, 'family')
    const before = await world.traces()

    const answer = await world.plan.deploy.run(world.as('coordinator'), id)

    expect([answer, await world.traces()]).toEqual([{ ok: false, code: 'conflict' }, before])
    expect((await proposalOf(id)).state).toBe('proposed')
    const next = await proposalOf(await world.proposed())
    expect(next.files.find((one) => one.id === file)?.add).toEqual(['Reader 2', 'Reader 3'])
  })

  it('stands beside a conflict declared at the same moment, whichever comes first', async () => {
    const [file = ''] = files
    const to = { accountId: account('reader-1'), role: 'reviewer' } as const
    const codes: string[] = []
    for (const seed of [1, 2, 3, 4]) {
      await world.startAnew()
      await world.line.door.assign.run(world.as('coordinator'), file, to)
      const id = await world.proposed({ seed, mode: 'adjust', reads: 3 })

      const [deployed, declared] = await Promise.all([
        world.plan.deploy.run(world.as('coordinator'), id),
        world.line.door.conflict.run(world.as('reader-1'), file, 'family'),
      ])

      if (!deployed.ok) codes.push(deployed.code)
      expect(declared).toEqual({ ok: true, value: 'kept_away' })
      expect(await world.readersOf(file)).not.toContain('reader-1')
      expect(await wrapsNow()).toEqual(await readersNow())
    }
    expect(codes.filter((code) => code !== 'conflict')).toEqual([])
  })

  it.each([
    [
      'a reader is assigned by hand',
      (file: string) => {
        const to = { accountId: account('reader-2'), role: 'reviewer' } as const
        return world.line.door.assign.run(world.as('lead'), file, to)
      },
    ],
    [
      'a file is put on hold',
      (file: string) =>
        world.line.world.operator.query(
          `INSERT INTO app.flag (application_id, kind, set_by) VALUES ($1, 'on_hold', $2)`,
          [file, account('lead')],
        ),
    ],
    [
      'a reader may not read any more',
      () =>
        world.plan.reader.run(
          world.as('lead'),
          { accountId: account('reader-3'), version: 0 },
          { languages: ['en'], least: 0, most: null, willing: false },
        ),
    ],
  ])('is stale once %s', async (_what, change) => {
    await world.startAnew()
    const id = await world.proposed()
    await change(files[1] ?? '')
    const before = await world.traces()

    const answer = await world.plan.deploy.run(world.as('coordinator'), id)

    expect([answer, await world.traces()]).toEqual([{ ok: false, code: 'stale' }, before])
  })

  it('hands over nothing for a coordinator whose session holds no profile key', async () => {
    await world.startAnew()
    const id = await world.proposed()
    const claimed = { ...world.as('lead-2'), keeperOf: ['profile'] as const }
    const before = await world.traces()

    const answer = await world.plan.deploy.run(claimed, id)

    expect([answer, await world.traces()]).toEqual([{ ok: false, code: 'nothing_to_share' }, before])
  })

  it('never proposes a pair again that a person took apart, until it is given by hand', async () => {
    await world.startAnew()
    const [file = ''] = files
    const to = { accountId: account('reader-1'), role: 'reviewer' } as const
    await world.line.door.assign.run(world.as('coordinator'), file, to)
    await world.line.door.assign.end(world.as('lead'), file, to)

    for (const seed of [1, 2, 3]) {
      const { files: lines } = await proposalOf(await world.proposed({ seed, reads: 3 }))
      expect(lines.find((one) => one.id === file)?.add).toEqual(['Reader 2', 'Reader 3'])
    }
    await world.line.door.assign.run(world.as('coordinator'), file, to)
    const { files: lines } = await proposalOf(await world.proposed({ reads: 3 }))
    expect(lines.find((one) => one.id === file)).toMatchObject({ keep: ['Reader 1'], add: ['Reader 2', 'Reader 3'] })
  })

  it('takes wraps away with what it removes, and keeps a read whose review is in', async () => {
    await world.startAnew()
    await world.plan.deploy.run(world.as('coordinator'), await world.proposed({ reads: 1 }))
    const owners = await readersNow()
    const [done = ''] = owners[0] ?? []
    await world.line.door.conflict.run(world.as(done), files[0] ?? '', 'none')
    await world.line.door.review.run(world.as(done), files[0] ?? '', fullReview)
    for (const login of ['reader-1', 'reader-2']) {
      const settings = { languages: ['en'], least: 0, most: null, willing: false }
      await world.plan.reader.run(world.as('lead'), { accountId: account(login), version: 0 }, settings)
    }

    const id = await world.proposed({ mode: 'adjust', reads: 1 })
    expect(await world.plan.deploy.run(world.as('lead'), id)).toEqual({ ok: true, value: null })

    const readers = await readersNow()
    expect(readers).toEqual([[done], ['reader-3'], ['reader-3'], ['reader-3']])
    expect(await wrapsNow()).toEqual(readers)
  })

  it('drops a proposal for good', async () => {
    await world.startAnew()
    const id = await world.proposed()

    expect(await world.plan.drop.run(world.as('lead'), id)).toEqual({ ok: true, value: null })
    expect(await world.plan.drop.run(world.as('lead'), id)).toEqual({ ok: true, value: null })
    expect(await world.plan.deploy.run(world.as('coordinator'), id)).toEqual({ ok: false, code: 'stale' })
    expect(await readersNow()).toEqual([[], [], [], []])
  })
})
