import type { INestApplicationContext, LoggerService } from '@nestjs/common'
import { NestFactory } from '@nestjs/core'
import { readBlindIndexKey, readMailboxKey } from '#features/message/worker/mailbox-key.js'
import type { workerEnvironment } from '#platform/config/app-environments.js'
import { schemeOf } from '#platform/config/live-rules.js'
import { Sql } from '#platform/database/sql.js'
import { Fault } from '#platform/fault.js'
import { SmtpTransport } from '#platform/mail/transport.js'
import { Listener } from '#platform/outbox/listener.js'
import { QueueBackend } from '#platform/queue/backend.js'
import { Directory } from '#platform/vault/directory.js'
import type { KeyPair } from '#platform/vault/keys.js'
import { checkMode } from '#platform/vault/mode-rules.js'
import { openHealth } from './health.js'
import { WorkerModule } from './worker.module.js'

export type WorkerSettings = ReturnType<typeof workerEnvironment>

export interface RunningWorker {
  readonly app: INestApplicationContext
  /** Finishes the jobs at hand, then closes everything. */
  stop(): Promise<void>
}

const poolSize = 12

/** Starts the worker; resolves once it is ready. Faults of directory, keys, queue and environment stop it. */
export async function startWorker(settings: WorkerSettings, logger: LoggerService | false): Promise<RunningWorker> {
  const directory = new Directory(settings.KEY_DIRECTORY, settings.ROOT_PUBLIC_KEY)
  checkMode(settings.MODE, directory, settings.KEY_DIRECTORY)
  const mailboxKey = ownMailboxKey(settings, directory)
  const blindIndexKey = readBlindIndexKey(settings.WORKER_SECRETS)
  const sql = new Sql(settings.DATABASE_URL, poolSize)
  const backend = new QueueBackend({ databaseUrl: settings.DATABASE_URL, queueUrl: settings.QUEUE_URL })
  await backend.untilReady()

  const [first = ''] = settings.REGISTRATION_HOSTS
  const links = `${schemeOf(settings)}://${first}`
  const hosts = { registration: settings.REGISTRATION_HOSTS, staff: settings.STAFF_HOST, links }
  const message = { smtpUrl: settings.SMTP_URL, mailFrom: settings.MAIL_FROM, hosts, mailboxKey, blindIndexKey }
  const module = WorkerModule.of({ databaseUrl: settings.DATABASE_URL, sql, backend, message, directory })
  const app = await NestFactory.createApplicationContext(module, { logger, abortOnError: false })
  const health = await openHealth({
    port: settings.HEALTH_PORT,
    isPractice: settings.MODE !== 'live',
    isReady: () => isReady(app, sql),
  })
  const transport = app.get(SmtpTransport)

  const stop = async () => {
    health.close()
    await app.close()
    transport.close()
    await backend.end()
    await sql.close()
  }
  return { app, stop }
}

/** The key mailbox records are sealed to, as the signed directory says. Fault `mailbox_key_foreign`. */
function ownMailboxKey(settings: WorkerSettings, directory: Directory): KeyPair {
  const pair = readMailboxKey(settings.WORKER_SECRETS)
  if (!pair.publicKey.equals(directory.workerKey())) throw new Fault('mailbox_key_foreign')
  return pair
}

async function isReady(app: INestApplicationContext, sql: Sql): Promise<boolean> {
  await sql.query('SELECT 1')
  return app.get(Listener).isConnected
}
