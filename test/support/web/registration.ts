import type { NestFastifyApplication } from '@nestjs/platform-fastify'
import { registrationApp } from '#apps/registration/src/registration.js'
import { registrationEnvironment } from '#platform/config/app-environments.js'
import { openWeb } from '#platform/web/serve.js'
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

export async function startRegistration(world: World): Promise<Registration> {
  const port = await freePort()
  const log: string[] = []
  const environment = registrationEnvironment({
    MODE: 'test',
    PORT: String(port),
    DATABASE_URL: world.database.url('app_registration'),
    KEY_DIRECTORY: localPaths(world.keyFolder).directory,
    ROOT_PUBLIC_KEY: world.rootPublicKey,
    REGISTRATION_HOSTS: `localhost:${port},127.0.0.1:${port}`,
    MAIL_FROM: 'updates@host.example',
    EXIT_URL: 'https://weather.example/ ar=https://weather.example/ar',
  })
  const web = registrationApp(environment)
  const app = await openWeb({ ...web, logTo: { write: (line) => void log.push(line) } })
  await app.listen(port, '127.0.0.1')
  const address = `http://localhost:${port}`

  return { app, address, clock: app.get(Clock), log, visitor: () => new WebClient(address), close: () => app.close() }
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
