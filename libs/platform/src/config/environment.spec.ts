import { describe, expect, it } from '@jest/globals'
import { Fault } from '#platform/fault.js'
import { registrationEnvironment, workerEnvironment } from './app-environments.js'

const fit = {
  MODE: 'local',
  DATABASE_URL: 'postgres://app_worker:hunter2secret@127.0.0.1:5432/delegates',
  KEY_DIRECTORY: '/keys/directory.json',
  ROOT_PUBLIC_KEY: Buffer.alloc(32, 1).toString('base64'),
  HEALTH_PORT: '3003',
  SMTP_URL: 'smtp://127.0.0.1:2525',
  MAIL_FROM: 'updates@example.org',
  WORKER_SECRETS: '/keys/worker',
  STAFF_HOST: 'localhost:3002',
  REGISTRATION_HOSTS: 'localhost:3000, 127.0.0.1:3000',
}

const failure = (source: NodeJS.ProcessEnv): string => {
  try {
    workerEnvironment(source)
    return 'started'
  } catch (error) {
    return error instanceof Fault && error.cause instanceof Error ? `${error.code}: ${error.cause.message}` : 'other'
  }
}

describe('environment of a process', () => {
  it('is read into one typed object', () => {
    const read = workerEnvironment(fit)

    expect([read.MODE, read.HEALTH_PORT, read.QUEUE_URL, read.REGISTRATION_HOSTS]).toEqual([
      'local',
      3003,
      '',
      ['localhost:3000', '127.0.0.1:3000'],
    ])
  })

  it('names every variable that is missing or unfit, and prints no value', () => {
    const unfit = {
      ...fit,
      DATABASE_URL: 'hunter2secret',
      MODE: 'production',
      SMTP_URL: undefined,
      HEALTH_PORT: '70000',
    }

    expect(failure(unfit)).toBe('environment: missing or unfit: MODE, DATABASE_URL, HEALTH_PORT, SMTP_URL')
  })

  it('takes one exit for every language, and others for single ones', () => {
    const { HEALTH_PORT: PORT, ...rest } = fit
    const exitsOf = (EXIT_URL?: string) => registrationEnvironment({ ...rest, PORT, EXIT_URL }).EXIT_URL
    const own = exitsOf('https://weather.example/ ar=https://weather.example/ar')

    expect([exitsOf().en, exitsOf().ar]).toEqual(['https://www.wikipedia.org/', 'https://www.wikipedia.org/'])
    expect([own.en, own['ar-XB'], own.ar]).toEqual([
      'https://weather.example/',
      'https://weather.example/',
      'https://weather.example/ar',
    ])
    for (const unfit of [
      'ar=https://a.example/',
      'https://a.example/ xx=https://b.example/',
      'https://a.example/ ar=b',
    ])
      expect(() => exitsOf(unfit)).toThrow(expect.objectContaining({ code: 'environment' }))
  })

  it('has no fallback for a secret', () => {
    for (const name of ['DATABASE_URL', 'ROOT_PUBLIC_KEY', 'WORKER_SECRETS'] as const) {
      expect(failure({ ...fit, [name]: '' })).toBe(`environment: missing or unfit: ${name}`)
    }
  })
})
