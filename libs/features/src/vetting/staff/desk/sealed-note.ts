import type { StaffActor } from '#features/staff/index.orm.js'
import type { Tx } from '#platform/database/database.js'
import type { Directory } from '#platform/vault/directory.js'
import type { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'

/** What a note is about; each kind is a schema of its own, and none is handed on with a file. */
export type NoteKind = 'vetting.note' | 'harm.note' | 'integrity.concern' | 'apart.note'

interface Keys {
  readonly keyring: Keyring
  readonly directory: Directory
}

export interface NewNote {
  /** Application id. */
  readonly owner: string
  readonly kind: NoteKind
  readonly text: string
}

/** Seals a text to `risk`, under the file's lock, and answers the record's id. */
export async function sealNote(
  tx: Tx,
  { keyring, directory }: Keys,
  actor: StaffActor,
  note: NewNote,
): Promise<string> {
  const { owner, kind: schema } = note
  const place = { owner, compartment: 'risk', schema, version: await keyring.nextVersion(tx, owner, schema) }
  const record = sealRecord(place, { text: note.text }, [directory.compartmentKey('risk')])
  await keyring.store(tx, record, actor.accountId)

  return record.id
}

/** Texts by record id, as far as this session's keys open them; the audit line comes first. */
export async function openNotes(
  keyring: Keyring,
  actor: StaffActor,
  { owners, kinds }: { readonly owners: readonly string[]; readonly kinds: readonly NoteKind[] },
): Promise<ReadonlyMap<string, string>> {
  const line = { verb: 'notes.opened', objectId: owners[0] ?? '', purpose: kinds.join(',') }
  const records = await keyring.open(actor.holder, line, { owners, schemas: kinds, everyVersion: true })
  return new Map(records.map(({ id, value }) => [id, (value as { text: string }).text]))
}
