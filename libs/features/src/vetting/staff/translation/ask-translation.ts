import { Injectable } from '@nestjs/common'
import type { ReadRecord } from '#domain/application/merged-record.js'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { isTranslatable } from '#domain/vetting/translation.js'
import { lockFile, mostToday, openParts, seeFile, untilUsedUp } from '#features/application/index.orm.js'
import { hasRole, holdKeys, type StaffActor } from '#features/staff/index.orm.js'
import { Audit } from '#platform/audit/audit.js'
import { Database, type Tx } from '#platform/database/database.js'
import { Keyring } from '#platform/vault/keyring.js'
import { AssignReader, hasConflict, holds } from '../assign-reader.js'
import { haveExclusionsChanged, type KnownExclusions } from '../conflict/known-exclusions.js'
import { TranslationKeys } from './translation-keys.js'
import type { TranslationSource } from './translation-records.js'

export type AskTranslationRefusal =
  | 'not_found'
  | 'incomplete'
  | 'conflict'
  | 'country_excluded'
  | 'country_sealed'
  | 'possible_conflict'
  | 'nothing_to_share'
  | 'key_not_signed'
  | 'stale'
  | 'openings_used_up'

interface Order {
  readonly applicationId: string
  readonly accountId: string
  readonly sources: ReadonlyMap<string, TranslationSource>
  readonly exclusions: KnownExclusions
}

/** A keeper gives single pages of a file to a translator: an extract of each, and nothing of the rest. */
@Injectable()
export class AskTranslation {
  constructor(
    private readonly database: Database,
    private readonly keyring: Keyring,
    private readonly keys: TranslationKeys,
    private readonly assign: AssignReader,
    private readonly audit: Audit,
  ) {}

  /**
   * Asked twice, the extract is made anew. Refuses: not_found (file, colleague, or an actor who does not assign), incomplete (no
   * page named), conflict, country_excluded, country_sealed, possible_conflict (nobody has said yet whether it is one),
   * nothing_to_share (no words there that this session opens), key_not_signed, stale (excluded from another country meanwhile),
   * openings_used_up.
   */
  async run(
    actor: StaffActor,
    applicationId: string,
    { accountId, sections }: { readonly accountId: string; readonly sections: readonly string[] },
  ): Promise<Outcome<null, AskTranslationRefusal>> {
    if (!hasRole(actor, 'coordinator', 'vetting_lead')) return refuse('not_found')
    if (sections.length === 0 || !sections.every(isTranslatable)) return refuse('incomplete')
    const file = await seeFile(this.database, actor, applicationId)
    if (!file) return refuse('not_found')
    const line = {
      verb: 'application.opened',
      objectId: applicationId,
      purpose: 'translation',
      mostToday: mostToday(actor),
    }
    const tools = { database: this.database, keyring: this.keyring }
    const parts = await untilUsedUp(openParts(tools, actor, line, { compartments: ['profile'] }))
    if (!parts.ok) return parts
    const profile = parts.value.said('profile')
    const sources = new Map(
      sections.map((section): [string, TranslationSource] => [section, sourceOf(profile, section)]),
    )
    if ([...sources.values()].some(({ answers }) => answers.length === 0)) return refuse('nothing_to_share')
    const objection = await this.assign.objection(actor, file, accountId)
    if (!objection.ok) return objection

    const order = { applicationId, accountId, sources, exclusions: objection.value }
    return this.database.transaction((tx) => this.give(tx, actor, order))
  }

  private async give(tx: Tx, actor: StaffActor, order: Order): Promise<Outcome<null, AskTranslationRefusal>> {
    const { applicationId, accountId, sources, exclusions } = order
    await holdKeys(tx, this.keyring)
    await lockFile(tx, applicationId)
    if (await haveExclusionsChanged(tx, exclusions)) return refuse('stale')
    // It may have been restricted since the page was drawn.
    if (!(await seeFile(tx, actor, applicationId))) return refuse('not_found')
    if (!(await holds(tx, actor.editionId, { accountId, role: 'translator' }))) return refuse('not_found')
    if (await hasConflict(tx, applicationId, accountId)) return refuse('conflict')
    if (!this.keyring.mayShareWith(accountId)) return refuse('key_not_signed')
    // No compartment goes with it: replaced pages of the profile reach readers, and never a translator.
    await tx.query(
      `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by) VALUES ($1, $2, 'translator', '{}', $3)
       ON CONFLICT (application_id, account_id, role) WHERE ended_on IS NULL DO NOTHING`,
      [applicationId, accountId, actor.accountId],
    )
    for (const [section, source] of sources) {
      await this.keys.storeSource(tx, { applicationId, accountId, section, source })
      await tx.query(
        `INSERT INTO app.translation (application_id, section, account_id, asked_by, profile_number)
         VALUES ($1, $2, $3, $4, app.profile_number($1))
         ON CONFLICT (application_id, section, account_id) DO UPDATE
           SET profile_number = EXCLUDED.profile_number, asked_by = EXCLUDED.asked_by, asked_on = EXCLUDED.asked_on`,
        [applicationId, section, accountId, actor.accountId],
      )
    }
    const line = { actorId: actor.accountId, verb: 'translation.asked', objectId: applicationId }
    await this.audit.record(tx, { ...line, purpose: `${accountId} ${[...sources.keys()].join(',')}` })
    return done(null)
  }
}

function sourceOf(profile: ReadRecord | undefined, section: string): TranslationSource {
  const answers = (profile?.answers ?? []).filter((answer) => answer.section === section && answer.lines.length > 0)
  return {
    language: profile?.language ?? 'en',
    answers: answers.map(({ path, question, lines, language }) => ({
      path,
      question,
      lines,
      ...(language && { language }),
    })),
  }
}
