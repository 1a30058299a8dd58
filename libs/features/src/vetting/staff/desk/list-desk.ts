import { Injectable } from '@nestjs/common'
import { type DeskFacts, type DeskFilter, fitting, nextFile } from '#domain/vetting/desk-order.js'
import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import type { CallOutcome } from '#domain/vetting/call.js'

/** One file on the vetting desk: plain facts, nothing opened. */
export interface DeskRow extends DeskFacts {
  readonly file: SeenFile
  /** Referees asked, and those who answered. */
  readonly asked: number
  readonly answered: number
  /** What came of the last call; null for none. */
  readonly call: CallOutcome | null
  /** Days since the file came to vetting; null for one that has not come there. */
  readonly days: number | null
}

export interface Desk {
  readonly rows: readonly DeskRow[]
  /** Of how many in all. */
  readonly all: number
  /** Id of the file to go on with; null when nothing is left to find out. */
  readonly next: string | null
}

type Facts = Omit<DeskRow, 'file' | 'state' | 'isRestricted'> & { readonly id: string }

// In vetting, or asked for more from there; restricted files are the lead's wherever they stand, and those about which a concern does.
const onDesk = `(a.state = 'vetting'
  OR (a.state = 'more_info' AND (SELECT h.from_state FROM app.history h WHERE h.application_id = a.id ORDER BY h.version DESC LIMIT 1) = 'vetting')
  OR (a.id IN (SELECT c.application_id FROM app.integrity_concern c) AND app.concern_stands(a.id))
  OR (a.state IN ('submitted', 'screening', 'more_info', 'in_review', 'board', 'waitlisted', 'invited', 'confirmed')
    AND EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = a.id AND f.kind = 'restricted' AND f.lifted_on IS NULL)))`

const alone = `(SELECT f.author_id FROM app.finding_alone f WHERE f.application_id = a.id AND a.state = 'vetting'
      UNION ALL SELECT s.author_id FROM app.settlement_alone s WHERE s.application_id = a.id) w`

const factsAsked = `SELECT a.id,
    (SELECT count(*)::int FROM app.vetting_check v WHERE v.application_id = a.id) AS points,
    coalesce((SELECT max(v.evidence) FROM app.vetting_check v WHERE v.application_id = a.id AND v.result IN ('fits', 'covered_by_voucher')), 'E0') AS grade,
    (SELECT count(*)::int FROM app.harm_item h WHERE h.application_id = a.id AND h.verdict = 'open') AS "openHarm",
    app.concern_stands(a.id) AS "hasConcern",
    (SELECT count(*)::int FROM ${alone}) AS unseconded, (SELECT count(*)::int FROM ${alone} WHERE w.author_id <> $2) AS "forViewer",
    (SELECT count(*)::int FROM app.reference r WHERE r.application_id = a.id AND r.state NOT IN ('replaced', 'ended')) AS asked,
    (SELECT count(*)::int FROM app.reference r WHERE r.application_id = a.id AND r.state = 'answered') AS answered,
    (SELECT c.outcome FROM app.call_note c WHERE c.application_id = a.id ORDER BY c.nth DESC LIMIT 1) AS call,
    app.today() - (SELECT max(h.on_day) FROM app.history h WHERE h.application_id = a.id AND h.to_state = 'vetting') AS days
  FROM app.application a WHERE a.id = ANY ($1)`

/** What the vetting leads work through: the file that has waited longest comes first. */
@Injectable()
export class ListDesk {
  constructor(private readonly database: Database) {}

  /** Empty for who is no vetting lead. `after`: the file that is just being looked at is not the next one. */
  async run(actor: StaffActor, filter: DeskFilter, after?: string): Promise<Desk> {
    if (!hasRole(actor, 'vetting_lead')) return { rows: [], all: 0, next: null }
    const files = await seenFiles(this.database, actor, { where: onDesk, tail: 'ORDER BY a.case_number' })
    const facts = await this.database.query<Facts>(factsAsked, [
      files.filter(({ seen }) => !seen.readsBlind).map(({ id }) => id),
      actor.accountId,
    ])
    const byFile = new Map(facts.map((one) => [one.id, one]))
    const rows = files
      .flatMap((file) => rowOf(file, byFile.get(file.id)))
      .toSorted((a, b) => (b.days ?? -1) - (a.days ?? -1))
    const next = nextFile(rows.filter(({ file }) => file.id !== after))

    return { rows: fitting(rows, filter), all: rows.length, next: next?.file.id ?? null }
  }
}

function rowOf(file: SeenFile, facts: Facts | undefined): DeskRow[] {
  return facts ? [{ ...facts, file, state: file.state, isRestricted: file.facts.isRestricted }] : []
}
