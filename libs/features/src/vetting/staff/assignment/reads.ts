import { Injectable } from '@nestjs/common'
import type { ReadPair } from '#domain/assignment/problem.js'
import { sectionSchemas, sectionVersionsOf } from '#features/application/index.orm.js'
import { holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import type { Database, Tx } from '#platform/database/database.js'
import { Directory } from '#platform/vault/directory.js'
import { Keyring } from '#platform/vault/keyring.js'
import { reviewerExtent } from '../assign-reader.js'
import { excludedReads } from '../conflict/exclusion.js'
import { giveOwnWords } from '../reading/give-own-words.js'
import { settleOpenCalls } from '../reading/reader-calls.js'
import { takeWraps } from '../take-wraps.js'

export interface NewRead extends ReadPair {
  readonly drawn: 'pool' | 'match' | 'manual' | 'calibration'
}

/** Gives many files to many readers, or takes them away, inside one transaction. */
@Injectable()
export class Reads {
  constructor(
    private readonly keyring: Keyring,
    private readonly directory: Directory,
    private readonly audit: Audit,
  ) {}

  /** Reads nobody may be given for a country in the file; asked before the transaction, whose lines would wait for this one's. */
  barred(database: Database, actor: StaffActor, files: readonly string[]): Promise<ReadPair[]> {
    return excludedReads({ database, keyring: this.keyring }, actor, files)
  }

  /** Whether a key is there to wrap anything to. */
  mayGiveTo(reader: string): boolean {
    return this.keyring.mayShareWith(reader)
  }

  /**
   * No reader loses key or role, and nobody else changes these files or who reads them until the transaction ends: a
   * conflict, an assignment, its end and a move each begin with the file's row.
   */
  async lock(tx: Tx, files: readonly string[]): Promise<void> {
    await holdKeys(tx, this.keyring)
    await tx.query('SELECT 1 FROM app.application WHERE id = ANY ($1) ORDER BY id FOR UPDATE', [files])
  }

  /**
   * Assignments, wraps of each file's records to its new readers, a line each; a member of the board receives what a reviewer
   * does. Null, or why none of it was done.
   */
  async give(
    tx: Tx,
    actor: StaffActor,
    reads: readonly NewRead[],
    role: 'reviewer' | 'board' = 'reviewer',
  ): Promise<'nothing_to_share' | 'key_not_signed' | null> {
    if (reads.length === 0) return null
    if (!reads.every(({ reader }) => this.mayGiveTo(reader))) return 'key_not_signed'
    if (!(await this.share(tx, actor, reads))) return 'nothing_to_share'
    if (role === 'reviewer') await giveOwnWords(tx, this.keyring, actor, reads)
    await tx.query(
      `INSERT INTO app.assignment (application_id, account_id, drawn, role, compartments, assigned_by)
       SELECT p.*, $6, $4, $5 FROM unnest($1::uuid[], $2::uuid[], $3::text[]) p`,
      [...columnsOf(reads), reads.map(({ drawn }) => drawn), reviewerExtent.compartments, actor.accountId, role],
    )
    await settleOpenCalls(tx, [...new Set(reads.map(({ file }) => file))])
    await this.record(tx, actor, { verb: 'assignment.made', reads })
    return null
  }

  /** Ends assignments of reviewers; their wraps go with them, and of those who must not read (`barred`) the scores too. */
  async take(tx: Tx, actor: StaffActor, reads: readonly ReadPair[], barred: readonly ReadPair[] = []): Promise<void> {
    if (reads.length === 0) return
    await tx.query(
      `UPDATE app.review r SET state = 'removed', version = r.version + 1 FROM unnest($1::uuid[], $2::uuid[]) p (file, reader)
       WHERE r.application_id = p.file AND r.account_id = p.reader AND r.state <> 'removed'`,
      columnsOf(barred),
    )
    await tx.query(
      `UPDATE app.assignment s SET ended_on = app.today(), ended_why = 'unassigned' FROM unnest($1::uuid[], $2::uuid[]) p (file, reader)
       WHERE s.application_id = p.file AND s.account_id = p.reader AND s.role = 'reviewer' AND s.ended_on IS NULL`,
      columnsOf(reads),
    )
    const pairs = reads.map(({ file, reader }) => ({ applicationId: file, accountId: reader }))
    await takeWraps(tx, { keyring: this.keyring, directory: this.directory }, pairs)
    await this.record(tx, actor, { verb: 'assignment.ended', reads })
  }

  private async share(tx: Tx, { holder }: StaffActor, reads: readonly ReadPair[]): Promise<boolean> {
    const to = new Map<string, string[]>()
    for (const { file, reader } of reads) to.set(file, [...(to.get(file) ?? []), reader])
    const { compartments, schemas } = reviewerExtent
    const replaced = sectionSchemas(await sectionVersionsOf(tx, [...to.keys()]), compartments)
    await this.keyring.shareAll(tx, holder, { to, schemas: replaced, everyVersion: true })
    const shared = await this.keyring.shareAll(tx, holder, { to, schemas })

    return shared.size === to.size
  }

  private record(tx: Tx, actor: StaffActor, lines: { readonly verb: string; readonly reads: readonly ReadPair[] }) {
    const { verb, reads } = lines
    return this.audit.recordAll(
      tx,
      reads.map(({ file, reader }) => ({ actorId: actor.accountId, verb, objectId: file, purpose: reader })),
    )
  }
}

const columnsOf = (reads: readonly ReadPair[]): string[][] => [
  reads.map(({ file }) => file),
  reads.map(({ reader }) => reader),
]
