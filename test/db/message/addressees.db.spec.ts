import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Addressees } from '#features/message/worker/addressees.js'
import { readMailboxKey } from '#features/message/worker/mailbox-key.js'
import { Mailboxes } from '#features/message/worker/mailboxes.js'
import { Sql } from '#platform/database/sql.js'
import type { MailClass } from '#platform/mail/mail-class.js'
import { OutboxStore } from '#platform/outbox/outbox-store.js'
import { MailWorld } from '#test/support/mail-world.js'

let world: MailWorld
let sql: Sql
let addressees: Addressees

beforeAll(async () => {
  world = await MailWorld.make()
  sql = new Sql(world.database.url('app_worker'))
  const { WORKER_SECRETS: folder } = world.settings('smtp://127.0.0.1:9')
  const hosts = { registration: ['sign.example.org'], staff: 'staff.example.org', links: 'https://sign.example.org' }
  addressees = new Addressees(sql, new Mailboxes(sql, readMailboxKey(folder)), hosts)
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
