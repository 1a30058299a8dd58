import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { Keyring } from '#platform/vault/keyring.js'
import type { NomineeContact, NomineeReasons } from '../seal-nomination.js'

/**
 * Names of the partners who put these persons forward, by file; left out where nobody did, a colleague did, or this
 * session cannot open who. One line for all of them, committed first.
 */
export async function nominatorNames(
  { database, keyring }: { readonly database: Pick<Database, 'query'>; readonly keyring: Keyring },
  actor: StaffActor,
  files: readonly string[],
): Promise<Map<string, string>> {
  const rows = await database.query<{ file: string; nomination: string }>(
    `SELECT a.id AS file, n.id AS nomination FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id
     WHERE a.id = ANY ($1) AND n.partner_id IS NOT NULL`,
    [files],
  )
  if (rows.length === 0) return new Map()
  const line = { verb: 'nomination.opened', objectId: actor.editionId, purpose: `${rows.length}` }
  const owners = rows.map(({ nomination }) => nomination)
  const records = await keyring.open(actor.holder, line, {
    owners,
    schemas: ['nomination.contact', 'nomination.reasons'],
    keep: (value) => (value as NomineeContact | NomineeReasons).by,
  })
  const names = new Map(records.map(({ owner, value }) => [owner, String(value)]))

  return new Map(
    rows.flatMap(({ file, nomination }) => {
      const name = names.get(nomination)
      return name ? [[file, name]] : []
    }),
  )
}
