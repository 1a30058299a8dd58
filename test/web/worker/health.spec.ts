import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { openHealth } from '#apps/worker/src/health.js'
import { WebClient } from '#test/support/web/client.js'

const strange: Record<string, string>[] = [
  { 'x-forwarded-for': '192.0.2.1' },
  { forwarded: 'for=192.0.2.1' },
  { host: 'apply.example.org' },
]
const openServer = (isPractice: boolean) => openHealth({ port: 0, isPractice, isReady: async () => isReady })
const visitorOf = (server: Server) => new WebClient(`http://127.0.0.1:${(server.address() as AddressInfo).port}`)
let isReady = true
let practice: Server
let live: Server

beforeAll(async () => {
  practice = await openServer(true)
  live = await openServer(false)
})

afterAll(() => {
  practice.close()
  live.close()
})

describe('the health port of the worker', () => {
  it('says whether the process lives and whether it can work, and has no other page', async () => {
    const statuses = async () => {
      const answers = []
      for (const target of ['/health/live', '/health/ready', '/']) answers.push(await visitorOf(practice).get(target))
      return answers.map(({ status, text }) => `${status}${text}`)
    }

    expect(await statuses()).toEqual(['200', '200', '404'])
    isReady = false
    expect(await statuses()).toEqual(['200', '503', '404'])
  })

  it.each(strange)('answers 421 "practice copy" to a request with %j, on every route', async (headers) => {
    for (const target of ['/health/live', '/health/ready', '/', '/nowhere']) {
      const { status, text } = await visitorOf(practice).get(target, headers)
      expect([target, status, text.includes('Practice copy')]).toEqual([target, 421, true])
    }
  })

  it('answers a probe of a live system whatever name it uses', async () => {
    expect((await visitorOf(live).get('/health/live', { host: 'worker.internal' })).status).toBe(200)
  })
})
