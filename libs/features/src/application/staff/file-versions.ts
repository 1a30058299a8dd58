import { mergedRecord, type ReadRecord, type Replacement } from '#domain/application/merged-record.js'
import type { OpenedRecord } from '#platform/vault/keyring.js'
import { schemaOf, type SectionVersion } from './section-versions.js'

/** Records that hold what was sent, by compartment. */
export const sentSchemas: Readonly<Record<string, string>> = {
  contact: 'contact.rest',
  profile: 'profile',
  risk: 'risk',
  references: 'references',
}

/** A replaced section as one viewer has it: what it said in each compartment they can open. */
export interface ReadVersion extends SectionVersion {
  readonly said: Readonly<Record<string, Replacement>>
  /** Compartments of it the viewer may read and has no key for yet. */
  readonly missing: readonly string[]
}

/** Joins the rows of replaced sections with the records of them that were opened. */
export const readVersions = (
  versions: readonly SectionVersion[],
  records: readonly OpenedRecord[],
  compartments: readonly string[],
): ReadVersion[] =>
  versions
    .filter((row) => row.compartments.some((name) => compartments.includes(name)))
    .map((row) => {
      const seen = row.compartments.filter((name) => compartments.includes(name))
      const said = seen.flatMap((name) => {
        const own = records.find(
          ({ schema, version }) => schema === schemaOf(name, row.section) && version === row.version,
        )
        return own ? [[name, own.value as Replacement] as const] : []
      })
      return {
        ...row,
        said: Object.fromEntries(said),
        missing: seen.filter((name) => !said.some(([known]) => known === name)),
      }
    })

/** What one compartment said at a version of the file; `upTo` left out: now. Undefined when nothing of it is open. */
export function recordAt(
  compartment: string,
  records: readonly OpenedRecord[],
  versions: readonly ReadVersion[],
  upTo = Number.POSITIVE_INFINITY,
): ReadRecord | undefined {
  const sent = records.find(({ schema }) => schema === sentSchemas[compartment])
  const replaced = versions.filter(({ number }) => number <= upTo).flatMap(({ said }) => said[compartment] ?? [])
  if (!sent && replaced.length === 0) return undefined
  return mergedRecord(sent?.value ?? {}, replaced)
}
