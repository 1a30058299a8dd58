import { Injectable } from '@nestjs/common'
import { applicationLifecycle, type ApplicationState } from '#domain/application/lifecycle.js'
import {
  EditionIndex,
  indexStamp,
  schemaOf,
  seenBy,
  type SeenPlain,
  standingAnswers,
  standingText,
} from '#features/application/index.orm.js'
import {
  documentSchema,
  documentsStamp,
  passedDocuments,
  valuesWithDocument,
  withoutOld,
} from '#features/vetting/index.orm.js'
import { hasRole, type SessionHold, SessionMemory, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring, type OpenedRecord } from '#platform/vault/keyring.js'
import { grouped } from '#domain/grouped.js'
import { type Candidate, factsIn, type Judged } from './candidate.js'
import { Judgements } from './judgements.js'

// What was sent first, then the pages that may have been replaced since: a later value stands.
const schemas = {
  profile: ['profile', ...['conference', 'place', 'work'].map((section) => schemaOf('profile', section))],
  balance: [
    'balance',
    ...['balance', 'conference', 'place'].map((section) => schemaOf('balance', section)),
    documentSchema,
  ],
}
/** Who may be chosen, who may be looked at, who has a place already. */
const states = new Set(['vetting', 'board', 'invited', 'confirmed'])

/** What one session's lists are made of, as everything stands at this request. */
export interface CandidateSet {
  /** By case number: seen by this session, not restricted, not on hold without a place, with a place that was not given up on the way. */
  readonly people: readonly Candidate[]
  readonly byId: ReadonlyMap<string, Candidate>
  readonly judged: ReadonlyMap<string, Judged>
  /** The records of everybody who can be on a list are open to this session: only then are there counts. */
  readonly isOpen: boolean
  /** Why scores are not calibrated; null when they are. */
  readonly uncalibrated: number | null
  /** What was worked out of this set, kept with it. */
  readonly kept: Map<string, unknown>
}

interface Opened {
  readonly key: string
  readonly facts: ReturnType<typeof factsIn> & Pick<Candidate, 'isOpen' | 'stamp'>
}

interface Held {
  readonly opened: Map<string, Opened>
  made?: CandidateSet & { readonly from: string }
}

/** An offer on hold keeps its place, so its person is counted as before; nobody else on hold is chosen. */
const isStopped = ({ isHeld, state }: SeenPlain): boolean =>
  isHeld && !applicationLifecycle[state as ApplicationState].holdsPlace

/** A coordinator or a member of the board; counts take the keys besides. */
export const mayChoose = (actor: StaffActor): boolean => hasRole(actor, 'coordinator', 'board')

/**
 * Candidates of an edition, their sealed records opened once for a session and kept in this process's memory for it alone:
 * gone when it signs out, or after half an hour without a look. A file that changed is opened again.
 */
@Injectable()
export class CandidateSets {
  private readonly sets: SessionHold<Held>

  constructor(
    private readonly database: Database,
    private readonly index: EditionIndex,
    private readonly keyring: Keyring,
    private readonly judgements: Judgements,
    memory: SessionMemory,
  ) {
    this.sets = memory.hold(() => ({ opened: new Map() }))
  }

  /** One audit line for each load, committed first. */
  async of(actor: StaffActor): Promise<CandidateSet> {
    const held = this.sets.of(actor)
    const { stamp, documents, standing, concerned, gaveUp } = await this.look(actor)
    const files = await this.index.of(actor.editionId, stamp)
    const judgedStamp = await this.judgements.stamp(actor.editionId)
    const from = `${stamp} ${documents} ${judgedStamp} ${standing} ${concerned.join()} ${gaveUp.join()} ${actor.keeperOf.join()}`
    if (held.made?.from === from) return held.made
    const isLeftOut = ({ id, state }: SeenPlain) => (state === 'board' ? concerned : gaveUp).includes(id)
    const seen = seenBy(actor, standing, files).filter(
      (file) => states.has(file.state) && !isStopped(file) && !file.isRestricted && !isLeftOut(file),
    )
    const known = seen.filter((file) => file.seen.privateReviews).map(({ id }) => id)
    const [judged] = await Promise.all([
      this.judgements.of(
        { editionId: actor.editionId, stamp: judgedStamp },
        seen.map(({ id }) => id),
        known,
      ),
      this.open(actor, held.opened, seen),
    ])
    const people = seen.map((file) => candidateOf(file, held.opened))
    held.made = {
      from,
      people,
      byId: new Map(people.map((person) => [person.id, person])),
      judged: judged.byId,
      uncalibrated: judged.uncalibrated,
      isOpen: people.every(({ isOpen, state }) => isOpen || state === 'vetting'),
      kept: new Map(),
    }

    return held.made
  }

  /** In one statement, so that both are of one moment. */
  private async look({ accountId, editionId }: StaffActor): Promise<Look> {
    const [look] = await this.database.query<Look>(
      `SELECT ${indexStamp} AS stamp, ${documentsStamp} AS documents, ${standingText} AS standing, ${concernedText} AS concerned,
         ${gaveUpText} AS "gaveUp"`,
      [accountId, editionId],
    )
    return look ?? { stamp: '', documents: 0, standing: '{}', concerned: [], gaveUp: [] }
  }

  private async open(actor: StaffActor, opened: Map<string, Opened>, files: readonly SeenPlain[]): Promise<void> {
    const passed = await passedDocuments(
      this.database,
      files.map(({ id }) => id),
    )
    const stampOf = (file: SeenPlain) => `${file.stamp} ${passed.get(file.id)?.standing}`
    const keyOf = (file: SeenPlain) => `${stampOf(file)} ${file.seen.compartments.join()} ${actor.keeperOf.join()}`
    const changed = files.filter((file) => opened.get(file.id)?.key !== keyOf(file))
    const [profile, balance] = [
      await this.records(actor, changed, 'profile'),
      await this.records(actor, changed, 'balance'),
    ]
    for (const file of changed) {
      const own = [...(profile.get(file.id) ?? []), ...withoutOld(balance.get(file.id) ?? [], passed)]
      const isOpen =
        profile.has(file.id) && (balance.get(file.id) ?? []).some(({ schema }) => schema !== documentSchema)
      opened.set(file.id, {
        key: keyOf(file),
        facts: { ...factsIn(standingAnswers(own)), isOpen, stamp: stampOf(file) },
      })
    }
  }

  private async records(
    actor: StaffActor,
    files: readonly SeenPlain[],
    compartment: 'profile' | 'balance',
  ): Promise<ReadonlyMap<string, readonly OpenedRecord[]>> {
    const owners = files.filter(({ seen }) => seen.compartments.includes(compartment)).map(({ id }) => id)
    if (owners.length === 0) return new Map()
    const line = { verb: 'candidates.opened', objectId: actor.editionId, purpose: `${compartment} ${owners.length}` }
    const records = await this.keyring.open(actor.holder, line, {
      owners,
      schemas: schemas[compartment],
      keep: valuesWithDocument,
    })

    return grouped(records, ({ owner }) => owner)
  }
}

interface Look {
  readonly stamp: string
  /** Extracts about travel documents there are. */
  readonly documents: number
  readonly standing: string
  /** Files nobody may be told a reason of, and nobody may choose. */
  readonly concerned: readonly string[]
  /** Confirmed files whose journey gave the place up: they hold none, and are invited no more. */
  readonly gaveUp: readonly string[]
}

const concernedText = `ARRAY(SELECT DISTINCT c.application_id FROM app.integrity_concern c JOIN app.application a ON a.id = c.application_id
  WHERE a.edition_id = $2 AND app.concern_stands(a.id) ORDER BY 1)`

const gaveUpText = `ARRAY(SELECT a.id FROM app.application a
  WHERE a.edition_id = $2 AND a.state = 'confirmed' AND app.journey_gave_up(a.id) ORDER BY 1)`

const nothing: Opened['facts'] = { ...factsIn({}), isOpen: false, stamp: '' }

const candidateOf = (file: SeenPlain, opened: ReadonlyMap<string, Opened>): Candidate => ({
  id: file.id,
  caseNumber: file.caseNumber,
  state: file.state,
  wave: file.wave,
  isHeld: file.isHeld,
  knowsReviews: file.seen.privateReviews,
  knowsProfile: file.seen.compartments.includes('profile'),
  ...(opened.get(file.id)?.facts ?? nothing),
})
