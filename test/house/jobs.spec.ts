import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type DiscoveryService, Reflector } from '@nestjs/core'
import { type RunningWorker, startWorker } from '#apps/worker/src/worker.js'
import { definedJobs, type PayloadField } from '#platform/queue/job.js'
import { JobHandlers } from '#platform/queue/job-handlers.js'
import { queueNames, queuePolicies } from '#platform/queue/policies.js'
import { MailWorld } from '#test/support/mail-world.js'
import { typescript } from './sources.js'

let world: MailWorld
let worker: RunningWorker

beforeAll(async () => {
  world = await MailWorld.make()
  worker = await startWorker(world.settings('smtp://127.0.0.1:1'), false)
}, 60_000)

afterAll(async () => {
  await worker.stop()
  await world.drop()
})

const handlersOf = (classes: readonly (new () => unknown)[]): JobHandlers => {
  const providers = classes.map((metatype) => ({ metatype, instance: new metatype() }))
  return new JobHandlers({ getProviders: () => providers } as unknown as DiscoveryService, new Reflector())
}
const numbers =
  'attempts backoffSeconds concurrency keepFailed lockSeconds maxStalledCount reconnectSeconds stalledCheckSeconds'
const isWorthless = (field: PayloadField): boolean =>
  field === 'uuid' || field === 'int' || field.every((code) => /^[a-z][a-z_]*$/.test(code))

describe('jobs', () => {
  it('have exactly one handler each, and the worker knows every one that is defined anywhere', () => {
    const written = typescript()
      .filter(({ file }) => file.startsWith('libs/') && !file.endsWith('.spec.ts'))
      .flatMap(({ text }) => [...text.matchAll(/= defineJob\(\{\s*name: '([^']+)'/g)].map((match) => match[1]))
    const names = definedJobs().map(({ name }) => name)
    const handlers = definedJobs().map((job) => worker.app.get(JobHandlers).handlerOf(job))

    expect(new Set(names)).toEqual(new Set(written))
    expect(new Set(handlers).size).toBe(names.length)
  })

  it('stop the boot when one has no handler, or two', () => {
    const handler = worker.app.get(JobHandlers).handlerOf(definedJobs()[0] as never).constructor as new () => unknown

    expect(() => handlersOf([]).collect()).toThrow('job_without_handler')
    expect(() => handlersOf([handler, handler]).collect()).toThrow('job_handled_twice')
  })

  it('carry ids, numbers and codes only, on queues that state every number', () => {
    const fields = definedJobs().flatMap(({ name, payload }) =>
      Object.entries(payload).map(([key, field]) => ({ at: `${name} ${key}`, field })),
    )

    expect([isWorthless('uuid'), isWorthless(['left', 'Amina Y.'])]).toEqual([true, false])
    expect(fields.filter(({ field }) => !isWorthless(field))).toEqual([])
    for (const queue of queueNames) expect(Object.keys(queuePolicies[queue]).toSorted().join(' ')).toBe(numbers)
    expect(Object.values(queuePolicies).flatMap((policy) => Object.values(policy).filter((n) => !(n >= 0)))).toEqual([])
  })
})
