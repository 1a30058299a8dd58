import { Injectable } from '@nestjs/common'
import type { ReferenceState } from '#domain/reference/lifecycle.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Referee, RefereesToAsk } from '#features/application/index.js'
import { seeFile, type SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring, type OpenedRecord } from '#platform/vault/keyring.js'
import { type KnownReferees, knownReferees, namingSchemas } from './known-referees.js'
import { ListVouchers, type Voucher } from './list-vouchers.js'

/** One request, plain facts only. Days are ISO dates. */
export interface RequestRow {
  readonly id: string
  readonly place: number
  readonly attempt: number
  readonly state: ReferenceState
  readonly byHand: boolean
  readonly askedOn: string
  readonly days: number
  readonly expiresOn: string
  /** How often the page with the button was looked at, by whomever. */
  readonly openings: number
  readonly version: number
  /** Asked by us at a contact we found; the applicant knows nothing of it. */
  readonly isQuiet: boolean
}

/** One of the two places: who stands there now, how it is with them, what they answered. */
export interface Asked {
  readonly place: number
  /** Null where this session's keys do not open the names. */
  readonly referee: Referee | null
  /** Null while this person was not asked. */
  readonly request: RequestRow | null
  readonly answers: readonly OpenedRecord[]
}

export interface FileReferences {
  readonly file: SeenFile
  /** Both places; none where the applicant names nobody to be asked. */
  readonly asked: readonly Asked[]
  /** Whom the applicant names instead of referees. */
  readonly knownTo: RefereesToAsk['knownTo']
  /** Requests of ours at contacts we found, the newest first, with what was answered to them. */
  readonly reasked: readonly (RequestRow & { readonly answers: readonly OpenedRecord[] })[]
  /** A referee may be asked once more at such a contact. */
  readonly mayReask: boolean
  /** Requests to people who stand there no more. */
  readonly earlier: readonly RequestRow[]
  readonly vouchers: readonly (Voucher & { readonly words: OpenedRecord | undefined })[]
  readonly mayAsk: boolean
  readonly mayVouch: boolean
}

const answerSchemas = ['reference.answer', 'reference.risk', 'reference.concerns', 'reference.contact']
const over: readonly ReferenceState[] = ['replaced', 'ended']
const failed: readonly ReferenceState[] = ['declined', 'expired', 'replaced']

const requests = `
  SELECT r.id, r.position AS place, r.attempt, r.state, r.by_hand AS "byHand", r.asked_on::text AS "askedOn", app.today() - r.asked_on AS days,
    r.expires_on::text AS "expiresOn", r.version, r.is_quiet AS "isQuiet",
    (SELECT coalesce(sum(l.openings), 0)::int FROM app.link l WHERE l.subject_id = r.id) AS openings
  FROM app.reference r WHERE r.application_id = $1 ORDER BY r.position, r.attempt`

/** The references of one file, opened for the vetting lead; the audit line comes first. */
@Injectable()
export class ReadReferences {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly vouchers: ListVouchers,
  ) {}

  /** Refuses: not_found (absent, forbidden, no vetting lead, or a review of it is owed). */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<FileReferences, 'not_found'>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || file.seen.readsBlind || !hasRole(actor, 'vetting_lead')) return refuse('not_found')
    const rows = await this.database.query<RequestRow>(requests, [applicationId])
    const vouchers = await this.vouchers.run(actor, file)
    const ids = [...rows, ...vouchers].map(({ id }) => id)
    const records = await this.open(actor, applicationId, ids)
    const known = knownReferees(records)
    const [own, quiet] = [rows.filter((row) => !row.isQuiet), rows.filter((row) => row.isQuiet)]
    const asked = known?.knownTo ? [] : askedOf(own, records, known)
    const isOpen = (await this.isAskedNow(actor, file)) && !file.isHeld

    return done({
      file,
      asked,
      knownTo: known?.knownTo,
      earlier: own.filter((row) => asked.every(({ request }) => request?.id !== row.id)),
      reasked: quiet.toReversed().map((row) => ({ ...row, answers: records.filter(({ owner }) => owner === row.id) })),
      mayReask: isOpen && own.length > 0,
      vouchers: vouchers.map((voucher) => ({ ...voucher, words: records.find(({ owner }) => owner === voucher.id) })),
      mayAsk: isOpen && asked.some(({ referee, request }) => referee !== null && request === null),
      mayVouch:
        isOpen && (known?.knownTo !== undefined || rows.filter(({ state }) => failed.includes(state)).length >= 2),
    })
  }

  private open(actor: StaffActor, applicationId: string, others: readonly string[]): Promise<OpenedRecord[]> {
    const line = { verb: 'references.opened', objectId: applicationId }
    const schemas = [...namingSchemas, ...answerSchemas, 'voucher']
    return this.keyring.open(actor.holder, line, { owners: [applicationId, ...others], schemas })
  }

  private async isAskedNow(actor: StaffActor, { state }: SeenFile): Promise<boolean> {
    const [row] = await this.database.query<{ states: string[] }>('SELECT app.reference_states($1) AS states', [
      actor.editionId,
    ])
    return row?.states.includes(state) === true
  }
}

function askedOf(rows: readonly RequestRow[], records: readonly OpenedRecord[], known: KnownReferees | null): Asked[] {
  return [1, 2].map((place) => {
    const last = rows.findLast((row) => row.place === place)
    const request = last && !over.includes(last.state) ? last : null
    const answers = records.filter(({ owner }) => owner === request?.id)
    return { place, referee: known?.people.get(place) ?? null, request, answers }
  })
}
