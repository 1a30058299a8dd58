import type { StaffActor } from '#features/staff/index.orm.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { schemaOf } from './section-versions.js'

/** Chosen names of these files by id, as far as the keys allow; one audit line for all of them, committed first. */
export async function openNames(
  keyring: Keyring,
  actor: StaffActor,
  owners: readonly string[],
): Promise<Map<string, string>> {
  if (owners.length === 0) return new Map()
  const line = { verb: 'names.opened', objectId: actor.editionId, purpose: `${owners.length}` }
  // In this order: a replaced contact page comes after what was sent, and its name stands.
  const schemas = ['contact.rest', schemaOf('contact', 'contact')]
  const records = await keyring.open(actor.holder, line, { owners, schemas })

  return new Map(records.map((record) => [record.owner, nameIn(record.value)]))
}

const nameIn = (value: unknown): string => (value as { values?: { display_name?: string } }).values?.display_name ?? ''
