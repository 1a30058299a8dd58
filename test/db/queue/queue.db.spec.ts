/** @jest-environment node */
import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import type { INestApplicationContext } from '@nestjs/common'
import { Redis } from 'ioredis'
import pg from 'pg'
import { QueueBackend } from '#platform/queue/backend.js'
import { Doorbell } from '#platform/queue/doorbell.js'
import { Schedules } from '#platform/queue/schedules.js'
import { cloneDatabase, type TestDatabase } from '#test/support/database.js'
import { Note, note, open, seen, Stumble, stumble, Tick, tick, ticks } from '#test/support/queue/jobs-of-specs.js'
import { buildQueueSchema, dropQueueSchema } from '#test/support/queue/queue-schema.js'
import { redisProgram, startRedis, type RedisServer } from '#test/support/queue/redis.js'
import { until } from '#test/support/until.js'

const one = '0b8f3c4e-6f0f-4a86-9a53-2f6f3a5b7c11'
const two = '5b0f8f5e-9f0b-4a33-8a0e-1d2d3f4a5b6c'

interface Setting {
  name: string
  start(): Promise<void>
  backend(): QueueBackend
  /** Everything the queue stores, as text. */
  dump(): Promise<string>
  /** Loses all jobs and schedulers, and makes the queue usable again. */
  wipe(): Promise<void>
  stop(): Promise<void>
}

function onPostgres(): Setting {
  let database: TestDatabase
  let admin: pg.Client
  return {
    name: 'PostgreSQL',
    async start() {
      database = await cloneDatabase()
      await buildQueueSchema(database.url('app_operator'))
      admin = new pg.Client({ connectionString: database.url('postgres') })
      await admin.connect()
    },
    backend: () => new QueueBackend({ databaseUrl: database.url('app_worker'), queueUrl: '' }),
    async dump() {
      const { rows } = await admin.query(
        'SELECT (SELECT json_agg(j) FROM bullmq.job j) j, (SELECT json_agg(e) FROM bullmq.event e) e',
      )
      return JSON.stringify(rows)
    },
    async wipe() {
      await dropQueueSchema(admin)
      await buildQueueSchema(database.url('app_operator'))
    },
    async stop() {
      await admin.end()
      await database.drop()
    },
  }
}

function onRedis(program: string): Setting {
  let server: RedisServer
  let client: Redis
  const textOf = async (key: string) => {
    const kind = await client.type(key)
    if (kind === 'hash') return client.hgetall(key)
    if (kind === 'stream') return client.xrange(key, '-', '+')
    if (kind === 'list') return client.lrange(key, 0, -1)
    return kind === 'zset' ? client.zrange(key, 0, -1) : client.get(key)
  }
  return {
    name: program,
    async start() {
      server = await startRedis(program)
      client = new Redis(server.url)
    },
    backend: () => new QueueBackend({ databaseUrl: '', queueUrl: server.url }),
    dump: async () => JSON.stringify(await Promise.all((await client.keys('*')).map(textOf))),
    wipe: async () => void (await client.flushall()),
    async stop() {
      client.disconnect()
      await server.stop()
    },
  }
}

const program = redisProgram()
if (!program) it.todo('Redis leg skipped: neither redis-server nor valkey-server is installed')

describe.each([onPostgres(), ...(program ? [onRedis(program)] : [])])('queues on $name', (setting) => {
  let backend: QueueBackend
  let app: INestApplicationContext
  let doorbell: Doorbell

  beforeAll(async () => {
    await setting.start()
    backend = setting.backend()
    app = await open(backend)
    doorbell = app.get(Doorbell)
  })

  afterEach(() => {
    seen.length = 0
    ticks.length = 0
  })

  afterAll(async () => {
    await app.close()
    await backend.end()
    await setting.stop()
  })

  it('runs a job once though it is rung twice before it ran', async () => {
    await doorbell.queue('checks').pause()
    await doorbell.ring(note, [{ id: `${one}-1`, payload: { id: one, times: 1 } }])
    await doorbell.ring(note, [
      { id: `${one}-1`, payload: { id: one, times: 1 } },
      { id: `${two}-1`, payload: { id: two, times: 1 } },
    ])
    await doorbell.queue('checks').resume()
    await until('both jobs ran', () => seen.length >= 2)

    expect(seen.toSorted()).toEqual([`${one} 1`, `${two} 1`])
  })

  it('runs an id again once its job is done', async () => {
    for (const count of [1, 2]) {
      await doorbell.ring(note, [{ id: `${one}-5`, payload: { id: one, times: 5 } }])
      await until('the job ran', () => seen.length === count)
      await until('the job is gone', async () => (await doorbell.queue('checks').getJob(`${one}-5`)) === undefined)
    }

    expect(seen).toEqual([`${one} 5`, `${one} 5`])
  })

  it('refuses a text in a payload before it reaches the queue', async () => {
    const ring = doorbell.ring(note, [{ id: `${one}-2`, payload: { id: 'Amina Yusuf', times: 1 } }])

    await expect(ring).rejects.toThrow('job_payload_unfit')
    expect(await setting.dump()).not.toContain('Amina')
  })

  it('keeps the code of a failure and nothing else', async () => {
    await doorbell.ring(stumble, [{ id: `${two}-1`, payload: { id: two } }])
    await until('the job failed', async () => (await doorbell.queue('upkeep').getFailedCount()) === 1)

    const dump = await setting.dump()
    expect(dump).toContain('spec_stumbled')
    expect(dump).not.toMatch(/Amina|example\.org|node_modules|\.js:/)
  })

  it('gets its schedulers back after the queue was wiped, and takes jobs again', async () => {
    const schedules = app.get(Schedules)
    schedules.add({ job: tick, when: { everySeconds: 1 } })
    await schedules.start(1)
    await until('the clock rang', () => ticks.length > 0)

    await setting.wipe()
    ticks.length = 0
    await until('the clock rings again', () => ticks.length > 1)
    await doorbell.ring(note, [{ id: `${one}-3`, payload: { id: one, times: 3 } }])
    await until('the job ran', () => seen.length === 1)
    schedules.stop()

    expect(seen).toEqual([`${one} 3`])
  }, 30_000)

  it('trims the trail of events', async () => {
    await doorbell.ring(note, [{ id: `${two}-9`, payload: { id: two, times: 9 } }])
    await until('the job ran', () => seen.length === 1)

    await backend.trimEvents(doorbell.all())

    expect(await doorbell.queue('checks').getJobCounts()).toMatchObject({ completed: 0, failed: 0, waiting: 0 })
  })
})

describe('handlers', () => {
  const backend = new QueueBackend({ databaseUrl: 'postgres://nobody@127.0.0.1:1/none', queueUrl: '' })

  it.each([
    ['without a handler', [Note, Stumble], 'job_without_handler'],
    ['with two handlers', [Note, Stumble, Tick, class extends Tick {}], 'job_handled_twice'],
  ])('refuses to start with a job %s', async (_name, providers, code) => {
    await expect(open(backend, providers)).rejects.toThrow(code)
  })
})
