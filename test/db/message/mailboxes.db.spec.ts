import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Addressees } from '#features/message/worker/addressees.js'
import { BlindIndexKey, IndexContact } from '#features/message/worker/index-contact.job.js'
import { readBlindIndexKey, readMailboxKey } from '#features/message/worker/mailbox-key.js'
import { Mailboxes } from '#features/message/worker/mailboxes.js'
import { Sql } from '#platform/database/sql.js'
import type { MailClass } from '#platform/mail/mail-class.js'
import { OutboxStore } from '#platform/outbox/outbox-store.js'
import { MailWorld } from '#test/support/mail-world.js'

let world: MailWorld
let sql: Sql
let addressees: Addressees
let job: IndexContact

beforeAll(async () => {
  world = await MailWorld.make()
  sql = new Sql(world.database.url('app_worker'))
  const { WORKER_SECRETS: folder } = world.settings('smtp://127.0.0.1:9')
  const hosts = { registration: ['sign.example.org'], staff: 'staff.example.org', links: 'https://sign.example.org' }
  const mailboxes = new Mailboxes(sql, readMailboxKey(folder))
  addressees = new Addressees(sql, mailboxes, hosts)
  job = new IndexContact(sql, mailboxes, new BlindIndexKey(readBlindIndexKey(folder)))
})

afterAll(async () => {
  await sql.close()
  await world.drop()
})

async function addresseeOf(applicant: string, mailClass: MailClass, version: number) {
  const id = await world.mailRow(applicant, mailClass, version)
  const row = await new OutboxStore(sql).claim(id, 0, 60)
  if (!row) throw new Error('not_claimed')
  const found = await addressees.of(row, mailClass)
  return found.kind === 'send' ? found.to : found.kind
}

describe('whom a mail goes to', () => {
  it('is the old address for the notice of a change, and the new one for all else', async () => {
    const applicant = await world.applicant({ address: 'old@example.org' })
    await world.changedMailbox(applicant, { address: 'new@example.org' })
    await world.changedMailbox(applicant, { address: 'newest@example.org' })

    expect(await addresseeOf(applicant, 'contact_changed', 1)).toBe('old@example.org')
    expect(await addresseeOf(applicant, 'contact_changed', 2)).toBe('new@example.org')
    expect(await addresseeOf(applicant, 'receipt', 1)).toBe('newest@example.org')
  })

  it('MAIL-9 is nobody at the old address either, where the person had said so', async () => {
    const applicant = await world.applicant({ address: 'old@example.org', rules: ['do_not_write'] })
    await world.changedMailbox(applicant, { address: 'new@example.org' })

    expect(await addresseeOf(applicant, 'contact_changed', 1)).toBe('never')
  })
})

const flagged = async (): Promise<string[]> => {
  const { rows } = await world.admin.query<{ application_id: string }>(
    `SELECT application_id FROM app.flag WHERE kind = 'same_address'`,
  )
  return rows.map((row) => row.application_id)
}

describe('the index of addresses', () => {
  it('flags the second file of one address for screening, however it is typed and however often the job rings', async () => {
    const first = await world.applicant({ address: 'Amal@Example.org' })
    const second = await world.applicant({ address: 'amal@example.org' })
    const other = await world.applicant({ address: 'amal@example.net' })
    for (const applicationId of [first, second, other, second]) await job.run({ applicationId })

    expect(await flagged()).toEqual([second])
  })

  it('follows a change of address, and forgets the one that is no longer wanted', async () => {
    const digest = async (id: string) =>
      (
        await world.admin.query<{ digest: Buffer }>('SELECT digest FROM app.contact_index WHERE application_id = $1', [
          id,
        ])
      ).rows
    const person = await world.applicant({ address: 'first@example.org' })
    await job.run({ applicationId: person })
    const before = await digest(person)
    await world.changedMailbox(person, { address: 'second@example.org' })
    await job.run({ applicationId: person })
    const after = await digest(person)
    await world.changedMailbox(person, { address: '' })
    await job.run({ applicationId: person })

    expect([before.length, after.length, before[0]?.digest.equals(after[0]?.digest ?? Buffer.alloc(0))]).toEqual([
      1,
      1,
      false,
    ])
    expect(await digest(person)).toEqual([])
  })

  it('keeps a digest that says nothing without the key, and none of somebody without mail', async () => {
    const silent = await world.applicant({ address: '' })
    await job.run({ applicationId: silent })
    const { rows } = await world.admin.query<{ application_id: string; digest: Buffer }>(
      'SELECT * FROM app.contact_index',
    )

    expect(rows.map((row) => row.application_id)).not.toContain(silent)
    expect(rows.every((row) => row.digest.length === 32 && !row.digest.includes('example'))).toBe(true)
  })
})
