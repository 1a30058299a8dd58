import { connect } from 'node:net'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { openWeb } from '#platform/web/serve.js'
import { freePort, WebClient } from '#test/support/web/client.js'
import { guardedModule, settingsFor } from '#test/web/platform/sample-app.js'

const slow = 60
let app: NestFastifyApplication
let port: number

beforeAll(async () => {
  port = await freePort()
  // Seven seconds instead of thirty; the same clock in the same server.
  const settings = settingsFor([`localhost:${port}`], { requestSeconds: 7 })
  app = await openWeb({ settings, assets: [], module: guardedModule(settings), logTo: { write: () => undefined } })
  await app.listen(port, '127.0.0.1')
})

afterAll(() => app.close())

/** Writes an opening and then a byte again and again; resolves with the seconds until the other side hangs up. */
function drip(opening: string): Promise<number> {
  return new Promise((resolve) => {
    const began = performance.now()
    const socket = connect({ host: '127.0.0.1', port }, () => void socket.write(opening))
    const timer = setInterval(() => void socket.write('x'), 200)
    socket.on('error', () => undefined)
    socket.resume().on('close', () => {
      clearInterval(timer)
      resolve((performance.now() - began) / 1000)
    })
  })
}

const openings = [
  'GET /open HTTP/1.1\r\nhost: x\r\nx-a: ',
  'POST /open HTTP/1.1\r\nhost: LOCAL\r\ncontent-type: application/x-www-form-urlencoded\r\ncontent-length: 5000\r\n\r\na=',
  '',
]

describe('slow senders', () => {
  it('of headers and of bodies are hung up on, all of them, while others are answered at once', async () => {
    const waits = openings.flatMap((opening) =>
      Array.from({ length: slow }, () => drip(opening.replace('LOCAL', `localhost:${port}`))),
    )
    const began = performance.now()
    const answer = await new WebClient(`http://localhost:${port}`).get('/open')
    const answeredMs = performance.now() - began

    const seconds = await Promise.all(waits)
    expect([answer.status, answeredMs < 5000, seconds.length]).toEqual([200, true, 3 * slow])
    expect(Math.max(...seconds)).toBeLessThan(12)
  })
})
