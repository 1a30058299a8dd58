import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { earlyReadingRoles } from '#domain/review/phases.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import type { PhaseKind } from './set-phases.js'

/** Who reads in one wave today, by its phase and by what two people opened early. */
export interface ReadingTime {
  readonly wave: string
  /** The phase of today; null before the first and after the last. */
  readonly active: PhaseKind | null
  readonly isOpen: boolean
  /** A phase before the one in which readers read: the one that two people may open. */
  readonly isEarly: boolean
  /** First day of the review phase, where it lies ahead. */
  readonly opensOn: string | null
  /** Files sent too lately to be read while the wave collects. */
  readonly sealed: number
  readonly early: EarlyReading | null
}

export interface EarlyReading {
  readonly askedBy: string
  readonly askedOn: string
  readonly isOwn: boolean
  /** Null while the second person is awaited. */
  readonly agreedBy: string | null
  readonly agreedOn: string | null
}

export type OpenReadingRefusal = 'not_found' | 'already_open' | 'second_person_missing' | 'edition_archived'

/** Readers read in the phases of review and of vetting and board. Two people may open an earlier one; both are named here. */
@Injectable()
export class OpenReading {
  constructor(
    private readonly database: Database,
    private readonly audit: Audit,
  ) {}

  /** Every wave that has phases, by name. Refuses: not_found (neither coordinator nor lead). */
  async read(actor: StaffActor): Promise<Outcome<ReadingTime[], 'not_found'>> {
    if (!mayOpen(actor)) return refuse('not_found')
    return done(await this.database.query<ReadingTime>(timesAsked, [actor.editionId, actor.accountId]))
  }

  /** Once more by the same person changes nothing. Refuses: not_found, already_open (its phase allows it, or is over). */
  async ask(actor: StaffActor, wave: string): Promise<Outcome<null, OpenReadingRefusal>> {
    return this.change(actor, wave, async (tx, { isEarly, early }) => {
      if (!isEarly || early?.agreedBy) return refuse('already_open')
      if (early) return done(null)
      await tx.query('INSERT INTO app.early_reading (edition_id, wave, asked_by) VALUES ($1, $2, $3)', [
        actor.editionId,
        wave,
        actor.accountId,
      ])
      await this.note(tx, actor, { verb: 'reading.asked', purpose: wave })
      return done(null)
    })
  }

  /** By another person than who asked. Refuses: not_found, already_open, second_person_missing (asked by oneself, or not at all). */
  async agree(actor: StaffActor, wave: string): Promise<Outcome<null, OpenReadingRefusal>> {
    return this.change(actor, wave, async (tx, { isEarly, early }) => {
      if (!isEarly || early?.agreedBy) return refuse('already_open')
      if (!early || early.isOwn) return refuse('second_person_missing')
      await tx.query(
        'UPDATE app.early_reading SET agreed_by = $3, agreed_on = app.today() WHERE edition_id = $1 AND wave = $2',
        [actor.editionId, wave, actor.accountId],
      )
      await this.note(tx, actor, { verb: 'reading.opened', purpose: wave })
      return done(null)
    })
  }

  /** Closes it again, or takes the question back; by one person, since it gives nobody a right. Refuses: not_found. */
  async close(actor: StaffActor, wave: string): Promise<Outcome<null, OpenReadingRefusal>> {
    return this.change(actor, wave, async (tx, { early }) => {
      if (!early) return done(null)
      await tx.query('DELETE FROM app.early_reading WHERE edition_id = $1 AND wave = $2', [actor.editionId, wave])
      await this.note(tx, actor, { verb: 'reading.closed', purpose: wave })
      return done(null)
    })
  }

  /** The wave as it stands behind a lock of its edition. */
  private async change(
    actor: StaffActor,
    wave: string,
    act: (tx: Tx, time: ReadingTime) => Promise<Outcome<null, OpenReadingRefusal>>,
  ): Promise<Outcome<null, OpenReadingRefusal>> {
    if (!mayOpen(actor)) return refuse('not_found')
    return this.database.transaction(async (tx) => {
      await tx.query('SELECT 1 FROM app.edition WHERE id = $1 FOR NO KEY UPDATE', [actor.editionId])
      const times = await tx.query<ReadingTime[]>(timesAsked, [actor.editionId, actor.accountId])
      const time = times.find((one) => one.wave === wave)
      return time ? act(tx, time) : refuse('not_found')
    })
  }

  private note(
    tx: Tx,
    { accountId, editionId }: StaffActor,
    what: { readonly verb: string; readonly purpose: string },
  ): Promise<void> {
    return this.audit.record(tx, { actorId: accountId, objectId: editionId, ...what })
  }
}

const mayOpen = (actor: StaffActor): boolean => hasRole(actor, ...earlyReadingRoles)

const timesAsked = `
  SELECT w.wave, t.kind AS active, NOT w.wave = ANY (app.waves_closed_to_readers($1)) AS "isOpen",
    coalesce(t.kind IN ('collecting', 'screening'), false) AS "isEarly",
    (SELECT p.starts_on::text FROM app.phase p WHERE p.edition_id = $1 AND p.wave = w.wave AND p.kind = 'review' AND p.starts_on > app.today()) AS "opensOn",
    (SELECT count(*)::int FROM app.application a JOIN app.edition n ON n.id = a.edition_id WHERE a.edition_id = $1 AND a.wave = w.wave
      AND a.state = 'submitted' AND t.kind = 'collecting' AND a.submitted_week > app.today() - 6 - n.screening_days) AS sealed,
    (SELECT jsonb_build_object('askedBy', s.display_name, 'askedOn', e.asked_on, 'isOwn', e.asked_by = $2, 'agreedBy', x.display_name, 'agreedOn', e.agreed_on)
      FROM app.early_reading e JOIN app.staff_account s ON s.id = e.asked_by LEFT JOIN app.staff_account x ON x.id = e.agreed_by
      WHERE e.edition_id = $1 AND e.wave = w.wave) AS early
  FROM (SELECT DISTINCT wave FROM app.phase WHERE edition_id = $1) w
    LEFT JOIN app.phase t ON t.edition_id = $1 AND t.wave = w.wave AND t.starts_on <= app.today() AND (t.ends_on IS NULL OR t.ends_on >= app.today())
  ORDER BY w.wave`
