import { Injectable } from '@nestjs/common'
import type { ReadRecord } from '#domain/application/merged-record.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { hasRole, type StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { Keyring, type OpenedRecord } from '#platform/vault/keyring.js'
import { mostToday, untilUsedUp } from './opening/daily-openings.js'
import { type ReadVersion, sentSchemas } from './file-versions.js'
import { openParts } from './open-parts.js'
import { owesAnswer } from './owes-answer.js'
import { type SectionVersion, sectionVersions } from './section-versions.js'
import { seeFile, type SeenFile } from './see-file.js'
import { ShareChanges } from './share-changes.js'
import { isTypedByProxy, noteTypists } from './typed-by.js'
import { type FileTies, tieSchemas, tiesOf } from './ties/open-ties.js'

export type OpenRefusal = 'not_found' | 'sealed_yet' | 'conflict_unanswered' | 'openings_used_up'

export interface OpenedApplication {
  readonly file: SeenFile
  /** One for each compartment the viewer may read and opens, replaced sections in place of the older ones. */
  readonly records: readonly ShownRecord[]
  /** As they were opened: what was sent, and every replaced section. */
  readonly opened: readonly OpenedRecord[]
  /** Replaced sections the viewer may read, oldest first. */
  readonly versions: readonly ReadVersion[]
  /** For who assigns readers; null for everybody else. */
  readonly ties: FileTies | null
}

/** A file that may be opened. */
export interface LookedFile {
  readonly file: SeenFile
  readonly sections: readonly SectionVersion[]
  /** Whether a proxy typed it; null where no session has opened that yet. */
  readonly byProxy: boolean | null
  /** Opening it writes what stands beside it too: who typed it, or sections its readers get. */
  readonly isNews: boolean
}

export interface ShownRecord {
  readonly compartment: string
  readonly value: ReadRecord
}

/** Opens what the viewer may read of one file. The audit line is committed before anything is unwrapped. */
@Injectable()
export class OpenApplication {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly share: ShareChanges,
  ) {}

  /** `look`, then `open`. */
  async run(actor: StaffActor, applicationId: string): Promise<Outcome<OpenedApplication, OpenRefusal>> {
    const looked = await this.look(actor, applicationId)
    return looked.ok ? this.open(actor, looked.value) : looked
  }

  /**
   * Whether the viewer may open a file now; nothing is opened. Refuses: not_found (absent and forbidden alike), sealed_yet
   * (sent too lately, while the wave collects), conflict_unanswered (a reader says first whether there is one),
   * openings_used_up (the day's limit of different files).
   */
  async look(actor: StaffActor, applicationId: string): Promise<Outcome<LookedFile, OpenRefusal>> {
    const [file, standing, sections] = await Promise.all([
      seeFile(this.database, actor, applicationId),
      this.standing(actor, applicationId),
      sectionVersions(this.database, applicationId),
    ])
    if (!file) return refuse('not_found')
    if (file.facts.isSealed && file.seen.compartments.length === 0) return refuse('sealed_yet')
    if (standing.owesAnswer) return refuse('conflict_unanswered')
    if (!standing.hasLeft) return refuse('openings_used_up')
    const { byProxy } = standing
    const isNews = (byProxy === null && file.seen.compartments.includes('contact')) || isUnshared(sections)
    return done({ file, sections, byProxy, isNews })
  }

  /**
   * Opens a file that was looked at in the same request. A keeper hands newer sections to its readers at once. Refuses:
   * openings_used_up, for who opened others at the same moment; then nothing of it was.
   */
  async open(actor: StaffActor, looked: LookedFile): Promise<Outcome<OpenedApplication, 'openings_used_up'>> {
    const { file, sections, byProxy } = looked
    // `balance` is for counts alone and never opened as text; the desk's compartments have their own screens.
    const compartments = file.seen.compartments.filter((name) => name in sentSchemas)
    const line = { verb: 'application.opened', objectId: file.id, purpose: file.state, mostToday: mostToday(actor) }
    const tools = { database: this.database, keyring: this.keyring }
    const assigns = hasRole(actor, 'coordinator', 'vetting_lead')
    const others = assigns ? tieSchemas(file) : []
    const parts = await untilUsedUp(openParts(tools, actor, line, { compartments, others, sections }))
    if (!parts.ok) return parts
    const { opened, versions, said } = parts.value
    if (isUnshared(sections)) await this.share.run(actor, file.id)

    const typed = isTypedByProxy(said('contact')?.values)
    if (typed !== byProxy) await noteTypists(this.database, [{ id: file.id, isByProxy: typed }])

    const records = compartments.flatMap((compartment) => {
      const value = said(compartment)
      return value ? [{ compartment, value }] : []
    })
    return done({ file, records, opened, versions, ties: assigns ? tiesOf({ opened, said }) : null })
  }

  /** Whether another person was asked today to agree to more. */
  async isMoreAsked({ accountId }: StaffActor): Promise<boolean> {
    const rows = await this.database.query(
      `SELECT 1 FROM app.approval WHERE kind = 'more_openings' AND author_id = $1 AND state = 'pending' AND made_on = app.today()`,
      [accountId],
    )
    return rows.length > 0
  }

  private async standing(actor: StaffActor, applicationId: string): Promise<Standing> {
    const [row] = await this.database.prepared<Standing>(
      `SELECT app.opening_left($1, $2::uuid::text, $3) AS "hasLeft", ${owesAnswer('$2::uuid', '$1')} AS "owesAnswer",
         (SELECT t.by_proxy FROM app.typed_by t WHERE t.application_id = $2::uuid) AS "byProxy"`,
      [actor.accountId, applicationId, mostToday(actor)],
    )
    return row ?? { hasLeft: false, owesAnswer: false, byProxy: null }
  }
}

interface Standing {
  /** Of the day's different files; true for one opened today already. */
  readonly hasLeft: boolean
  readonly owesAnswer: boolean
  readonly byProxy: boolean | null
}

const isUnshared = (sections: readonly SectionVersion[]): boolean =>
  sections.some(({ unshared }) => unshared.length > 0)
