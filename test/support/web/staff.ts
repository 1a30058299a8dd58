import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { openStaff } from '#apps/staff/src/staff.js'
import { readSignIns } from '#features/staff/cli/local-staff.js'
import { Clock } from '#platform/clock/clock.js'
import { localPaths, localRootKey } from '#platform/vault/local-keys.js'
import { totpAt } from '#platform/vault/totp.js'
import { signedIn } from '../people/staff-session.js'
import type { World } from '../world.js'
import { freePort, WebClient } from './client.js'

/** The console, listening on a port of its own. */
export interface Console {
  readonly app: NestFastifyApplication
  readonly address: string
  readonly clock: Clock
  /** Everything it has logged. */
  readonly log: string[]
  /** A browser without scripts, not signed in. */
  visitor(): WebClient
  /** A browser with a live session of this colleague, without the time a password costs. */
  browserOf(login: string): Promise<WebClient>
  /** What the sign-in form asks of this colleague at this moment. */
  signInOf(login: string): { login: string; password: string; code: string }
  close(): Promise<void>
}

export async function startStaff(world: World): Promise<Console> {
  const port = await freePort()
  const log: string[] = []
  const environment = {
    MODE: 'test',
    PORT: port,
    DATABASE_URL: world.database.url('app_staff'),
    KEY_DIRECTORY: localPaths(world.keyFolder).directory,
    ROOT_PUBLIC_KEY: localRootKey(world.keyFolder),
    STAFF_HOST: [`localhost:${port}`, `127.0.0.1:${port}`],
    REGISTRATION_HOSTS: ['sign.example.org'],
  } as const
  const app = await openStaff(environment, { logTo: { write: (line) => void log.push(line) } })
  await app.listen(port, '127.0.0.1')
  const address = `http://localhost:${port}`
  const clock = app.get(Clock)
  const visitor = () => new WebClient(address)

  return {
    app,
    address,
    clock,
    log,
    visitor,
    browserOf: async (login) => {
      const client = visitor()
      const { session } = await signedIn(world, login)
      client.keep('console', session.token.toString('base64url'))
      return client
    },
    signInOf: (login) => {
      const person = readSignIns(world.keyFolder).people.find((one) => one.login === login)
      if (!person) throw new Error(`no_such_colleague ${login}`)
      return { login, password: person.password, code: totpAt(person.totpSecret, clock.now()) }
    },
    close: () => app.close(),
  }
}
