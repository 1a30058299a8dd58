import { createHmac } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import type { Payload } from '#platform/queue/job.js'
import { defineJob } from '#platform/queue/job.js'
import { Handles, type JobHandler } from '#platform/queue/job-handlers.js'
import { Mailboxes } from './mailboxes.js'

export const indexContact = defineJob({
  name: 'contact.index',
  queue: 'checks',
  payload: { applicationId: 'uuid' },
})

/** The worker's key of the only blind index there is. */
export class BlindIndexKey {
  constructor(readonly bytes: Buffer) {}
}

// One digest a person; a second live file of the same edition with the same address is flagged for screening, once.
const note = `INSERT INTO app.contact_index (application_id, digest) VALUES ($1, $2)
  ON CONFLICT (application_id) DO UPDATE SET digest = excluded.digest`
const flag = `INSERT INTO app.flag (application_id, kind, reason)
  SELECT own.id, 'same_address', 'index' FROM app.application own
  WHERE own.id = $1 AND EXISTS (SELECT 1 FROM app.contact_index i JOIN app.application a ON a.id = i.application_id
      WHERE i.digest = $2 AND a.id <> own.id AND a.edition_id = own.edition_id
        AND a.state IN ('submitted', 'screening', 'more_info', 'in_review', 'vetting', 'board', 'waitlisted', 'invited', 'confirmed'))
    AND NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = own.id AND f.kind = 'same_address' AND f.lifted_on IS NULL)`

/**
 * After an application was sent or its contact page replaced: a keyed digest of its address, made here so that the public form cannot tell a known
 * address from a new one.
 */
@Handles(indexContact)
@Injectable()
export class IndexContact implements JobHandler<typeof indexContact.payload> {
  constructor(
    private readonly sql: Sql,
    private readonly mailboxes: Mailboxes,
    private readonly key: BlindIndexKey,
  ) {}

  async run({ applicationId }: Payload<typeof indexContact.payload>): Promise<void> {
    const opened = await this.mailboxes.open(applicationId)
    const address = opened?.mailbox.address ?? ''
    if (address === '') {
      await this.sql.query('DELETE FROM app.contact_index WHERE application_id = $1', [applicationId])
      return
    }
    const digest = createHmac('sha256', this.key.bytes).update(normalised(address)).digest()
    await this.sql.query(note, [applicationId, digest])
    await this.sql.query(flag, [applicationId, digest])
  }
}

// The same mailbox however it is typed; compared only, never shown or mailed.
const normalised = (address: string): string => address.normalize('NFKC').trim().toLowerCase()
