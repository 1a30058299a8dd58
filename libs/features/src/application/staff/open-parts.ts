import type { ReadRecord } from '#domain/application/merged-record.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'
import type { Keyring, OpenedRecord, Opening } from '#platform/vault/keyring.js'
import { readVersions, type ReadVersion, recordAt, sentSchemas } from './file-versions.js'
import { sectionSchemas, type SectionVersion, sectionVersions } from './section-versions.js'

export interface OpenedParts {
  /** As they were opened: what was sent, every replaced section, every version of the others asked for. */
  readonly opened: readonly OpenedRecord[]
  /** Replaced sections of the file, and those of them that reach these compartments; oldest first. */
  readonly sections: readonly SectionVersion[]
  readonly versions: readonly ReadVersion[]
  /** What one compartment says now, replaced pages in place of the older ones; undefined where nothing of it is open. */
  readonly said: (compartment: string) => ReadRecord | undefined
}

/**
 * What one file says in these compartments, as far as this session opens it; the file is the line's object. `others`:
 * schemas opened beside it. The line is committed before anything is unwrapped.
 */
export async function openParts(
  { database, keyring }: { readonly database: Database; readonly keyring: Keyring },
  actor: StaffActor,
  line: Opening,
  asked: {
    readonly compartments: readonly string[]
    readonly others?: readonly string[]
    /** Where they were asked with something else. */
    readonly sections?: readonly SectionVersion[]
  },
): Promise<OpenedParts> {
  const { compartments, others = [] } = asked
  const sections = asked.sections ?? (await sectionVersions(database, line.objectId))
  const sent = compartments.flatMap((name) => sentSchemas[name] ?? [])
  const schemas = [...sent, ...others, ...sectionSchemas(sections, compartments)]
  const opened = await keyring.open(actor.holder, line, { owners: [line.objectId], schemas, everyVersion: true })
  const versions = readVersions(sections, opened, compartments)

  return { opened, sections, versions, said: (compartment) => recordAt(compartment, opened, versions) }
}
