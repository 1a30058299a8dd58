import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import { Sql } from '#platform/database/sql.js'
import { openRecord, type SealedRecord, sealUnder } from '#platform/vault/record.js'
import type { Lang } from '#words/index.js'
import type { ApplicantSession, OwnKeys } from '../applicant-session.js'
import type { SectionAsRead } from './sections-as-read.js'

/** A question and its answer; no lines when nothing was answered. */
export interface KeptAnswer {
  readonly question: string
  readonly lines: readonly string[]
}

export interface KeptSection {
  readonly key: string
  /** Language in which this section was read and answered. */
  readonly language: Lang
  readonly answers: readonly KeptAnswer[]
}

/** The answers as read, section by section. */
export type AnswersCopy = readonly KeptSection[]

/** A section for the kept copy: never an answer of the safety part. Null when nothing else is asked there. */
export function keptSection({ key, answers }: SectionAsRead, language: Lang): KeptSection | null {
  const kept = answers.filter(({ sealedIn }) => sealedIn !== 'risk')
  return kept.length === 0
    ? null
    : { key, language, answers: kept.map(({ question, lines }) => ({ question, lines: [...lines] })) }
}

/** The copy of the whole form as it is sent. */
export const keptCopy = (read: readonly SectionAsRead[], language: Lang): AnswersCopy =>
  read.map((section) => keptSection(section, language)).filter((section) => section !== null)

const placeOf = (me: OwnKeys, version: number) => ({
  owner: me.applicationId,
  compartment: 'applicant',
  schema: 'copy',
  version,
})

/** Sealed under the key the code gives, like the display record: no wrap, so nobody else can open it. */
export function sealCopy(me: OwnKeys, copy: AnswersCopy, version: number): SealedRecord {
  const place = placeOf(me, version)
  return { ...place, id: randomUUID(), body: sealUnder(place, copy, me.ownKey), wraps: [] }
}

/** Opens a kept copy with the key the code gives. */
export const openCopy = (me: ApplicantSession, version: number, body: Buffer): AnswersCopy =>
  openRecord(placeOf(me, version), body, me.ownKey) as AnswersCopy

/** The copy a person chose to keep when sending. */
@Injectable()
export class OwnCopies {
  constructor(private readonly sql: Sql) {}

  /** Null when none was kept, it was removed, or a decision has ended it. */
  async find(me: ApplicantSession): Promise<AnswersCopy | null> {
    const row = await this.sql.one<{ version: number; body: Buffer }>('SELECT version, body FROM app.own_copy($1)', [
      me.token.hash,
    ])
    return row ? openCopy(me, row.version, row.body) : null
  }

  /** True while a copy is kept; opens nothing. */
  async exists(me: ApplicantSession): Promise<boolean> {
    const row = await this.sql.one('SELECT version FROM app.own_copy($1)', [me.token.hash])
    return row !== undefined
  }

  /** Gone for good. Refuses: not_found. */
  async remove(me: ApplicantSession): Promise<Outcome<null, 'not_found'>> {
    const row = await this.sql.one<{ found: boolean }>('SELECT app.own_copy_remove($1) AS found', [me.token.hash])
    return row?.found ? done(null) : refuse('not_found')
  }
}
