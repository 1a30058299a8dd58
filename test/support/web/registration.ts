import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { registrationApp, registrationSettings } from '#apps/registration/src/registration.js'
import { registrationEnvironment } from '#platform/config/app-environments.js'
import { openWeb, type WebApp } from '#platform/web/serve.js'
import { localPaths } from '#platform/vault/local-keys.js'
import { Clock } from '#platform/clock/clock.js'
import { completeAnswers } from '../answers.js'
import { freePort, hiddenField, WebClient } from './client.js'
import type { World } from '../world.js'

/** The public app, listening on a port of its own. */
export interface Registration {
  readonly app: NestFastifyApplication
  readonly address: string
  readonly clock: Clock
  /** Everything it has logged. */
  readonly log: string[]
  /** A browser without scripts, not signed in. */
  visitor(): WebClient
  close(): Promise<void>
}

const environmentOf = (world: World, port: number) =>
  registrationEnvironment({
    MODE: 'test',
    PORT: String(port),
    DATABASE_URL: world.database.url('app_registration'),
    KEY_DIRECTORY: localPaths(world.keyFolder).directory,
    ROOT_PUBLIC_KEY: world.rootPublicKey,
    REGISTRATION_HOSTS: `localhost:${port},127.0.0.1:${port}`,
    MAIL_FROM: 'updates@host.example',
    EXIT_URL: 'https://weather.example/ ar=https://weather.example/ar',
  })

export async function startRegistration(world: World): Promise<Registration> {
  const port = await freePort()
  const address = `http://localhost:${port}`
  const started = await listening(registrationApp(environmentOf(world, port)), port)

  return { ...started, address, visitor: () => new WebClient(address) }
}

async function listening(web: WebApp, port: number): Promise<Omit<Registration, 'address' | 'visitor'>> {
  const log: string[] = []
  const app = await openWeb({ ...web, logTo: { write: (line) => void log.push(line) } })
  await app.listen(port, '127.0.0.1')

  return { app, log, clock: app.get(Clock), close: () => app.close() }
}

const liveHost = 'apply.example.org'

/** The public app as a live process stands: https names, behind a proxy that writes down where a request came from. */
export interface ProxiedRegistration extends Registration {
  /** Somebody at this address, as the proxy would say. */
  visitorFrom(address: string): WebClient
}

export async function startBehindProxy(world: World): Promise<ProxiedRegistration> {
  const port = await freePort()
  const environment = environmentOf(world, port)
  const hosts = [liveHost, 'apply.example.net']
  const settings = Object.assign(registrationSettings(environment), { scheme: 'https', isPractice: false, hosts })
  const started = await listening(registrationApp(environment, settings), port)
  const standing = { host: liveHost, origin: `https://${liveHost}` }
  const address = `http://127.0.0.1:${port}`
  const visitorFrom = (from: string) => new WebClient(address, { ...standing, 'x-forwarded-for': from })

  return { ...started, address, visitor: () => visitorFrom('192.0.2.1'), visitorFrom }
}

type Fields = Record<string, string | readonly string[]>

/** Nested answers as a page posts them: dotted names, repeated names for lists, `yes` for a tick. */
export function asPosted(answers: Readonly<Record<string, unknown>>, path = ''): Fields {
  return Object.assign(
    {},
    ...Object.entries(answers).map(([name, value]): Fields => {
      const key = path + name
      if (value === true) return { [key]: 'yes' }
      if (value === false || value === undefined) return {}
      if (Array.isArray(value) && typeof value[0] === 'object') {
        return Object.assign({}, ...value.map((entry: Record<string, unknown>, i) => asPosted(entry, `${key}.${i}.`)))
      }
      if (typeof value === 'object' && value !== null && !Array.isArray(value)) return asPosted({ ...value }, `${key}.`)
      return { [key]: Array.isArray(value) ? value.map(String) : (value as string) }
    }),
  )
}

/** Presses "Start" and keeps the sheet. Answers the code, in groups, as the sheet shows it. */
export async function begin(client: WebClient, lang: 'en' | 'ar' = 'en'): Promise<string> {
  await client.post(`/${lang}/code`, {})
  const sheet = await client.get(`/${lang}/code`)
  const code = /<p class="code"[^>]*><span>([^<]*)<\/span><span>([^<]*)<\/span>/.exec(sheet.text)
  await client.post(`/${lang}/code/keeping`, { form_token: hiddenField(sheet.text, 'form_token'), idle: 'hour' })

  return `${code?.[1]}${code?.[2]}`
}

/** Fills one page with what its form holds beside the answers, and posts it. */
export async function savePage(
  client: WebClient,
  path: string,
  answers: Readonly<Record<string, unknown>>,
  more: Fields = {},
) {
  const shown = await client.get(path)
  const own = { form_token: hiddenField(shown.text, 'form_token'), version: hiddenField(shown.text, 'version') }
  return client.post(path, { ...own, ...asPosted(answers), ...more })
}

/** Fills and saves every page, then sends, with what else was ticked on the check page. Answers the page that follows. */
export async function apply(client: WebClient, mark: string, lang: 'en' | 'ar' = 'en', more: Fields = {}) {
  for (const [key, answers] of Object.entries(completeAnswers(mark, lang))) {
    await savePage(client, `/${lang}/application/${key}`, answers)
  }
  const check = await client.get(`/${lang}/answers`)
  return client.postAndFollow(`/${lang}/submission`, { form_token: hiddenField(check.text, 'form_token'), ...more })
}
