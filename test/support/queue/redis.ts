import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import path from 'node:path'

export interface RedisServer {
  url: string
  stop(): Promise<void>
}

/** Name of a Redis or Valkey server on this machine, if there is one. */
export const redisProgram = (): string | undefined =>
  ['redis-server', 'valkey-server'].find((program) => spawnSync(program, ['--version']).status === 0)

/** Starts an empty server on a loopback port, without any persistence. */
export async function startRedis(program: string): Promise<RedisServer> {
  const port = await freePort()
  const folder = mkdtempSync(path.join(tmpdir(), 'delegates-redis-'))
  const settings = ['--port', String(port), '--bind', '127.0.0.1', '--save', '', '--appendonly', 'no', '--dir', folder]
  const server = spawn(program, settings, { stdio: ['ignore', 'pipe', 'ignore'] })
  await ready(server)
  return {
    url: `redis://127.0.0.1:${port}`,
    stop: async () => {
      server.kill('SIGKILL')
      await once(server, 'exit')
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

async function ready(server: ChildProcess): Promise<void> {
  for await (const chunk of server.stdout ?? []) {
    if (String(chunk).includes('Ready to accept connections')) break
  }
  server.stdout?.resume()
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1')
  await once(probe, 'listening')
  const { port } = probe.address() as AddressInfo
  probe.close()
  await once(probe, 'close')
  return port
}
