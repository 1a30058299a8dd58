import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { type Note, seeNotes } from './see-note.js'

export interface OpenedNote {
  readonly note: Note
  /** As the person wrote it; null for whom no key opens it. */
  readonly text: string | null
  /** Our answer, once there is one. */
  readonly answer: string | null
}

/** What people wrote to us, for the roles whose topic it is. */
@Injectable()
export class ReadNotes {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
  ) {}

  /** Open notes, the most pressing first; nothing is opened. */
  list(actor: StaffActor): Promise<Note[]> {
    return seeNotes(this.database, actor)
  }

  /** Opens one, its line of the log committed before. Refuses: not_found. */
  async open(actor: StaffActor, id: string): Promise<Outcome<OpenedNote, 'not_found'>> {
    const [note] = await seeNotes(this.database, actor, id)
    if (!note) return refuse('not_found')
    const line = { verb: 'note.opened', objectId: note.applicationId, purpose: note.topic }
    const schemas = [`note.${note.number}`, `answer.${note.number}`]
    const records = await this.keyring.open(actor.holder, line, { owners: [note.applicationId], schemas })
    const textOf = (schema: string): string | null => {
      const record = records.find((one) => one.schema === schema)
      return record ? (record.value as { text: string }).text : null
    }

    return done({ note, text: textOf(`note.${note.number}`), answer: textOf(`answer.${note.number}`) })
  }
}
