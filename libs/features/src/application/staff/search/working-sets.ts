import { Injectable } from '@nestjs/common'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Clock } from '#platform/clock/clock.js'
import { Database } from '#platform/database/database.js'
import { Keyring, type OpenedRecord } from '#platform/vault/keyring.js'
import { schemaOf } from '../section-versions.js'
import type { SeenFile } from '../see-file.js'
import type { OpenedFields } from './file-fields.js'

const contactSchemas = ['contact.rest', schemaOf('contact', 'contact')]
const profileSchemas = ['profile', schemaOf('profile', 'place'), schemaOf('profile', 'work')]
const idleMs = 30 * 60_000

interface Held extends OpenedFields {
  /** How many records it was read from: one more, and it is read again. */
  readonly records: number
}

interface WorkingSet {
  usedAtMs: number
  readonly files: Map<string, Held>
}

/** May this viewer's list show names of the file, and what its profile says? Reading a profile is for who keeps all of them. */
export const mayRead = (actor: StaffActor, { seen }: SeenFile) => ({
  contact: seen.compartments.includes('contact'),
  profile: seen.compartments.includes('profile') && hasRole(actor, 'coordinator', 'vetting_lead'),
})

/**
 * What lists need of sealed records, opened once for a session and kept in this process's memory for that session alone:
 * gone when it signs out, or after half an hour without a list. A file that changed is opened again.
 */
@Injectable()
export class WorkingSets {
  private readonly sets = new Map<string, WorkingSet>()

  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly clock: Clock,
  ) {}

  /** By file id; files whose records do not open for this session are left out. One audit line a load, committed first. */
  async of(actor: StaffActor, files: readonly SeenFile[]): Promise<ReadonlyMap<string, OpenedFields>> {
    const set = this.setOf(actor)
    const counts = await this.recordCounts(files.map(({ id }) => id))
    const changed = files.filter(({ id }) => set.files.get(id)?.records !== counts.get(id) && counts.has(id))
    const contact = changed.filter((file) => mayRead(actor, file).contact).map(({ id }) => id)
    const profile = changed.filter((file) => mayRead(actor, file).profile).map(({ id }) => id)
    const opened = byOwner([
      ...(await this.opened(actor, 'names.opened', contact, contactSchemas)),
      ...(await this.opened(actor, 'profiles.listed', profile, profileSchemas)),
    ])
    for (const { id } of changed) {
      set.files.set(id, { records: counts.get(id) ?? 0, ...fieldsIn(opened.get(id) ?? []) })
    }
    return set.files
  }

  /** The session is over: nothing it opened stays in memory. */
  forget(actor: StaffActor): void {
    this.sets.delete(keyOf(actor))
  }

  private setOf(actor: StaffActor): WorkingSet {
    const nowMs = this.clock.now().getTime()
    for (const [key, { usedAtMs }] of this.sets) if (Math.abs(nowMs - usedAtMs) > idleMs) this.sets.delete(key)
    const set = this.sets.get(keyOf(actor)) ?? { usedAtMs: nowMs, files: new Map<string, Held>() }
    set.usedAtMs = nowMs
    this.sets.set(keyOf(actor), set)
    return set
  }

  private async recordCounts(ids: readonly string[]): Promise<Map<string, number>> {
    const rows = await this.database.query<{ id: string; count: number }>(
      `SELECT r.owner_id AS id, count(*)::int AS count FROM sealed.record r
       WHERE r.owner_id = ANY ($1) AND r.schema_id = ANY ($2) GROUP BY r.owner_id`,
      [ids, [...contactSchemas, ...profileSchemas]],
    )
    return new Map(rows.map(({ id, count }) => [id, count]))
  }

  private async opened(
    actor: StaffActor,
    verb: string,
    owners: readonly string[],
    schemas: readonly string[],
  ): Promise<OpenedRecord[]> {
    if (owners.length === 0) return []
    const line = { verb, objectId: actor.editionId, purpose: `${owners.length}` }
    return this.keyring.open(actor.holder, line, { owners, schemas })
  }
}

const keyOf = (actor: StaffActor): string => actor.session.hash.toString('hex')

function byOwner(records: readonly OpenedRecord[]): Map<string, OpenedRecord[]> {
  const owners = new Map<string, OpenedRecord[]>()
  for (const record of records) {
    const known = owners.get(record.owner)
    if (known) known.push(record)
    else owners.set(record.owner, [record])
  }
  return owners
}

// Records come sorted by schema, what was replaced after what was sent: the later value stands.
function fieldsIn(records: readonly OpenedRecord[]): OpenedFields {
  const values = Object.assign({}, ...records.map(({ value }) => (value as { values?: object }).values)) as {
    display_name?: string
    organisation?: string
    country_of_residence?: string
    themes?: readonly string[]
  }
  return {
    name: values.display_name ?? null,
    organisation: values.organisation ?? null,
    country: values.country_of_residence ?? null,
    themes: values.themes ?? [],
  }
}
