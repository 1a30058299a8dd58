import { Injectable } from '@nestjs/common'
import { tracks } from '#domain/application/tracks.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'

/** What a form asks that not every edition does. */
export interface FormOffer {
  readonly tracks: readonly string[]
  readonly offersRemote: boolean
}

/** The standing form, and what this edition asks once it has opened (null before). */
export interface StandingForm extends FormOffer {
  readonly version: number
  readonly kept: FormOffer | null
}

export type FormRefusal = 'not_found' | 'stale' | 'unknown_track'

interface FormRow {
  readonly version: number
  readonly tracks: readonly string[]
  readonly offers_remote: boolean
  readonly has_begun: boolean
  readonly kept_tracks: readonly string[] | null
  readonly kept_remote: boolean | null
}

/** Edits the standing form. An edition that has opened keeps the one it opened with; the next one gets the new one. */
@Injectable()
export class ChangeForm {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Refuses: not_found (only a coordinator). */
  async read(actor: StaffActor): Promise<Outcome<StandingForm, 'not_found'>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    const [row] = await this.database.query<FormRow>(
      `SELECT t.version, t.tracks, t.offers_remote, app.call_has_begun($1) AS has_begun, f.tracks AS kept_tracks, f.offers_remote AS kept_remote
       FROM app.form_template t LEFT JOIN app.edition_form f ON f.edition_id = $1`,
      [actor.editionId],
    )
    return row ? done(formOf(row)) : refuse('not_found')
  }

  /** Refuses: not_found, stale, unknown_track. */
  async run(actor: StaffActor, form: FormOffer & { readonly version: number }): Promise<Outcome<null, FormRefusal>> {
    if (!hasRole(actor, 'coordinator')) return refuse('not_found')
    const offered = tracks.filter((track) => form.tracks.includes(track))
    if (offered.length !== form.tracks.length) return refuse('unknown_track')

    return this.database.transaction(async (tx) => {
      const [row] = await tx.query<{ code: 'ok' | 'stale' }[]>('SELECT app.form_template_set($1, $2, $3) AS code', [
        form.version,
        offered,
        form.offersRemote,
      ])
      if (row?.code !== 'ok') return refuse('stale')
      const line = { actorId: actor.accountId, verb: 'form.changed', objectId: `${form.version + 1}` }
      await this.audit.record(tx, {
        ...line,
        purpose: [...offered, ...(form.offersRemote ? ['remote'] : [])].join(' '),
      })
      return done(null)
    })
  }
}

// Before the standing form is changed, an edition that has opened asks what that says.
const formOf = (row: FormRow): StandingForm => ({
  version: row.version,
  tracks: row.tracks,
  offersRemote: row.offers_remote,
  kept: row.has_begun
    ? { tracks: row.kept_tracks ?? row.tracks, offersRemote: row.kept_remote ?? row.offers_remote }
    : null,
})
