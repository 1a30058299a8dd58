import { expect, it } from '@jest/globals'
import { openPlanning } from '#test/support/planning.js'

it('deploys three readers on each of 300 files within seconds', async () => {
  const world = await openPlanning()
  const files: string[] = []
  for (let i = 0; i < 300; i += 1) files.push(await world.line.inReview())
  const id = await world.proposed({ reads: 3 })

  const began = performance.now()
  const answer = await world.plan.deploy.run(world.as('lead'), id)
  const seconds = (performance.now() - began) / 1000

  const all = ['reader-1', 'reader-2', 'reader-3']
  const wraps = await Promise.all(files.map((file) => world.wrappedTo(file)))
  expect([answer, wraps]).toEqual([{ ok: true, value: null }, files.map(() => all)])
  // Measured 0.3 s on two cores; one statement a pair would take ten times that.
  expect(seconds).toBeLessThan(5)
  await world.end()
}, 120_000)
