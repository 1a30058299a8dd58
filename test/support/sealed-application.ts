import { randomBytes } from 'node:crypto'
import type { Compartment } from '#domain/compartment.js'
import { recordsInOne } from '#features/application/registration/record-arrays.js'
import type { Sql } from '#platform/database/sql.js'
import type { Directory } from '#platform/vault/directory.js'
import { accessKeys, newAccessCode } from '#platform/vault/access.js'
import { sealRecord } from '#platform/vault/record.js'
import { newSessionToken, sealForSession } from '#platform/vault/session-box.js'

/** Compartments a submission writes. */
export const submitted: readonly Compartment[] = ['contact', 'profile', 'risk', 'references', 'balance']

/** One application sent straight through the public functions, its records holding the given text. */
export async function sealedApplication(registration: Sql, directory: Directory, edition: string, text: string) {
  const code = newAccessCode()
  const keys = accessKeys(code)
  const session = newSessionToken()
  const [begun] = await registration.query<{ application_id: string }>(
    'SELECT * FROM app.begin_application($1, $2, $3, $4, $5, $6)',
    [edition, keys.lookup, keys.pair.publicKey, session.hash, sealForSession(session, keys.seed), null],
  )
  const owner = begun?.application_id ?? ''
  await registration.query('SELECT app.own_draft_save($1, $2, 0, $3, $4)', [
    session.hash,
    'work',
    'done',
    randomBytes(1100),
  ])
  const records = [
    ...submitted.map((compartment) => {
      const place = { owner, compartment, schema: compartment === 'contact' ? 'contact.rest' : compartment, version: 1 }
      return sealRecord(place, { text }, [directory.compartmentKey(compartment)])
    }),
    sealRecord(
      { owner, compartment: 'contact', schema: 'contact.mailbox', version: 1 },
      { contact_email: `${owner}@example.org`, text },
      [directory.compartmentKey('contact'), directory.workerKey()],
    ),
  ]
  const [answer] = await registration.query<{ code: string }>(
    'SELECT * FROM app.own_submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13)',
    [session.hash, 'work:1', 'en', ...recordsInOne(records)],
  )
  if (answer?.code !== 'ok') throw new Error(`not_submitted ${answer?.code}`)
  return { id: owner, code, session, keys }
}
