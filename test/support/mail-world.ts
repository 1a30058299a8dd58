import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import pg from 'pg'
import type { WorkerSettings } from '#apps/worker/src/worker.js'
import { readMailboxKey } from '#features/message/worker/mailbox-key.js'
import { workerEnvironment } from '#platform/config/app-environments.js'
import type { MailClass } from '#platform/mail/mail-class.js'
import type { Mailbox } from '#platform/mail/mailbox.js'
import type { KeyPair } from '#platform/vault/keys.js'
import { localPaths, localRootKey, makeLocalKeys } from '#platform/vault/local-keys.js'
import { sealRecord } from '#platform/vault/record.js'
import { cloneDatabase, type TestDatabase } from './database.js'

const usual: Mailbox = {
  address: 'amina@example.org',
  language: 'en',
  zone: 'UTC',
  rules: [],
  mark: 'amber lantern',
  host: 'sign.example.org',
}

/** A database, keys and rows as a submission leaves them, made directly: what the worker finds. */
export class MailWorld {
  private constructor(
    readonly database: TestDatabase,
    /** One session of the superuser; a new one when the database was away. */
    readonly admin: pg.Pool,
    private readonly folder: string,
    private readonly worker: KeyPair,
    private readonly edition: string,
  ) {}

  static async make(): Promise<MailWorld> {
    const database = await cloneDatabase()
    const folder = mkdtempSync(join(tmpdir(), 'delegates-keys-'))
    makeLocalKeys(folder)
    const admin = new pg.Pool({ connectionString: database.url('postgres'), max: 1, idleTimeoutMillis: 0 })
    admin.on('error', () => undefined)
    // Daytime for everybody here, whatever the hour of the machine: mails keep quiet hours.
    await admin.query(`UPDATE app.clock SET ahead = date_trunc('day', now()) + interval '36 hours' - now()`)
    const edition = randomUUID()
    await admin.query(
      `WITH made AS (INSERT INTO app.edition (id, code, name_public, name_neutral, zone,
           arrival_on, programme_from, programme_to, departure_on, capacity)
         VALUES ($1, 'e1', 'n', 'n', 'UTC', '2040-04-01', '2040-04-02', '2040-04-05', '2040-04-06', 9) RETURNING id)
       INSERT INTO app.call_window (edition_id, opens_at, closes_at) SELECT id, '2020-01-01', '2040-01-01' FROM made`,
      [edition],
    )
    return new MailWorld(database, admin, folder, readMailboxKey(localPaths(folder).worker), edition)
  }

  /** What a worker on this database is told at start. */
  settings(smtpUrl: string): WorkerSettings {
    return { ...workerEnvironment(this.environment(smtpUrl, '1')), HEALTH_PORT: 0 }
  }

  /** The same as variables of a process. */
  environment(smtpUrl: string, healthPort: string): Record<string, string> {
    return {
      MODE: 'test',
      DATABASE_URL: this.database.url('app_worker'),
      KEY_DIRECTORY: localPaths(this.folder).directory,
      ROOT_PUBLIC_KEY: localRootKey(this.folder).toString('base64'),
      HEALTH_PORT: healthPort,
      QUEUE_URL: '',
      SMTP_URL: smtpUrl,
      MAIL_FROM: 'updates@host.example',
      WORKER_SECRETS: localPaths(this.folder).worker,
      STAFF_HOST: 'staff.example.org',
      REGISTRATION_HOSTS: 'sign.example.org,other.example.org',
    }
  }

  /** A submitted application with its mailbox record; returns its id. */
  async applicant(mailbox: Partial<Mailbox> = {}): Promise<string> {
    const id = randomUUID()
    const values = [id, this.edition, id.slice(0, 8)]
    await this.admin.query(
      `INSERT INTO app.application (id, edition_id, state, case_number) VALUES ($1, $2, 'submitted', $3)`,
      values,
    )
    await this.changedMailbox(id, mailbox)
    return id
  }

  /** The next version of a person's mailbox record. */
  async changedMailbox(id: string, mailbox: Partial<Mailbox>): Promise<void> {
    const { rows } = await this.admin.query<{ next: number }>(
      `SELECT coalesce(max(version), 0) + 1 AS next FROM sealed.record WHERE owner_id = $1 AND schema_id = 'contact.mailbox'`,
      [id],
    )
    const place = { owner: id, compartment: 'contact', schema: 'contact.mailbox', version: rows[0]?.next ?? 1 }
    const sealed = sealRecord(place, { ...usual, ...mailbox }, [this.worker.publicKey])
    await this.admin.query(
      `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body) VALUES ($1, $2, 'contact', $3, $4, $5)`,
      [sealed.id, id, place.schema, place.version, sealed.body],
    )
    for (const { recipient, wrap } of sealed.wraps) {
      await this.admin.query('INSERT INTO wraps.dek_wrap VALUES ($1, $2, $3)', [sealed.id, recipient, wrap])
    }
  }

  /** A mail row of this class, committed with its NOTIFY; returns its id. */
  async mailRow(applicationId: string | null, mailClass: MailClass = 'receipt', version = 1): Promise<string> {
    const id = randomUUID()
    await this.admin.query(
      `INSERT INTO app.outbox (id, kind, class, application_id, subject_version) VALUES ($1, 'mail', $2, $3, $4)`,
      [id, mailClass, applicationId, version],
    )
    return id
  }

  async row<T = Record<string, unknown>>(id: string): Promise<T> {
    const { rows } = await this.admin.query('SELECT * FROM app.outbox WHERE id = $1', [id])
    return rows[0] as T
  }

  async stateOf(id: string): Promise<string> {
    return (await this.row<{ state: string }>(id)).state
  }

  /** Kinds of the staff tasks that name this row. */
  async tasksOf(id: string): Promise<string[]> {
    const { rows } = await this.admin.query('SELECT kind FROM app.staff_task WHERE outbox_id = $1', [id])
    return (rows as { kind: string }[]).map(({ kind }) => kind)
  }

  async drop(): Promise<void> {
    await this.admin.end()
    await this.database.drop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}
