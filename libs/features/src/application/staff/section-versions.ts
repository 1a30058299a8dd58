import { mergedRecord, type Replacement } from '#domain/application/merged-record.js'
import type { Compartment } from '#domain/compartment.js'
import type { Database } from '#platform/database/database.js'
import type { OpenedRecord } from '#platform/vault/keyring.js'

/** One replaced section of a file. */
export interface SectionVersion {
  /** Counts the versions of the whole file; 1 is what was sent. */
  readonly number: number
  readonly section: string
  readonly version: number
  readonly compartments: readonly Compartment[]
  /** Compartments of it that the file's readers do not hold yet. */
  readonly unshared: readonly Compartment[]
  /** Monday of the week it came in, ISO date. */
  readonly week: string
}

/** Replaced sections of a file, oldest first. */
export const sectionVersions = (
  database: Pick<Database, 'prepared'>,
  applicationId: string,
): Promise<SectionVersion[]> =>
  database.prepared<SectionVersion>(
    `SELECT number, section, version, compartments, unshared, on_week::text AS week FROM app.section_version
     WHERE application_id = $1 ORDER BY number`,
    [applicationId],
  )

/** Replaced sections of many files. */
export const sectionVersionsOf = (
  database: Pick<Database, 'query'>,
  applicationIds: readonly string[],
): Promise<Pick<SectionVersion, 'section' | 'compartments'>[]> =>
  database.query<SectionVersion>(
    'SELECT DISTINCT section, compartments FROM app.section_version WHERE application_id = ANY ($1)',
    [applicationIds],
  )

/** Schema of a replaced section in one compartment. */
export const schemaOf = (compartment: string, section: string): string => `${compartment}.section.${section}`

/**
 * What one person answered, of records as the keyring opens them: sorted by schema, what was replaced comes after what was
 * sent, and stands; a field it leaves empty is gone.
 */
export const standingAnswers = (records: readonly Pick<OpenedRecord, 'value'>[]): object =>
  mergedRecord(
    {},
    records.map(({ value }) => valuesAlone(value)),
  ).values ?? {}

/** A record without its answers as read: lists keep thousands of files in memory. What was sent replaces nothing. */
export function valuesAlone(value: unknown): Replacement {
  const { section = '', fields = [], values = {} } = value as Partial<Replacement>
  return { section, fields, values }
}

/** Schemas of replaced sections in these compartments, each once. */
export const sectionSchemas = (
  versions: readonly Pick<SectionVersion, 'section' | 'compartments'>[],
  compartments: readonly string[],
): string[] => [
  ...new Set(
    versions.flatMap((version) =>
      version.compartments.filter((name) => compartments.includes(name)).map((name) => schemaOf(name, version.section)),
    ),
  ),
]
