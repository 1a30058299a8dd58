import { Injectable } from '@nestjs/common'
import {
  type AgreeingReaders,
  captureReport,
  type ClusteredReader,
  type ScoredRead,
} from '#domain/assignment/capture.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { subRegionOf } from '#domain/place/sub-regions.js'
import { openCountries, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { blindReads } from './blind-reads.js'

/** A reader whose reads gather in one region (M49 code), or on those one partner put forward (its number). */
export interface GatheredReader extends ClusteredReader {
  readonly by: 'region' | 'partner'
}

export interface CapturePage {
  /** Part of all pairs of reads of one file that agree, 0 to 1; null without any. */
  readonly usualAgreement: number | null
  readonly agreeing: readonly AgreeingReaders[]
  readonly gathered: readonly GatheredReader[]
  readonly names: ReadonlyMap<string, string>
}

/** Signs that readers act together or for a group, for the vetting lead to look into; worked out anew and kept nowhere. */
@Injectable()
export class ReadCapture {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Of the files whose reviews the actor may see; regions as their session opens them, under a line of the log. Refuses:
   * not_found (no vetting lead).
   */
  async run(actor: StaffActor): Promise<Outcome<CapturePage, 'not_found'>> {
    if (!hasRole(actor, 'vetting_lead')) return refuse('not_found')
    const where = `EXISTS (SELECT 1 FROM app.review x WHERE x.application_id = a.id AND x.state = 'submitted')`
    const files = (await seenFiles(this.database, actor, { where })).filter(({ seen }) => seen.privateReviews)
    const ids = files.map(({ id }) => id)
    const languages = new Map(files.map(({ id, answerLanguage }) => [id, answerLanguage]))
    const reads = await blindReads(this.database, ids, null)
    const countries = await openCountries(this.keyring, actor, ids)
    const partners = await this.partnersOf(ids)
    const inGroups = (groupOf: (file: string) => string | undefined): ScoredRead[] =>
      reads.map(({ fileId, readerId, score }) => ({
        file: fileId,
        reader: readerId,
        score,
        group: groupOf(fileId) ?? null,
        language: languages.get(fileId) ?? null,
      }))
    const byRegion = captureReport(inGroups((file) => subRegionOf(countries.get(file)?.[0] ?? '')))
    const byPartner = captureReport(inGroups((file) => partners.get(file)))

    return done({
      usualAgreement: byRegion.usualAgreement,
      agreeing: byRegion.agreeing,
      gathered: [
        ...byRegion.clustered.map((one) => ({ ...one, by: 'region' as const })),
        ...byPartner.clustered.map((one) => ({ ...one, by: 'partner' as const })),
      ],
      names: await this.namesOf([...new Set(reads.map(({ readerId }) => readerId))]),
    })
  }

  private async partnersOf(files: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ file: string; number: string }>(
      `SELECT a.id AS file, p.number FROM app.application a JOIN app.nomination n ON n.id = a.nomination_id
         JOIN app.partner p ON p.id = n.partner_id WHERE a.id = ANY ($1)`,
      [files],
    )
    return new Map(rows.map(({ file, number }) => [file, number]))
  }

  private async namesOf(readers: readonly string[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ id: string; name: string }>(
      'SELECT id, display_name AS name FROM app.staff_account WHERE id = ANY ($1)',
      [readers],
    )
    return new Map(rows.map(({ id, name }) => [id, name]))
  }
}
