import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type TranslatableSection, translatableSections } from '#domain/vetting/translation.js'
import { mostToday, owesAnswer, seeFile, type SeenFile, untilUsedUp } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sourceSchema, type TranslationSource, type TranslationText, textSchemas } from './translation-records.js'

/** One page of the form in another language. */
export interface ShownTranslation {
  readonly section: TranslatableSection
  readonly translator: string
  readonly isOwn: boolean
  /** Null where nothing was written yet, or this session opens none of it. */
  readonly text: string | null
  /** ISO date; null before the first time. */
  readonly writtenOn: string | null
  readonly version: number
  /** Made of an older version of the profile. */
  readonly isStale: boolean
  /** What it is made of; only for its own translator. */
  readonly source: TranslationSource | null
}

interface Row {
  section: TranslatableSection
  account_id: string
  translator: string
  written_on: string | null
  version: number
  is_stale: boolean
}

const rowsAsked = `
  SELECT t.section, t.account_id, s.display_name AS translator, t.written_on::text, t.version,
    coalesce(t.written_number, t.profile_number) < app.profile_number(t.application_id) AS is_stale
  FROM app.translation t JOIN app.staff_account s ON s.id = t.account_id
  WHERE t.application_id = $1 AND ($2 OR t.account_id = $3)
  ORDER BY array_position($4::text[], t.section), s.display_name`

/** Translations of one file: all of them for its readers, and for a translator the pages they were asked for. */
@Injectable()
export class ReadTranslations {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /**
   * In the order of the form; an opening of the file, and counted as one. Refuses: not_found, conflict_unanswered (a translator
   * says first whether there is one), openings_used_up.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
  ): Promise<
    Outcome<
      { file: SeenFile; translations: readonly ShownTranslation[] },
      'not_found' | 'conflict_unanswered' | 'openings_used_up'
    >
  > {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file?.seen.compartments.includes('profile')) return refuse('not_found')
    if (await this.owesAnswer(actor, applicationId)) return refuse('conflict_unanswered')
    const readsAll = file.facts.assignedAs.every((role) => role !== 'translator')
    const rows = await this.database.query<Row>(rowsAsked, [
      applicationId,
      readsAll,
      actor.accountId,
      translatableSections,
    ])

    if (rows.length === 0) return done({ file, translations: [] })
    const translations = await untilUsedUp(this.shown(actor, applicationId, rows))
    return translations.ok ? done({ file, translations: translations.value }) : translations
  }

  private async owesAnswer({ accountId }: StaffActor, applicationId: string): Promise<boolean> {
    const asked = `SELECT ${owesAnswer('$1', '$2')} AS owes`
    const [row] = await this.database.query<{ owes: boolean }>(asked, [applicationId, accountId])
    return row?.owes === true
  }

  private async shown(actor: StaffActor, owner: string, rows: readonly Row[]): Promise<ShownTranslation[]> {
    const line = { verb: 'translations.opened', objectId: owner, mostToday: mostToday(actor) }
    const schemas = [...textSchemas, ...translatableSections.map(sourceSchema)]
    const authors = rows.map((row) => row.account_id)
    const records = await this.keyring.open(actor.holder, line, { owners: [owner], schemas, authors })
    const valueOf = (schema: string, author: string) =>
      records.find((record) => record.schema === schema && record.authorId === author)?.value

    return rows.map(({ section, account_id: author, ...row }) => {
      const isOwn = author === actor.accountId
      const written = valueOf(`translation.text.${section}`, author) as TranslationText | undefined
      const source = isOwn ? (valueOf(sourceSchema(section), author) as TranslationSource | undefined) : undefined
      return {
        section,
        translator: row.translator,
        isOwn,
        text: written?.text ?? null,
        writtenOn: row.written_on,
        version: row.version,
        isStale: row.is_stale,
        source: source ?? null,
      }
    })
  }
}
