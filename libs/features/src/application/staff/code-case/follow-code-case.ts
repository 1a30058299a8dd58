import { Injectable } from '@nestjs/common'
import type { Recognition } from '#domain/application/code-case.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { seeFile } from '../see-file.js'
import { hasOpenedWord } from './code-word.js'
import { caseRoleOf, seeCodeCase } from './see-code-case.js'

export type CodeCaseRefusal =
  | 'not_found'
  | 'move_not_allowed'
  | 'second_person_missing'
  | 'code_word_unopened'
  | 'witness_missing'

/** A lost code from the first call to the two people who know who called. */
@Injectable()
export class FollowCodeCase {
  constructor(private readonly database: Database) {}

  /** Opens the procedure and tells the old channel; an open one is found again. Answers its id. Refuses: not_found. */
  async open(actor: StaffActor, applicationId: string): Promise<Outcome<string, 'not_found'>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file || !hasRole(actor, 'coordinator')) return refuse('not_found')
    const [row] = await this.database.query<{ code: string; id: string }>(
      'SELECT code, id FROM app.code_case_open($1, $2)',
      [applicationId, actor.accountId],
    )
    return row?.code === 'ok' ? done(row.id) : refuse('not_found')
  }

  /**
   * "This is the person." With the second of two people the hours begin. Refuses: not_found, move_not_allowed,
   * second_person_missing (the same person again), code_word_unopened (the first compared a word without opening it),
   * witness_missing (a video call, and no referee or voucher is confirmed for this file).
   */
  async confirm(actor: StaffActor, id: string, way: Recognition): Promise<Outcome<null, CodeCaseRefusal>> {
    const [found, role] = [await seeCodeCase(this.database, actor, id), caseRoleOf(actor)]
    if (!found || !role) return refuse('not_found')
    const isFirst = found.checks.length === 0
    const look = { applicationId: found.applicationId, purpose: 'lost_code' } as const
    if (isFirst && way === 'code_word' && !(await hasOpenedWord(this.database, actor, look))) {
      return refuse('code_word_unopened')
    }
    const [row] = await this.database.query<{ code: CodeCaseRefusal | 'ok' }>(
      'SELECT app.code_case_confirm($1, $2, $3, $4) AS code',
      [id, role, actor.accountId, way],
    )
    const code = row?.code ?? 'not_found'
    return code === 'ok' ? done(null) : refuse(code)
  }

  /** The code was found, or something is wrong. Refuses: not_found, move_not_allowed. */
  async cancel(actor: StaffActor, id: string): Promise<Outcome<null, CodeCaseRefusal>> {
    const found = await seeCodeCase(this.database, actor, id)
    const role = (['coordinator', 'security_officer'] as const).find((one) => actor.roles.includes(one))
    if (!found || !role) return refuse('not_found')
    const [row] = await this.database.query<{ code: CodeCaseRefusal | 'ok' }>(
      `SELECT app.code_case_move($1, 'cancel', $2, $3) AS code`,
      [id, role, actor.accountId],
    )
    const code = row?.code ?? 'not_found'
    return code === 'ok' ? done(null) : refuse(code)
  }
}
