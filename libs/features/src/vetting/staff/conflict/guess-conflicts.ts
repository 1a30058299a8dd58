import { Injectable } from '@nestjs/common'
import type { ConflictKind } from '#domain/vetting/conflict.js'
import { type FileTies, openTies, type SeenFile } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import {
  addressesOf,
  fileSide,
  kindOf,
  nominatorAddressesOf,
  readerSide,
  sharedBy,
  type SharedThing,
} from './conflict-sides.js'

/** "Possible conflict": a question to who assigns. It is no conflict, and changes nothing for anybody. */
export interface PossibleConflict {
  readonly accountId: string
  readonly name: string
  /** Has the file now. */
  readonly isReader: boolean
  readonly shared: readonly SharedThing[]
  /** The kind a pin would have. */
  readonly kind: ConflictKind
}

interface Candidate {
  readonly accountId: string
  readonly name: string
  readonly addresses: readonly string[]
  readonly isReader: boolean
  readonly affiliations: readonly string[]
  readonly countries: readonly string[]
  /** Of who put the person of the file forward: the same for every candidate. */
  readonly nominators: readonly string[]
  /** Of a conflict with what the same person sent to an earlier edition. */
  readonly earlierKind: ConflictKind | null
}

/** Compares a file with the colleagues it may go to, in the session of who assigns, from what that session opens. */
@Injectable()
export class GuessConflicts {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /**
   * Who may have a conflict, readers first; whoever has one, or of whom staff have said so or not, is asked about no more.
   * `nominator` as the actor may know them; `ties` where the file is being opened already. Empty for everybody but coordinators and leads, and for who owes a review.
   */
  async run(
    actor: StaffActor,
    file: SeenFile,
    {
      nominator,
      ties,
    }: { readonly nominator: string | null | Promise<string | null>; readonly ties?: () => Promise<FileTies | null> },
  ): Promise<PossibleConflict[]> {
    if (file.seen.readsBlind || !hasRole(actor, 'coordinator', 'vetting_lead')) return []
    const [candidates, putForwardBy, opened] = await Promise.all([this.candidates(actor, file), nominator, ties?.()])
    const tools = { database: this.database, keyring: this.keyring }
    const addresses = candidates[0]?.nominators ?? []
    const side = fileSide(opened ?? (await openTies(tools, actor, file)), { name: putForwardBy, addresses })

    return candidates.flatMap((candidate) => {
      const { accountId, name, isReader, earlierKind } = candidate
      const shared = sharedBy(readerSide(candidate), side, earlierKind)
      const kind = kindOf(shared, earlierKind)
      return kind ? [{ accountId, name, isReader, shared, kind }] : []
    })
  }

  private candidates(actor: StaffActor, file: SeenFile): Promise<Candidate[]> {
    return this.database.prepared<Candidate>(
      `SELECT a.id AS "accountId", a.display_name AS name, ${addressesOf} AS addresses,
         EXISTS (SELECT 1 FROM app.assignment s WHERE s.application_id = $1 AND s.account_id = a.id AND s.ended_on IS NULL) AS "isReader",
         ARRAY(SELECT n.name FROM app.staff_affiliation n WHERE n.account_id = a.id ORDER BY n.name) AS affiliations,
         ARRAY(SELECT x.country FROM app.staff_exclusion x WHERE x.account_id = a.id ORDER BY x.country) AS countries,
         ${nominatorAddressesOf('$1')} AS nominators, ${earlierKind} AS "earlierKind"
       FROM app.staff_account a
       WHERE a.state = 'active' AND a.id <> $3
         AND EXISTS (SELECT 1 FROM app.staff_role r WHERE r.account_id = a.id AND r.edition_id = $2
           AND r.role IN ('reviewer', 'board', 'vetting_lead', 'coordinator', 'security_officer', 'translator') AND (r.ends_on IS NULL OR r.ends_on >= app.today()))
         AND NOT EXISTS (SELECT 1 FROM app.conflict_fact f WHERE f.application_id = $1 AND f.account_id = a.id)
       ORDER BY "isReader" DESC, a.display_name`,
      [file.id, actor.editionId, actor.accountId],
    )
  }
}

// One person is known by their way of contact over editions. Files that are restricted or kept from the viewer tell nothing.
const earlierKind = `(SELECT c.kind FROM app.contact_index own
    JOIN app.contact_index old ON old.digest = own.digest
    JOIN app.application b ON b.id = old.application_id AND b.edition_id <> $2
    JOIN app.conflict c ON c.application_id = b.id AND c.account_id = a.id
  WHERE own.application_id = $1
    AND NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = b.id AND f.kind = 'restricted' AND f.lifted_on IS NULL)
    AND NOT EXISTS (SELECT 1 FROM app.conflict v WHERE v.application_id = b.id AND v.account_id = $3)
  ORDER BY b.submitted_week DESC, c.kind LIMIT 1)`
