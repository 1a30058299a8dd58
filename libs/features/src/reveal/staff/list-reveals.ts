import { Injectable } from '@nestjs/common'
import { seenFiles } from '#features/application/index.orm.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { mayEnd } from './answer-reveal.js'
import { knownReveals, type RevealRow } from './reveal-rows.js'

export interface ListedReveal extends RevealRow {
  readonly isOwn: boolean
  readonly mayEnd: boolean
  /** Null where the viewer is not told whose file it is. */
  readonly caseNumber: string | null
}

/** Reveals somebody may know of: their own, those of compartments they keep, all for security officers and auditors. */
@Injectable()
export class ListReveals {
  constructor(private readonly database: Database) {}

  /** The newest first. Case numbers are of files the viewer sees, and of those a keeper answers for. */
  async run(actor: StaffActor): Promise<ListedReveal[]> {
    const rows = await this.known(actor)
    const ids = rows.map(({ applicationId }) => applicationId)
    const files = await seenFiles(this.database, actor, { where: 'a.id = ANY ($3)', values: [ids] })
    const numbers = new Map(files.map(({ id, caseNumber }) => [id, caseNumber]))
    const asked = await this.database.query<{ id: string; number: string }>(
      'SELECT a.id, a.case_number AS number FROM app.application a WHERE a.id = ANY ($1)',
      [rows.filter(({ mayAnswer }) => mayAnswer).map(({ applicationId }) => applicationId)],
    )
    for (const { id, number } of asked) numbers.set(id, number)

    return rows.map((row) => ({
      ...row,
      isOwn: row.authorId === actor.accountId,
      mayEnd: mayEnd(actor, row),
      caseNumber: numbers.get(row.applicationId) ?? null,
    }))
  }

  /** How many wait for this keeper. */
  async count(actor: StaffActor): Promise<number> {
    return (await this.known(actor)).filter(({ mayAnswer }) => mayAnswer).length
  }

  private known(actor: StaffActor): Promise<RevealRow[]> {
    const seesAll = hasRole(actor, 'security_officer', 'auditor')
    return knownReveals(this.database, actor, { keeps: actor.keeperOf, seesAll })
  }
}
