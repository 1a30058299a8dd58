import type { Mailbox } from '#platform/mail/mailbox.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { sealRecord } from '#platform/vault/record.js'
import type { Sql } from '#platform/database/sql.js'
import { sealedApplication } from '../sealed-application.js'
import type { World } from '../world.js'

export interface Delegate {
  readonly id: string
  readonly participationId: string
  readonly session: SessionToken
}

/** Somebody who applied, was invited and said yes; nothing but the way there is shortened. */
export async function confirmedDelegate(world: World, registration: Sql): Promise<Delegate> {
  const { id, session } = await sealedApplication(registration, world.directory, world.editionId, 'words of a delegate')
  await world.operator.query(`UPDATE app.application SET state = 'invited', version = version + 5 WHERE id = $1`, [id])
  await world.operator.query(
    `INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at, reached_on, reached_how)
     VALUES ($1, app.today(), app.day_over(app.today() + 7), app.day_over(app.today() + 10), app.today(), 'accepted')`,
    [id],
  )
  const answer = await registration.one<{ code: string }>(`SELECT code FROM app.own_move($1, 'confirm')`, [
    session.hash,
  ])
  if (answer?.code !== 'ok') throw new Error(`not_confirmed ${answer?.code}`)
  const [row] = await world.operator.query<{ id: string }>(
    'SELECT id FROM app.participation WHERE application_id = $1',
    [id],
  )
  return { id, participationId: row?.id ?? '', session }
}

/** Answers of a person with an ordinary passport of Kenya: a plain case that needs a visa. */
export const kenyanAnswers = {
  document_kind: 'ordinary',
  issuer: 'KE',
  number: 'AK0000001',
  issue_date: '2021-06-01',
  expiry_date: '2031-05-31',
  biometric_chip: 'yes',
  blank_pages: '6',
  has_mrz: 'yes',
  mrz_primary_identifier: 'TESTER',
  nationality_of_document: 'KE',
  birth_date: '1988-05-20',
  birth_place: 'Nakuru',
  legal_residence: { country: 'KE', permit_kind: 'citizen' },
}

/** The travel form, sealed for the desk as the public process does it. */
export async function saveTravelForm(
  world: World,
  registration: Sql,
  delegate: Delegate,
  given: { version?: number; values?: Readonly<Record<string, unknown>> } = {},
): Promise<string | undefined> {
  const { version = 1, values = kenyanAnswers } = given
  const answers = Object.entries(values).map(([path, value]) => ({
    path,
    question: path,
    lines: [JSON.stringify(value)],
  }))
  const record = sealRecord(
    { owner: delegate.id, compartment: 'identity', schema: 'identity.form', version },
    { form: 'identity-1', language: 'en', answers, values },
    [world.directory.compartmentKey('identity')],
  )
  await world.operator.query(`UPDATE app.session SET idle_until = 'infinity', ends_at = 'infinity'`)
  const saved = await registration.one<{ code: string }>(
    'SELECT code FROM app.own_identity_save($1, $2, true, $3, $4, $5, $6, $7, $8, $9, $10)',
    [
      delegate.session.hash,
      version - 1,
      [record.id],
      [record.compartment],
      [record.schema],
      [record.version],
      [record.body],
      record.wraps.map(() => 1),
      record.wraps.map((wrap) => wrap.recipient),
      record.wraps.map((wrap) => wrap.wrap),
    ],
  )
  return saved?.code
}

/** The mailbox record as a submission leaves it, so that the worker can write to this person. */
export async function giveMailbox(world: World, delegate: Delegate, mailbox: Partial<Mailbox>): Promise<void> {
  const value = { address: '', language: 'en', zone: 'UTC', rules: [], mark: 'amber lantern', host: null, ...mailbox }
  const place = { owner: delegate.id, compartment: 'contact', schema: 'contact.mailbox', version: 2 }
  const record = sealRecord(place, value, [world.directory.workerKey()])
  await world.operator.query(
    `INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body) VALUES ($1, $2, 'contact', $3, 2, $4)`,
    [record.id, delegate.id, place.schema, record.body],
  )
  for (const { recipient, wrap } of record.wraps) {
    await world.operator.query('INSERT INTO wraps.dek_wrap VALUES ($1, $2, $3)', [record.id, recipient, wrap])
  }
}
