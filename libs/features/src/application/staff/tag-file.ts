import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { isSealedWord, tagCode } from '#domain/vetting/tag.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { askPlanned, Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { countryCodes } from '#words/countries.js'
import { wordsFor } from '#words/index.js'
import { themes } from '#domain/application/themes.js'
import { lockFile } from './lock-file.js'
import { openNames } from './open-names.js'
import { seeFile, type SeenFile } from './see-file.js'

export interface FileTag {
  readonly id: string
  readonly code: string
  /** Seen by all who judge; otherwise by its owner alone. */
  readonly isShared: boolean
}

export interface TagForm {
  readonly code: string
  readonly isShared: boolean
}

export type TagRefusal = 'not_found' | 'tag_unfit' | 'sealed_word' | 'too_many_tags'

const most = 12

/** Short codes on a file. They stand in plain, so what is sealed of the file is refused as one. */
@Injectable()
export class TagFile {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /** The viewer's own, and the shared ones for who judges and owes no review; by code. */
  async of(actor: StaffActor, file: Pick<SeenFile, 'id' | 'seen'>): Promise<FileTag[]> {
    return tagsSeen(this.database, actor, file)
  }

  /** The same code once more changes nothing. Refuses: not_found (also for sharing without the right), tag_unfit, sealed_word, too_many_tags. */
  async put(actor: StaffActor, applicationId: string, { code, isShared }: TagForm): Promise<Outcome<null, TagRefusal>> {
    const file = await mayTag(this.database, actor, { applicationId, isShared })
    if (!file) return refuse('not_found')
    if (!tagCode.test(code)) return refuse('tag_unfit')
    if (isSealedWord(code, closedWords, await this.namesOf(actor, file))) return refuse('sealed_word')

    return this.database.transaction(async (tx) => {
      // One after the other, so that the limit holds.
      await lockFile(tx, applicationId)
      const now = await mayTag(tx, actor, { applicationId, isShared })
      if (!now) return refuse('not_found')
      if ((await tagsSeen(tx, actor, now)).length >= most) return refuse('too_many_tags')
      const owner = isShared ? null : actor.accountId
      const added = await tx.query<unknown[]>(
        `INSERT INTO app.file_tag (application_id, code, owner_id, author_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (application_id, code, owner_id) DO NOTHING RETURNING id`,
        [applicationId, code, owner, actor.accountId],
      )
      if (added.length > 0) await this.note(tx, actor, applicationId, isShared ? 'shared' : 'own')
      return done(null)
    })
  }

  /** Refuses: not_found (a tag the actor does not see). */
  async remove(actor: StaffActor, applicationId: string, tagId: string): Promise<Outcome<null, 'not_found'>> {
    const tag = { applicationId, tagId }
    if (!(await seesTag(this.database, actor, tag))) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await lockFile(tx, applicationId)
      if (!(await seesTag(tx, actor, tag))) return refuse('not_found')
      await tx.query('DELETE FROM app.file_tag WHERE id = $1', [tagId])
      await this.note(tx, actor, applicationId, 'removed')
      return done(null)
    })
  }

  /** The chosen name, where the viewer's keys open it. */
  private async namesOf(actor: StaffActor, { id, seen }: SeenFile): Promise<string[]> {
    if (!seen.compartments.includes('contact')) return []
    return [...(await openNames(this.keyring, actor, [id])).values()]
  }

  // A private tag is its owner's affair: the line says that there was one, never which.
  private note(tx: Tx, { accountId }: StaffActor, objectId: string, purpose: string): Promise<void> {
    return this.audit.record(tx, { actorId: accountId, verb: 'file.tagged', objectId, purpose })
  }
}

const tagsSeen = (
  on: Pick<Database, 'prepared'> | Tx,
  { accountId }: StaffActor,
  { id, seen }: Pick<SeenFile, 'id' | 'seen'>,
): Promise<FileTag[]> =>
  askPlanned<FileTag>(
    on,
    `SELECT t.id, t.code, t.owner_id IS NULL AS "isShared" FROM app.file_tag t
     WHERE t.application_id = $1 AND (t.owner_id = $2 OR (t.owner_id IS NULL AND $3)) ORDER BY t.code, t.owner_id NULLS FIRST`,
    [id, accountId, seen.decisions],
  )

/** The file, where this viewer may put such a tag on it now. */
async function mayTag(
  on: Database | Tx,
  actor: StaffActor,
  { applicationId, isShared }: { readonly applicationId: string; readonly isShared: boolean },
): Promise<SeenFile | null> {
  const file = await seeFile(on, actor, applicationId)
  return isShared && !file?.seen.decisions ? null : file
}

async function seesTag(
  on: Database | Tx,
  actor: StaffActor,
  { applicationId, tagId }: { readonly applicationId: string; readonly tagId: string },
): Promise<boolean> {
  const file = await seeFile(on, actor, applicationId)
  return file !== null && (await tagsSeen(on, actor, file)).some(({ id }) => id === tagId)
}

const english = wordsFor('en')

/** What is sealed and could be guessed: countries by code and name, themes. */
const closedWords = [...countryCodes, ...countryCodes.map((code) => english.country(code)), ...themes]
