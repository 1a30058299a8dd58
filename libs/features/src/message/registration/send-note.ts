import { Injectable } from '@nestjs/common'
import { type NoteTopic, noteTopics, openTopics } from '#domain/message/note-topics.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { type ApplicantSession, recordArrays } from '#features/application/index.js'
import { Sql } from '#platform/database/sql.js'
import { Directory } from '#platform/vault/directory.js'
import { sealRecord } from '#platform/vault/record.js'

export type NoteRefusal = 'not_found' | 'move_not_allowed' | 'too_many_notes' | 'stale'

/** A note of the person to us, sealed for those whose topic it is. */
@Injectable()
export class SendNote {
  constructor(
    private readonly sql: Sql,
    private readonly directory: Directory,
  ) {}

  /** Refuses: not_found (nothing sent yet), move_not_allowed (topic not open), too_many_notes (five a day), stale (written twice at once). */
  async run(
    me: ApplicantSession,
    note: { readonly topic: NoteTopic; readonly text: string; readonly lang: string },
  ): Promise<Outcome<null, NoteRefusal>> {
    if (!openTopics(me.state).includes(note.topic)) return refuse('move_not_allowed')
    const next = await this.sql.one<{ number: number }>('SELECT app.own_note_number($1) AS number', [me.token.hash])
    const number = next?.number ?? 1
    const { compartment } = noteTopics[note.topic]
    const place = { owner: me.applicationId, compartment, schema: `note.${number}`, version: 1 }
    const value = { topic: note.topic, language: note.lang, text: note.text }
    const record = sealRecord(place, value, [this.directory.compartmentKey(compartment)])
    const row = await this.sql.one<{ code: NoteRefusal | 'ok' }>(
      'SELECT code FROM app.own_note_send($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)',
      [me.token.hash, number, note.topic, ...recordArrays([record])],
    )
    const code = row?.code ?? 'not_found'

    return code === 'ok' ? done(null) : refuse(code)
  }
}
