import type { WhyNot } from '#domain/waitlist/next-in-line.js'
import { seenFiles, viewerValues, visibleCondition } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { Keyring } from '#platform/vault/keyring.js'

/** What was kept of why somebody was next. */
export interface KeptReason {
  readonly applicationId: string
  readonly why: string
  readonly passedOver: readonly { readonly id: string; readonly why: WhyNot }[]
  /** Record and schema of the quota cell that spoke for them; null for none. */
  readonly cellId: string | null
  readonly cellSchema: string | null
}

export interface OpenedReasons {
  /** Cells by their record; one this session holds no key to is left out. */
  readonly cells: ReadonlyMap<string, string>
  /** Case numbers of those passed over whom this colleague sees. */
  readonly numbers: ReadonlyMap<string, string>
}

/** Opens the cells of kept reasons, logged first, and names who was passed over. Never call it inside a transaction. */
export async function openReasons(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  actor: StaffActor,
  kept: readonly KeptReason[],
): Promise<OpenedReasons> {
  const passed = [...new Set(kept.flatMap(({ passedOver }) => passedOver.map(({ id }) => id)))]
  const files = await seenFiles(database, actor, { where: 'a.id = ANY ($3)', values: [passed] })
  const numbers = new Map(files.map(({ id, caseNumber }) => [id, caseNumber]))
  const sealed = kept.filter(({ cellId }) => cellId !== null)
  if (sealed.length === 0) return { cells: new Map(), numbers }
  const line = { verb: 'waitlist.opened', objectId: actor.editionId, purpose: `reasons ${sealed.length}` }
  const records = await keyring.open(actor.holder, line, {
    owners: [...new Set(sealed.map(({ applicationId }) => applicationId))],
    schemas: [...new Set(sealed.flatMap(({ cellSchema }) => cellSchema ?? []))],
    everyVersion: true,
  })

  return { cells: new Map(records.map(({ id, value }) => [id, (value as { cell: string }).cell])), numbers }
}

/** The same reasons as this colleague may know them: whoever was kept apart from somebody they do not see was stopped, and no more. */
export async function reasonsTold<T extends KeptReason>(
  database: Database,
  actor: StaffActor,
  kept: readonly T[],
): Promise<T[]> {
  const apart = kept.flatMap(({ passedOver }) => passedOver.filter(({ why }) => why === 'apart').map(({ id }) => id))
  const rows = await database.query<{ id: string }>(
    `SELECT p.id FROM unnest($3::uuid[]) p (id) WHERE EXISTS (SELECT 1 FROM app.apart_pair x
       WHERE p.id IN (x.first_id, x.second_id) AND NOT EXISTS (SELECT 1 FROM app.application a
         WHERE a.id = CASE p.id WHEN x.first_id THEN x.second_id ELSE x.first_id END AND ${visibleCondition(actor)}))`,
    [...viewerValues(actor), apart],
  )
  const veiled = new Set(rows.map(({ id }) => id))

  return kept.map((one) => ({
    ...one,
    passedOver: one.passedOver.map(({ id, why }) => ({ id, why: why === 'apart' && veiled.has(id) ? 'held' : why })),
  }))
}
