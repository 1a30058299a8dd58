import type { Referee, RefereesToAsk } from '#features/application/index.js'
import { makeLink } from '#features/link/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import { isSingleAddress } from '#platform/mail/single-address.js'
import type { Directory } from '#platform/vault/directory.js'
import type { Keyring } from '#platform/vault/keyring.js'

/** A link that no mail carries: shown once to the person who hands it over. */
export interface HandOver {
  readonly place: number
  readonly language: string
  /** base64url */
  readonly token: string
}

export interface LinkFor {
  readonly applicationId: string
  readonly referenceId: string
  readonly place: number
  readonly referee: Referee
  readonly shown: RefereesToAsk['shown']
  /** ISO date, the last day. */
  readonly expiresOn: string
}

/** True where the channel is no single mail address. */
export const isByHand = ({ channel }: Referee): boolean => !isSingleAddress(channel)

/**
 * Makes the link of a request and its first mail. Where the channel is no mail address, the worker gets none: a task
 * says that the link is to be handed over, and the answer holds it.
 */
export async function openLink(
  tx: Tx,
  keyring: Keyring,
  directory: Directory,
  { applicationId, referenceId, place, referee, shown, expiresOn }: LinkFor,
): Promise<HandOver | null> {
  const byHand = isByHand(referee)
  const { id, token } = await makeLink(tx, keyring, directory, {
    kind: 'reference',
    subjectId: referenceId,
    applicationId,
    expiresOn,
    address: byHand ? '' : referee.channel,
    language: referee.language,
    shown: { ...shown },
    mail: byHand ? null : 'reference_request',
  })
  if (!byHand) return null
  await tx.query(
    `INSERT INTO app.staff_task (kind, role, application_id, link_id) VALUES ('hand_over_link', 'vetting_lead', $1, $2)`,
    [applicationId, id],
  )
  return { place, language: referee.language, token }
}
