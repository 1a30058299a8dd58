import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import path from 'node:path'
import { localPaths } from '#platform/vault/local-keys.js'
import { root } from '../cluster.js'
import { until } from '../until.js'
import type { World } from '../world.js'
import { freePort, WebClient } from './client.js'

/** The public app as it really runs: a process of its own with its own environment, to be killed or looked into. */
export class RegistrationProcess {
  private child?: ChildProcess

  private constructor(
    private readonly port: number,
    private readonly environment: Readonly<Record<string, string>>,
  ) {}

  static async on(world: World): Promise<RegistrationProcess> {
    const port = await freePort()
    const process = new RegistrationProcess(port, {
      MODE: 'test',
      PORT: String(port),
      DATABASE_URL: world.database.url('app_registration'),
      KEY_DIRECTORY: localPaths(world.keyFolder).directory,
      ROOT_PUBLIC_KEY: world.rootPublicKey,
      REGISTRATION_HOSTS: `localhost:${port}`,
      MAIL_FROM: 'updates@host.example',
    })
    await process.start()
    return process
  }

  get pid(): number {
    return this.child?.pid ?? 0
  }

  visitor(): WebClient {
    return new WebClient(`http://localhost:${this.port}`)
  }

  get address(): { hostname: string; port: number } {
    return { hostname: 'localhost', port: this.port }
  }

  async start(): Promise<void> {
    const main = path.join(root, 'dist/apps/registration/src/main.js')
    const env = { PATH: process.env['PATH'], ...this.environment }
    this.child = spawn(process.execPath, [main], { env, stdio: ['ignore', 'ignore', 'inherit'] })
    await until('the public app answers', async () => {
      if (this.child?.exitCode !== null) throw new Error(`the public app ended with ${this.child?.exitCode}`)
      const answer = await this.visitor()
        .get('/en')
        .catch((error: NodeJS.ErrnoException) => error.code)
      return answer !== 'ECONNREFUSED'
    })
  }

  async end(signal: 'SIGKILL' | 'SIGTERM'): Promise<void> {
    const { child } = this
    if (!child || child.exitCode !== null || child.signalCode !== null) return
    child.kill(signal)
    await once(child, 'exit')
  }
}
