import { type RunningWorker, startWorker, type WorkerSettings } from '#apps/worker/src/worker.js'
import type { NewColleague } from '#features/staff/cli/local-staff.js'
import { workerEnvironment } from '#platform/config/app-environments.js'
import { localPaths, localRootKey } from '#platform/vault/local-keys.js'
import { MailTrap } from './smtp.js'
import { type Registration, startRegistration } from './web/registration.js'
import { type Console, startStaff } from './web/staff.js'
import { practiceWorld, type World } from './world.js'

/** A practice copy with both web apps, its worker and a mail server. */
export interface RunningWorld {
  readonly world: World
  readonly registration: Registration
  readonly staff: Console
  readonly worker: RunningWorker
  readonly trap: MailTrap
  /** Everything the three processes have logged. */
  log(): string[]
  end(): Promise<void>
}

/** What a worker on this world is told at start. */
export const workerSettings = (world: World, smtpUrl: string): WorkerSettings => ({
  ...workerEnvironment({
    MODE: 'test',
    DATABASE_URL: world.database.url('app_worker'),
    KEY_DIRECTORY: localPaths(world.keyFolder).directory,
    ROOT_PUBLIC_KEY: localRootKey(world.keyFolder).toString('base64'),
    HEALTH_PORT: '1',
    SMTP_URL: smtpUrl,
    MAIL_FROM: 'updates@host.example',
    WORKER_SECRETS: localPaths(world.keyFolder).worker,
    STAFF_HOST: 'staff.example.org',
    REGISTRATION_HOSTS: 'sign.example.org',
  }),
  HEALTH_PORT: 0,
})

export async function runningWorld(people: readonly NewColleague[] = []): Promise<RunningWorld> {
  const lines: string[] = []
  const note = (...given: unknown[]) => void lines.push(given.map(String).join(' '))
  const world = await practiceWorld(people)
  const registration = await startRegistration(world)
  const staff = await startStaff(world)
  const trap = await MailTrap.start()
  const logger = { log: note, warn: note, error: note, fatal: note, debug: note, verbose: note }
  const worker = await startWorker(workerSettings(world, trap.url), logger)

  return {
    world,
    registration,
    staff,
    worker,
    trap,
    log: () => [...registration.log, ...staff.log, ...lines],
    end: async () => {
      await worker.stop()
      await registration.close()
      await staff.close()
      await trap.close()
      await world.end()
    },
  }
}
