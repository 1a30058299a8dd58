import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type ApplicantSession, asReferee, recordArrays } from '#features/application/index.js'
import { Sql } from '#platform/database/sql.js'
import { answersAsRead } from '#platform/form/as-read.js'
import type { ReadForm } from '#platform/form/read-form.js'
import { Directory } from '#platform/vault/directory.js'
import { sealRecord } from '#platform/vault/record.js'
import { type Lang, wordsFor } from '#words/index.js'
import { NamedRefereeForm } from './forms/named-referee.form.js'
import { OwnReferees } from './own-referees.js'

export type NamingRefusal = 'not_found' | 'incomplete' | 'stale' | 'move_not_allowed'

const formVersion = 'named-referee-1'

/** The applicant names another person in the place of one who did not answer. */
@Injectable()
export class NameReferee {
  constructor(
    private readonly sql: Sql,
    private readonly directory: Directory,
    private readonly referees: OwnReferees,
  ) {}

  /**
   * Seals the person for the vetting lead, who asks them; the other person's link ends. Refuses: incomplete (`errors`),
   * not_found (nobody was asked in that place), move_not_allowed (too early, or answered), stale.
   */
  async run(
    me: ApplicantSession,
    place: number,
    read: ReadForm<NamedRefereeForm>,
    lang: Lang,
  ): Promise<Outcome<null, NamingRefusal>> {
    const own = (await this.referees.run(me)).find((one) => one.place === place)
    if (!own) return refuse('not_found')
    if (!own.canName) return refuse('move_not_allowed')
    if (Object.keys(read.errors).length > 0) return refuse('incomplete', { errors: read.errors })

    const record = this.seal(me, own, read, lang)
    const row = await this.sql.one<{ code: NamingRefusal | 'ok' }>(
      'SELECT app.own_referee_name($1, $2, $3, $4, $5, $6, $7, $8, $9, $10) AS code',
      [me.token.hash, place, ...recordArrays([record])],
    )
    const code = row?.code ?? 'not_found'
    return code === 'ok' ? done(null) : refuse(code)
  }

  private seal(
    { applicationId }: ApplicantSession,
    { place, naming }: { readonly place: number; readonly naming: number },
    { values }: ReadForm<NamedRefereeForm>,
    lang: Lang,
  ) {
    const answers = answersAsRead(NamedRefereeForm, values, wordsFor(lang)).map(({ path, question, lines }) => ({
      path,
      question,
      lines,
    }))
    const value = { form: formVersion, language: lang, answers, referee: asReferee(values.referee ?? {}) }
    const at = { owner: applicationId, compartment: 'references', schema: `referee.${place}`, version: naming }
    return sealRecord(at, value, [this.directory.compartmentKey('references')])
  }
}
