import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { registrationApp } from '#apps/registration/src/registration.js'
import { openStaff } from '#apps/staff/src/staff.js'
import { readSignIns } from '#features/staff/cli/local-staff.js'
import { registrationEnvironment, staffEnvironment } from '#platform/config/app-environments.js'
import { readDirectory, writeDirectory } from '#platform/vault/directory.js'
import { localPaths, localRootKey } from '#platform/vault/local-keys.js'
import { totpAt } from '#platform/vault/totp.js'
import { openWeb } from '#platform/web/serve.js'
import { WebClient } from '#test/support/web/client.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let folder: string
let visitor: () => WebClient
const open: NestFastifyApplication[] = []
const silent = { write: () => undefined }
const hosts = { public: 'apply.example.org', staff: 'office.example.net' }

beforeAll(async () => {
  world = await practiceWorld()
  folder = liveFolder()
  const environment = registrationEnvironment({
    ...everywhere(),
    DATABASE_URL: world.database.url('app_registration'),
    MAIL_FROM: 'updates@host.example',
    EXIT_URL: 'https://weather.example/',
  })
  visitor = await callers(await openWeb({ ...registrationApp(environment), logTo: silent }), hosts.public)
}, 30_000)

afterAll(async () => {
  for (const app of open) await app.close()
  rmSync(folder, { recursive: true })
  await world.end()
})

/** The directory as an offline ceremony leaves it on the host: marked live, and no private key beside it. */
function liveFolder(): string {
  const paths = localPaths(world.keyFolder)
  const target = mkdtempSync(join(tmpdir(), 'delegates-live-'))
  cpSync(paths.directory, join(target, 'directory.json'))
  const entries = readDirectory(paths.directory, localRootKey(world.keyFolder))
  const root = Buffer.from(readFileSync(paths.root, 'utf8'), 'base64')
  writeDirectory(join(target, 'directory.json'), { ...entries, mode: 'live' }, root)
  return target
}

const everywhere = () => ({
  MODE: 'live',
  PORT: '1',
  KEY_DIRECTORY: join(folder, 'directory.json'),
  ROOT_PUBLIC_KEY: world.rootPublicKey,
  REGISTRATION_HOSTS: `${hosts.public},apply.example.net`,
})

/** People who come through the proxy that speaks https. */
async function callers(app: NestFastifyApplication, host: string): Promise<() => WebClient> {
  open.push(app)
  await app.listen(0, '127.0.0.1')
  const address = await app.getUrl()
  const relayed = { 'x-forwarded-for': '192.0.2.1', 'x-forwarded-proto': 'https' }
  return () => new WebClient(address, { host, origin: `https://${host}`, ...relayed })
}

const attributes = 'Max-Age=86400; Path=/; HttpOnly; Secure; SameSite=Strict'

describe('a live process behind its proxy', () => {
  it('U18 gives an applicant one cookie, of this host and https alone, once there is a code', async () => {
    const client = visitor()

    const start = await client.get('/en')
    const made = await client.post('/en/code', {})
    const sheet = await client.get('/en/code')

    expect([start.status, start.headers['set-cookie'], start.text.includes('Practice')]).toEqual([
      200,
      undefined,
      false,
    ])
    expect(start.headers['strict-transport-security']).toBe('max-age=31536000; includeSubDomains')
    expect(made.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^__Host-form=[\\w-]{43}; ${attributes}$`)),
    ])
    expect([sheet.status, sheet.headers['set-cookie']]).toEqual([200, undefined])
  })

  it('U18 takes no cookie under the name of a practice copy', async () => {
    const [owner, other] = [visitor(), visitor()]
    await owner.post('/en/code', {})
    other.keep('form', owner.cookies.get('__Host-form') ?? '')

    expect((await owner.get('/en/code')).status).toBe(200)
    expect((await other.get('/en/code')).location).toBe('/en/sign-in?ended=yes')
  })

  it('U18 gives a colleague one cookie of the same kind, and takes it back on the way out', async () => {
    const environment = staffEnvironment({
      ...everywhere(),
      DATABASE_URL: world.database.url('app_staff'),
      STAFF_HOST: hosts.staff,
    })
    const client = (await callers(await openStaff(environment, { logTo: silent }), hosts.staff))()
    const person = readSignIns(world.keyFolder).people.find(({ login }) => login === 'founder')
    const [login, password] = ['founder', person?.password ?? '']

    const signedIn = await client.post('/sign-in', {
      login,
      password,
      code: totpAt(person?.totpSecret ?? '', new Date()),
    })
    const home = await client.get('/')
    const token = /name="form_token" value="([^"]+)"/.exec(home.text)?.[1] ?? ''
    const left = await client.post('/sign-out', { form_token: token })

    expect(signedIn.headers['set-cookie']).toEqual([
      expect.stringMatching(new RegExp(`^__Host-console=[\\w-]{43}; ${attributes}$`)),
    ])
    expect([home.status, home.text.includes('Local keys')]).toEqual([200, false])
    expect(left.headers['set-cookie']).toEqual([
      expect.stringMatching(/^__Host-console=; .*HttpOnly; Secure; SameSite=Strict/),
    ])
    expect(client.cookies.size).toBe(0)
  })
})
