import { randomUUID } from 'node:crypto'
import { makeLink } from '#features/link/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Keyring } from '#platform/vault/keyring.js'
import type { WebClient } from '../web/client.js'
import { type Place, type Sent, sentApplication } from './applicant.js'

/** A referee who pressed the button of their link, and the applicant, whose other referee did not answer in time. */
export interface LinkHolder {
  readonly referee: WebClient
  readonly applicant: Sent
  readonly token: string
}

/** Shortens the way to asking; rows and link are as asking writes them. */
export async function linkHolder({ registration, world }: Place, mark: string): Promise<LinkHolder> {
  const applicant = await sentApplication({ registration, world }, mark)
  await world.operator.query(`UPDATE app.application SET state = 'vetting' WHERE id = $1`, [applicant.id])
  const subjectId = randomUUID()
  await world.operator.query(
    `INSERT INTO app.reference (id, application_id, position, attempt, state, by_hand, expires_on)
     VALUES ($1, $3, 2, 1, 'asked', false, app.today() + 21), ($2, $3, 1, 1, 'expired', false, app.today() - 1)`,
    [subjectId, randomUUID(), applicant.id],
  )
  const staff = await world.as('app_staff')
  const keyring = new Keyring(staff, world.directory, new Audit(staff))
  const expiresOn = new Date(Date.now() + 21 * 86_400_000).toISOString().slice(0, 10)
  const { token } = await staff.transaction((tx) =>
    makeLink(tx, keyring, world.directory, {
      kind: 'reference',
      subjectId,
      applicationId: applicant.id,
      expiresOn,
      address: 'referee@example.org',
      language: 'en',
      shown: { name: mark },
      mail: null,
    }),
  )
  const referee = registration.visitor()
  await referee.post(`/en/link/${token}`, {})

  return { referee, applicant, token }
}
