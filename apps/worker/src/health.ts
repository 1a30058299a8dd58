import { once } from 'node:events'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { mayEnter, sendAway } from '#platform/web/door/front-door.js'

export interface Health {
  readonly port: number
  /** A practice copy turns away everybody but this machine, here as on its pages. */
  readonly isPractice: boolean
  readonly isReady: () => Promise<boolean>
}

const practiceCopy =
  '<!doctype html><html lang="en"><title>Practice copy</title><p>This practice copy answers on this computer only.</p></html>'

/** Answers on loopback whether the process lives and whether it can work. Says nothing else. */
export async function openHealth({ port, isPractice, isReady }: Health): Promise<Server> {
  const server = createServer((request, response) => {
    const { port: bound } = server.address() as AddressInfo
    const hosts = ['localhost', '127.0.0.1'].map((name) => `${name}:${bound}`)
    if (isPractice && !mayEnter(request, { hosts, isPractice })) return sendAway(response, practiceCopy)
    statusOf(request.url ?? '', isReady).then(
      (status) => response.writeHead(status, { 'Cache-Control': 'no-store' }).end(),
      () => response.writeHead(503).end(),
    )
  })
  server.requestTimeout = 5000
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  return server
}

async function statusOf(url: string, isReady: () => Promise<boolean>): Promise<number> {
  if (url === '/health/live') return 200
  if (url === '/health/ready') return (await isReady()) ? 200 : 503
  return 404
}
