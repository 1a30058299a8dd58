import { once } from 'node:events'
import { createServer, type Server } from 'node:http'

/** Answers on loopback whether the process lives and whether it can work. Says nothing else. */
export async function openHealth(port: number, isReady: () => Promise<boolean>): Promise<Server> {
  const server = createServer((request, response) => {
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
