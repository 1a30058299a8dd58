import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { addressedFilter, type ApplicationQuery, type FileOrder, filterOf } from './application-query.js'

export interface SavedSearch {
  readonly id: string
  readonly name: string
  /** A filter of codes in its one way; everybody who follows it is answered with their own rights and tags. */
  readonly filter: string
  readonly order: FileOrder
  readonly isShared: boolean
  readonly isOwn: boolean
  readonly owner: string
  /** The viewer may take it out of every list: their own, or for a coordinator what a removed colleague left shared. */
  readonly isRemovable: boolean
}

export interface SearchLabel {
  readonly name: string
  readonly isShared: boolean
}

export type KeepRefusal = 'words_not_kept' | 'nothing_to_keep' | 'name_taken' | 'too_many_searches' | 'not_found'
type ChangeRefusal = 'name_taken' | 'not_found'

const most = 30

/** True for who may hand a search to all staff of the edition; readers and translators keep theirs to themselves. */
export const mayShareSearches = (actor: StaffActor): boolean =>
  hasRole(actor, 'coordinator', 'vetting_lead', 'board', 'security_officer')

/** Searches that stay. What is kept says codes only; words that were typed end with the session. */
@Injectable()
export class SavedSearches {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** The actor's own and the shared ones of the edition, by name. */
  async list(actor: StaffActor): Promise<SavedSearch[]> {
    const kept = await this.database.prepared<SavedSearch>(
      `SELECT s.id, s.name, s.filter, s.sort AS "order", s.is_shared AS "isShared", s.owner_id = $2 AS "isOwn", a.display_name AS owner,
         ${removable} AS "isRemovable"
       FROM app.saved_search s JOIN app.staff_account a ON a.id = s.owner_id
       WHERE s.edition_id = $1 AND s.removed_on IS NULL AND (s.is_shared OR s.owner_id = $2) ORDER BY lower(s.name), s.id`,
      removerValues(actor),
    )
    return kept.map((one) => ({ ...one, filter: writtenNow(one.filter) }))
  }

  /** Refuses: words_not_kept, nothing_to_keep (no filter), name_taken, too_many_searches, not_found (may not share). */
  async keep(
    actor: StaffActor,
    { state, filter, search, order = 'case' }: ApplicationQuery,
    label: SearchLabel,
  ): Promise<Outcome<string, KeepRefusal>> {
    const understood = search === undefined ? filterOf({ state, filter }) : null
    const text = understood?.ok ? addressedFilter(understood.filter) : null
    if (text === null) return refuse('words_not_kept')
    if (text === '') return refuse('nothing_to_keep')
    if (label.isShared && !mayShareSearches(actor)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const own = await this.locked(tx, actor)
      if (own.length >= most) return refuse('too_many_searches')
      if (isTaken(own, label.name)) return refuse('name_taken')
      const [row] = await tx.query<{ id: string }[]>(
        'INSERT INTO app.saved_search (edition_id, owner_id, name, filter, sort, is_shared) VALUES ($1, $2, $3, $4, $5, $6) RETURNING id',
        [actor.editionId, actor.accountId, label.name, text, order, label.isShared],
      )
      await this.note(tx, actor, row?.id ?? '', label.isShared ? 'shared' : 'kept')
      return done(row?.id ?? '')
    })
  }

  /** A new name, shared or not. Refuses: not_found (not the actor's, may not share), name_taken. */
  async change(actor: StaffActor, id: string, label: SearchLabel): Promise<Outcome<null, ChangeRefusal>> {
    if (label.isShared && !mayShareSearches(actor)) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      const own = await this.locked(tx, actor)
      if (!own.some((one) => one.id === id)) return refuse('not_found')
      if (isTaken(own, label.name, id)) return refuse('name_taken')
      await tx.query('UPDATE app.saved_search SET name = $2, is_shared = $3 WHERE id = $1', [
        id,
        label.name,
        label.isShared,
      ])
      await this.note(tx, actor, id, label.isShared ? 'shared' : 'kept')
      return done(null)
    })
  }

  /** Out of every list; it can be taken back until another day's removal sweeps it. Refuses: not_found. */
  async remove(actor: StaffActor, id: string): Promise<Outcome<null, 'not_found'>> {
    return this.database.transaction(async (tx) => {
      await this.locked(tx, actor)
      const found = await tx.query<unknown[]>(
        `${ofEdition} AND s.id = $4 AND s.removed_on IS NULL AND ${removable} FOR UPDATE OF s`,
        [...removerValues(actor), id],
      )
      if (found.length === 0) return refuse('not_found')
      await tx.query('DELETE FROM app.saved_search WHERE owner_id = $1 AND removed_on < app.today()', [actor.accountId])
      await tx.query('UPDATE app.saved_search SET removed_on = app.today() WHERE id = $1', [id])
      await this.note(tx, actor, id, 'removed')
      return done(null)
    })
  }

  /** Takes a removal back. Refuses: not_found, name_taken (another one got its name). */
  async restore(actor: StaffActor, id: string): Promise<Outcome<null, ChangeRefusal>> {
    return this.database.transaction(async (tx) => {
      const own = await this.locked(tx, actor)
      const [row] = await tx.query<{ name: string; isOwn: boolean }[]>(
        `${ofEdition} AND s.id = $4 AND s.removed_on IS NOT NULL AND ${removable} FOR UPDATE OF s`,
        [...removerValues(actor), id],
      )
      if (!row) return refuse('not_found')
      if (row.isOwn && isTaken(own, row.name)) return refuse('name_taken')
      await tx.query('UPDATE app.saved_search SET removed_on = NULL WHERE id = $1', [id])
      await this.note(tx, actor, id, 'restored')
      return done(null)
    })
  }

  /** The actor's own that are not removed; their changes wait for each other behind the account's row. */
  private async locked(tx: Tx, { accountId, editionId }: StaffActor): Promise<{ id: string; name: string }[]> {
    await tx.query('SELECT 1 FROM app.staff_account WHERE id = $1 FOR NO KEY UPDATE', [accountId])
    return tx.query<{ id: string; name: string }[]>(
      'SELECT id, name FROM app.saved_search WHERE owner_id = $1 AND edition_id = $2 AND removed_on IS NULL',
      [accountId, editionId],
    )
  }

  private note(tx: Tx, { accountId }: StaffActor, id: string, purpose: string): Promise<void> {
    return this.audit.record(tx, { actorId: accountId, verb: 'search.changed', objectId: id, purpose })
  }
}

/** SQL: what the viewer may take out of the lists, by the values that follow; a removed colleague's account is closed. */
const removable = `(s.owner_id = $2 OR ($3::boolean AND s.is_shared AND a.state = 'disabled'))`
const ofEdition = `SELECT s.name, s.owner_id = $2 AS "isOwn" FROM app.saved_search s JOIN app.staff_account a ON a.id = s.owner_id
  WHERE s.edition_id = $1`
const removerValues = (actor: StaffActor): unknown[] => [
  actor.editionId,
  actor.accountId,
  hasRole(actor, 'coordinator'),
]

/** A kept filter by the names its fields go by now; as it was kept where it is none any more. */
function writtenNow(filter: string): string {
  const understood = filterOf({ filter })
  return (understood.ok && addressedFilter(understood.filter)) || filter
}

const isTaken = (own: readonly { id: string; name: string }[], name: string, except?: string): boolean =>
  own.some((one) => one.id !== except && one.name.toLowerCase() === name.toLowerCase())
