import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { lockFile, type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { openNotes, sealNote } from '../desk/sealed-note.js'

/** Two people who are kept apart, as the security officer sees it. */
export interface KeptApart {
  readonly id: string
  readonly cases: readonly [string, string]
  readonly author: string
  /** ISO date. */
  readonly madeOn: string
  /** Null where this session does not open it. */
  readonly text: string | null
}

export type ApartRefusal = 'not_found' | 'case_unknown' | 'same_case' | 'incomplete'

interface PairRow {
  readonly id: string
  readonly firstId: string
  readonly secondId: string
  readonly first: string
  readonly second: string
  readonly author: string
  readonly madeOn: string
  readonly noteId: string
}

const pairsAsked = `
  SELECT p.id, p.first_id AS "firstId", p.second_id AS "secondId", f.case_number AS first, s.case_number AS second, o.display_name AS author, p.made_on::text AS "madeOn",
    p.note_id AS "noteId"
  FROM app.apart_pair p JOIN app.application f ON f.id = p.first_id JOIN app.application s ON s.id = p.second_id
    JOIN app.staff_account o ON o.id = p.author_id
  WHERE p.edition_id = $1 AND p.ended_on IS NULL ORDER BY f.case_number, s.case_number`

/** The security officer says who must not share a room, a floor, a car; why stays with security officers. */
@Injectable()
export class KeepApart {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /**
   * Two files by case number; a pair that stands already is the same pair. Refuses: not_found (role), incomplete (no reason),
   * case_unknown (absent and hidden alike), same_case.
   */
  async run(
    actor: StaffActor,
    { first, second, text }: { readonly first: string; readonly second: string; readonly text: string },
  ): Promise<Outcome<null, ApartRefusal>> {
    if (!hasRole(actor, 'security_officer')) return refuse('not_found')
    if (text.trim() === '') return refuse('incomplete')
    const files = await this.files(this.database, actor, [first, second])
    if (first.trim().toUpperCase() === second.trim().toUpperCase()) return refuse('same_case')
    if (files.length !== 2) return refuse('case_unknown')
    const [a = '', b = ''] = files.map(({ id }) => id).toSorted()

    return this.database.transaction(async (tx) => {
      for (const id of [a, b]) await lockFile(tx, id)
      if ((await this.files(tx, actor, [first, second])).length !== 2) return refuse('case_unknown')
      const standing = await tx.query<unknown[]>(
        'SELECT 1 FROM app.apart_pair WHERE first_id = $1 AND second_id = $2 AND ended_on IS NULL',
        [a, b],
      )
      if (standing.length > 0) return done(null)
      const id = randomUUID()
      const keys = { keyring: this.keyring, directory: this.directory }
      const noteId = await sealNote(tx, keys, actor, { owner: a, kind: 'apart.note', text })
      await tx.query(
        'INSERT INTO app.apart_pair (id, edition_id, first_id, second_id, note_id, author_id) VALUES ($1, $2, $3, $4, $5, $6)',
        [id, actor.editionId, a, b, noteId, actor.accountId],
      )
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'apart.entered', objectId: id })
      return done(null)
    })
  }

  /** Takes a pair back. Refuses: not_found (role, a file this officer does not see, or no such pair that stands). */
  async end(actor: StaffActor, pairId: string): Promise<Outcome<null, 'not_found'>> {
    if (!hasRole(actor, 'security_officer')) return refuse('not_found')
    if (!(await this.shown(actor)).some(({ id }) => id === pairId)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const [, count] = await tx.query<[unknown, number]>(
        'UPDATE app.apart_pair SET ended_by = $3, ended_on = app.today() WHERE id = $1 AND edition_id = $2 AND ended_on IS NULL',
        [pairId, actor.editionId, actor.accountId],
      )
      if (count === 0) return refuse('not_found')
      await this.audit.record(tx, { actorId: actor.accountId, verb: 'apart.ended', objectId: pairId })
      return done(null)
    })
  }

  /** Every pair that stands and whose two files this officer sees, with its reason; refuses not_found to all but security officers. */
  async list(actor: StaffActor): Promise<Outcome<KeptApart[], 'not_found'>> {
    if (!hasRole(actor, 'security_officer')) return refuse('not_found')
    const rows = await this.shown(actor)
    if (rows.length === 0) return done([])
    const owners = [...new Set(rows.map(({ firstId }) => firstId))]
    const notes = await openNotes(this.keyring, actor, { owners, kinds: ['apart.note'] })
    return done(
      rows.map(({ id, first, second, author, madeOn, noteId }) => ({
        id,
        cases: [first, second] as const,
        author,
        madeOn,
        text: notes.get(noteId) ?? null,
      })),
    )
  }

  private async shown(actor: StaffActor): Promise<PairRow[]> {
    const rows = await this.database.query<PairRow>(pairsAsked, [actor.editionId])
    const ids = rows.flatMap(({ firstId, secondId }) => [firstId, secondId])
    const files = await seenFiles(this.database, actor, { where: 'a.id = ANY ($3)', values: [ids] })
    const seen = new Set(files.map(({ id }) => id))

    return rows.filter(({ firstId, secondId }) => seen.has(firstId) && seen.has(secondId))
  }

  private files(database: Pick<Database, 'query'>, actor: StaffActor, numbers: readonly string[]): Promise<SeenFile[]> {
    const typed = numbers.map((number) => number.trim().toUpperCase())
    return seenFiles(database, actor, { where: 'a.case_number = ANY ($3)', values: [typed] })
  }
}
