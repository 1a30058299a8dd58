import { Injectable } from '@nestjs/common'
import { Database } from '#platform/database/database.js'

/** What stands in plain of a file, the same for everybody who may see it. */
export interface PlainFile {
  readonly id: string
  readonly caseNumber: string
  readonly state: string
  readonly wave: string
  readonly answerLanguage: string | null
  readonly submittedWeek: string | null
  readonly isUnanswered: boolean
  /** Moves and replaced sections so far: another number is another file to read. */
  readonly stamp: string
}

interface IndexedFiles {
  readonly stamp: string
  readonly files: readonly PlainFile[]
}

/** SQL over the edition $2: every file with its version, state and wave, in one figure. Any change makes another one. */
export const indexStamp = `(SELECT count(*) || ' ' || coalesce(bit_xor(uuid_hash_extended(a.id, a.version # hashtextextended(a.state || ' ' || a.wave, 0))), 0) || ' ' ||
    (SELECT count(*) FROM app.section_version)
  FROM app.application a WHERE a.edition_id = $2 AND a.state NOT IN ('draft', 'erased'))`

const stampsText = `SELECT a.id, a.version || '.' || a.state || '.' || a.wave || '.' || (SELECT count(*) FROM app.section_version s WHERE s.application_id = a.id) AS stamp
  FROM app.application a WHERE a.edition_id = $1 AND a.state NOT IN ('draft', 'erased') ORDER BY a.case_number`

const filesText = `SELECT a.id, a.case_number AS "caseNumber", a.state, a.wave, a.answer_language AS "answerLanguage",
    a.submitted_week::text AS "submittedWeek",
    coalesce((SELECT h.move = 'answer' AND h.role = 'system' FROM app.history h WHERE h.application_id = a.id ORDER BY h.version DESC LIMIT 1), false)
      AS "isUnanswered"
  FROM app.application a WHERE a.id = ANY ($1)`

/** The plain facts of an edition's files, kept in this process and read again where a file changed. */
@Injectable()
export class EditionIndex {
  private readonly held = new Map<string, IndexedFiles>()

  constructor(private readonly database: Database) {}

  /** All files that were sent and not erased, by case number. `stamp` is what `indexStamp` answered at this request. */
  async of(editionId: string, stamp: string): Promise<readonly PlainFile[]> {
    const held = this.held.get(editionId)
    if (held?.stamp === stamp) return held.files
    const files = await this.read(editionId, held?.files ?? [])
    this.held.set(editionId, { stamp, files })

    return files
  }

  private async read(editionId: string, known: readonly PlainFile[]): Promise<PlainFile[]> {
    const stamps = await this.database.query<{ id: string; stamp: string }>(stampsText, [editionId])
    const before = new Map(known.map((file) => [file.id, file]))
    const changed = stamps.filter(({ id, stamp }) => before.get(id)?.stamp !== stamp).map(({ id }) => id)
    const rows = await this.database.query<Omit<PlainFile, 'stamp'>>(filesText, [changed])
    const now = new Map(rows.map((row) => [row.id, row]))

    return stamps.flatMap(({ id, stamp }) => {
      const file = now.get(id) ?? before.get(id)
      return file ? [{ ...file, stamp }] : []
    })
  }
}
