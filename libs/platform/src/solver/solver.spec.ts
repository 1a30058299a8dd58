import { spawnSync } from 'node:child_process'
import { afterAll, describe, expect, it } from '@jest/globals'
import { seededRandom } from '#domain/random.js'
import { Fault } from '#platform/fault.js'
import { Solver } from './solver.js'

const workshop = `Maximize
 obj: 30 x0 + 50 x1
Subject To
 c0: x0 + 2 x1 <= 41
 c1: 2 x0 + x1 <= 50
End
`
const whole = (model: string, names: string): string => model.replace('End\n', `General\n ${names}\nEnd\n`)
const entries = (map: ReadonlyMap<string, number> | undefined): [string, number][] =>
  [...(map ?? [])].map(([name, value]) => [name, Math.round(value * 1e6) / 1e6])

/** A market split problem (Cornuéjols, Dawande 1998): small, and out of reach of branch and bound. */
function marketSplit(rows: number, columns: number, hasSlack: boolean): string {
  const names = Array.from({ length: columns }, (_, i) => `x${i}`)
  const random = seededRandom(1)
  const lines = Array.from({ length: rows }, (_, row) => {
    const weights = names.map(() => Math.floor(random() * 100))
    const half = Math.floor(weights.reduce((sum, weight) => sum + weight, 0) / 2)
    const slack = hasSlack ? ` + x${columns + 2 * row} - x${columns + 2 * row + 1}` : ''
    return ` c${row}: ${names.map((name, i) => `${weights[i]} ${name}`).join(' + ')}${slack} = ${half}`
  })
  const slacks = Array.from({ length: 2 * rows }, (_, i) => `x${columns + i}`)
  return [
    'Minimize',
    ` obj: ${hasSlack ? slacks.join(' + ') : '0 x0'}`,
    'Subject To',
    ...lines,
    'Binary',
    ` ${names.join(' ')}`,
    'End',
    '',
  ].join('\n')
}

describe('the solver', () => {
  const solver = new Solver()
  afterAll(() => solver.close())

  it('finds the optimum of a linear model, with its duals', async () => {
    const answer = await solver.solve({ model: workshop, timeLimitSeconds: 10 })

    expect(answer).toMatchObject({ status: 'optimal' })
    if (answer.status !== 'optimal') return
    expect(answer.objective).toBeCloseTo(30 * (59 / 3) + 50 * (32 / 3), 9)
    expect(entries(answer.values)).toEqual([
      ['x0', 19.666667],
      ['x1', 10.666667],
    ])
    expect(entries(answer.duals)).toEqual([
      ['c0', 23.333333],
      ['c1', 3.333333],
    ])
  })

  it('finds the optimum in whole numbers, which has no duals', async () => {
    const answer = await solver.solve({ model: whole(workshop, 'x0 x1'), timeLimitSeconds: 10, gap: 0, seed: 7 })

    expect(answer).toMatchObject({ status: 'optimal', objective: 1120 })
    expect('values' in answer && entries(answer.values)).toEqual([
      ['x0', 19],
      ['x1', 11],
    ])
    expect('duals' in answer).toBe(false)
  })

  it('takes jobs in turn, however many are given at once', async () => {
    const answers = await Promise.all(
      [1, 2, 3, 4].map((most) =>
        solver.solve({ model: `Maximize\n obj: x0\nSubject To\n c0: x0 <= ${most}\nEnd\n`, timeLimitSeconds: 10 }),
      ),
    )

    expect(answers.map((answer) => ('objective' in answer ? answer.objective : answer.status))).toEqual([1, 2, 3, 4])
  })

  it.each([
    ['infeasible', 'Minimize\n obj: x0\nSubject To\n c0: x0 >= 3\n c1: x0 <= 2\nEnd\n'],
    ['unbounded', 'Maximize\n obj: x0\nSubject To\n c0: x0 - x1 <= 2\nEnd\n'],
  ])('says that a model is %s', async (status, model) => {
    expect(await solver.solve({ model, timeLimitSeconds: 10 })).toEqual({ status })
  })

  it('ends at its time limit with the best so far, while the thread that waits goes on', async () => {
    let ticks = 0
    const ticking = setInterval(() => (ticks += 1), 20)
    const began = performance.now()

    const answer = await solver.solve({ model: marketSplit(6, 60, true), timeLimitSeconds: 2 })
    const seconds = (performance.now() - began) / 1000
    clearInterval(ticking)

    expect(answer).toMatchObject({ status: 'time_limit', objective: expect.any(Number) })
    expect('values' in answer && answer.values.size).toBe(72)
    expect('duals' in answer).toBe(false)
    expect(seconds).toBeLessThan(15)
    expect(ticks).toBeGreaterThan(20)
  })

  it('says so when the time ran out with nothing found', async () => {
    expect(await solver.solve({ model: marketSplit(6, 60, false), timeLimitSeconds: 0.5 })).toEqual({
      status: 'nothing_found',
    })
  })

  it('cuts off a job that does not end by itself, and solves the next', async () => {
    const hasty = new Solver({ graceSeconds: -9.5, idleSeconds: 10 })

    const answers = await Promise.all([
      hasty.solve({ model: marketSplit(6, 60, true), timeLimitSeconds: 10 }),
      hasty.solve({ model: workshop, timeLimitSeconds: 20 }),
    ])
    await hasty.close()

    expect(answers.map(({ status }) => status)).toEqual(['nothing_found', 'optimal'])
  })

  it('keeps no process alive, and begins a new thread after the old one went idle', () => {
    const script = `
      const { Solver } = await import(${JSON.stringify(import.meta.resolve('./solver.js'))})
      let threads = 0
      process.on('worker', () => (threads += 1))
      const solver = new Solver({ graceSeconds: 5, idleSeconds: 0.05 })
      const job = { model: ${JSON.stringify(workshop)}, timeLimitSeconds: 10 }
      const first = await solver.solve(job)
      const second = await solver.solve(job)
      await new Promise((resolve) => setTimeout(resolve, 300))
      const third = await solver.solve(job)
      console.log(threads, first.status, second.status, third.status)`

    const ran = spawnSync(process.execPath, ['--input-type=module', '-e', script], {
      encoding: 'utf8',
      timeout: 15_000,
    })

    expect([ran.status, ran.stdout.trim(), ran.stderr]).toEqual([0, '2 optimal optimal optimal', ''])
  })

  it('turns a model nobody can read into a fault, and solves the next', async () => {
    await expect(solver.solve({ model: 'Maximize of nothing', timeLimitSeconds: 10 })).rejects.toEqual(
      new Fault('solver_failed'),
    )

    expect(await solver.solve({ model: whole(workshop, 'x0 x1'), timeLimitSeconds: 10 })).toMatchObject({
      objective: 1120,
    })
  })

  it('faults on what runs or waits when it is closed, and on what comes after', async () => {
    const closing = new Solver()
    const jobs = [1, 2].map(() => closing.solve({ model: marketSplit(6, 60, true), timeLimitSeconds: 30 }))
    const ends = Promise.allSettled(jobs)
    await closing.close()

    const reasons = (await ends).map((end) => end.status === 'rejected' && end.reason)
    expect(reasons).toEqual([new Fault('solver_closed'), new Fault('solver_closed')])
    await expect(closing.solve({ model: workshop, timeLimitSeconds: 1 })).rejects.toThrow('solver_closed')
  })
})
