import { Injectable } from '@nestjs/common'
import { findPairs, pairKey } from '#domain/duplicate/pairs.js'
import { comparableName } from '#domain/name/comparable-name.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { openNames } from './open-names.js'
import { type SeenFile, seenFiles } from './see-file.js'

export const pairVerdicts = ['same', 'different', 'unsure'] as const
export type PairVerdict = (typeof pairVerdicts)[number]

export interface ComparedFile extends Pick<SeenFile, 'id' | 'caseNumber' | 'state' | 'submittedWeek'> {
  readonly name: string
}

export interface ComparedPair {
  readonly first: ComparedFile
  readonly second: ComparedFile
  /** The chosen names are alike too. */
  readonly isNameAlike: boolean
  readonly verdict: PairVerdict | null
}

interface JudgedRow {
  first_id: string
  second_id: string
  verdict: PairVerdict
}

/** Files with one mailbox, for a person to compare. Names are opened for these files only. */
@Injectable()
export class CompareFiles {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly audit: Audit,
  ) {}

  /** Pairs not yet told apart, the same name first. Empty for everybody but coordinators. */
  async run(actor: StaffActor): Promise<ComparedPair[]> {
    if (!hasRole(actor, 'coordinator')) return []
    const files = await seenFiles(this.database, actor, { where: shared })
    if (files.length === 0) return []
    const names = await openNames(
      this.keyring,
      actor,
      files.map(({ id }) => id),
    )
    const [digests, judged] = [await this.digests(files), await this.judged()]
    const told = new Set([...judged].flatMap(([key, verdict]) => (verdict === 'unsure' ? [] : [key])))
    const byId = new Map(files.map((file) => [file.id, { ...file, name: names.get(file.id) ?? '' }]))
    const comparable = [...byId.values()].map(({ id, name }) => ({ id, name, mail: digests.get(id) ?? null }))

    return findPairs(comparable, 'mail', told)
      .flatMap((pair) => {
        const [first, second] = [byId.get(pair.first), byId.get(pair.second)]
        if (!first || !second) return []
        const isNameAlike =
          comparableName(first.name) !== '' && comparableName(first.name) === comparableName(second.name)
        return [{ first, second, isNameAlike, verdict: judged.get(pairKey(pair)) ?? null }]
      })
      .toSorted((a, b) => Number(b.isNameAlike) - Number(a.isNameAlike))
  }

  /** Remembers what a person found; judged again, the newer word stands. Refuses: not_found (role, file, one file twice). */
  async judge(
    actor: StaffActor,
    pair: { readonly first: string; readonly second: string },
    verdict: PairVerdict,
  ): Promise<Outcome<null, 'not_found'>> {
    const ids = [pair.first, pair.second].toSorted()
    const files = await seenFiles(this.database, actor, { where: 'a.id = ANY ($3)', values: [ids] })
    if (!hasRole(actor, 'coordinator') || files.length !== 2) return refuse('not_found')

    return this.database.transaction(async (tx) => {
      await tx.query(
        `INSERT INTO app.duplicate_pair (first_id, second_id, verdict, author_id) VALUES ($1, $2, $3, $4)
         ON CONFLICT (first_id, second_id) DO UPDATE SET verdict = EXCLUDED.verdict, author_id = EXCLUDED.author_id,
           judged_on = app.today()`,
        [...ids, verdict, actor.accountId],
      )
      const line = { actorId: actor.accountId, verb: 'duplicate.judged', purpose: verdict }
      for (const objectId of ids) await this.audit.record(tx, { ...line, objectId })
      return done(null)
    })
  }

  private async digests(files: readonly SeenFile[]): Promise<Map<string, string>> {
    const rows = await this.database.query<{ application_id: string; digest: string }>(
      `SELECT application_id, encode(digest, 'hex') AS digest FROM app.contact_index WHERE application_id = ANY ($1)`,
      [files.map(({ id }) => id)],
    )
    return new Map(rows.map((row) => [row.application_id, row.digest]))
  }

  private async judged(): Promise<Map<string, PairVerdict>> {
    const rows = await this.database.query<JudgedRow>('SELECT first_id, second_id, verdict FROM app.duplicate_pair')
    return new Map(rows.map((row) => [pairKey({ first: row.first_id, second: row.second_id }), row.verdict]))
  }
}

/** Live files that share a digest with another live one of the edition. */
const live = `('submitted', 'screening', 'more_info', 'in_review', 'vetting', 'board', 'waitlisted', 'invited', 'confirmed')`
const shared = `a.state IN ${live} AND EXISTS (SELECT 1 FROM app.contact_index i JOIN app.contact_index j ON j.digest = i.digest
    AND j.application_id <> i.application_id JOIN app.application o ON o.id = j.application_id AND o.edition_id = a.edition_id
    AND o.state IN ${live} WHERE i.application_id = a.id)`
