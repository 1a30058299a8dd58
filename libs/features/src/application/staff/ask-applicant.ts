import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Fault } from '#platform/fault.js'
import { Keyring } from '#platform/vault/keyring.js'
import { sealRecord } from '#platform/vault/record.js'
import { moveApplication, type MoveRefusal } from '../move-application.js'
import { sections } from '../registration/forms/sections.js'
import { lockToMove } from './lock-file.js'
import { roleFor } from './move-file.js'
import { OpenApplication, type OpenRefusal, type ShownRecord } from './open-application.js'
import { seeFile } from './see-file.js'

export interface Question {
  /** Keys of the parts the person is asked to write again. */
  readonly sections: readonly string[]
  readonly text: string
  /** Send along what they wrote in these parts, as far as the asking person can read it; never of the safety part. */
  readonly quote: boolean
  /** Version of the file the page showed. */
  readonly version: number
}

export type AskRefusal = MoveRefusal | OpenRefusal | 'incomplete'

/** Parts of the form a question may name, in page order. */
export const askableSections: readonly string[] = sections.map(({ key }) => key)

/** True when one of the person's roles may ask in this state. */
export const mayAsk = (actor: StaffActor, state: string): boolean => roleFor(actor, state, 'ask') !== undefined

/** Asks the applicant for more: the question is sealed to them alone, and the named parts may be written again. */
@Injectable()
export class AskApplicant {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly open: OpenApplication,
  ) {}

  /**
   * Refuses: not_found, move_not_allowed (role or state), incomplete (no part named, or no text), stale, conflict; with a quote
   * also as `OpenApplication` does.
   */
  async run(actor: StaffActor, applicationId: string, question: Question): Promise<Outcome<null, AskRefusal>> {
    const file = await seeFile(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    const role = roleFor(actor, file.state, 'ask')
    if (!role) return refuse('move_not_allowed')
    const isKnown = question.sections.every((key) => askableSections.includes(key))
    if (!isKnown || question.sections.length === 0 || question.text.trim() === '') return refuse('incomplete')
    const records = question.quote ? await this.read(actor, applicationId) : done([])
    if (!records.ok) return records

    return this.database.transaction(async (tx) => {
      await lockToMove(tx, [applicationId])
      if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
      const step = { applicationId, move: 'ask', role, actorId: actor.accountId, expected: question.version } as const
      const moved = await moveApplication(tx, step)
      if (!moved.ok) return moved
      const isSaid = await this.say(tx, applicationId, question, quoted(records.value, question.sections))
      return isSaid ? done(null) : refuse('stale')
    })
  }

  private async read(actor: StaffActor, applicationId: string): Promise<Outcome<readonly ShownRecord[], OpenRefusal>> {
    const opened = await this.open.run(actor, applicationId)
    return opened.ok ? done(opened.value.records) : opened
  }

  /** False when the line of the inbox is not there: the file was moved by somebody else meanwhile. */
  private async say(tx: Tx, owner: string, question: Question, quotes: readonly unknown[]): Promise<boolean> {
    const [access] = await tx.query<{ public_key: Buffer }[]>(
      'SELECT public_key FROM app.access WHERE application_id = $1',
      [owner],
    )
    if (!access) throw new Fault('not_found')
    const version = question.version + 1
    const place = { owner, compartment: 'applicant', schema: 'message', version }
    const record = sealRecord(place, { text: question.text, quoted: quotes }, [access.public_key])
    await this.keyring.store(tx, record, null)
    await tx.query('UPDATE app.application SET open_sections = $2 WHERE id = $1', [owner, question.sections])
    const [row] = await tx.query<{ said: boolean }[]>('SELECT app.message_say($1, $2, $3) AS said', [
      owner,
      version,
      record.id,
    ])
    return row?.said === true
  }
}

const quoted = (records: readonly ShownRecord[], keys: readonly string[]) =>
  records
    .filter(({ compartment }) => compartment !== 'risk')
    .flatMap(({ value }) =>
      (value.answers ?? [])
        .filter(({ section, lines }) => section !== undefined && keys.includes(section) && lines.length > 0)
        .map(({ question, lines, language }) => ({ language: language ?? value.language, question, lines })),
    )
