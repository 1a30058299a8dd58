import { Injectable } from '@nestjs/common'
import { Sql } from '#platform/database/sql.js'
import { derive, openBytes, sealBytes, sha256 } from '#platform/vault/keys.js'
import type { ApplicantSession } from './applicant-session.js'

/** Whoever may repeat a write, by a session and by the key that only this caller has. */
export type KeyedCaller = Pick<ApplicantSession, 'token' | 'ownKey'>

/** A write of the API as its caller repeats it: the key they chose, and what makes the request the same one. */
export interface KeyedRequest {
  readonly key: string
  /** Method, path, precondition and body. */
  readonly request: string
}

/** `done` holds the answer given before, as it was written. */
export type Claim = { readonly code: 'new' | 'running' | 'other' } | { readonly code: 'done'; readonly answer: string }

const label = Buffer.from('idempotency')
const hash = (text: string): Buffer => sha256(Buffer.from(text, 'utf8'))

/** Answers of the API kept for a day, each sealed under its caller's own key. */
@Injectable()
export class KeptAnswers {
  constructor(private readonly sql: Sql) {}

  /** Claims the key: `new` for the one who is to do it, else what became of it. */
  async claim(me: KeyedCaller, { key, request }: KeyedRequest): Promise<Claim> {
    const row = await this.sql.one<{ code: Claim['code']; answer: Buffer | null }>(
      'SELECT code, answer FROM app.own_idempotency_claim($1, $2, $3)',
      [me.token.hash, hash(key), hash(request)],
    )
    if (row?.code === 'done' && row.answer) {
      return { code: 'done', answer: openBytes(row.answer, keyOf(me), label).toString('utf8') }
    }
    return { code: row?.code === 'other' || row?.code === 'running' ? row.code : 'new' }
  }

  /** Keeps the answer for whoever asks again with the same key. */
  async keep(me: KeyedCaller, key: string, answer: string): Promise<void> {
    await this.settle(me, key, sealBytes(Buffer.from(answer, 'utf8'), keyOf(me), label))
  }

  /** Gives the key back: the request came to nothing and may be made again. */
  async giveBack(me: KeyedCaller, key: string): Promise<void> {
    await this.settle(me, key, null)
  }

  private async settle(me: KeyedCaller, key: string, answer: Buffer | null): Promise<void> {
    await this.sql.query('SELECT app.own_idempotency_settle($1, $2, $3)', [me.token.hash, hash(key), answer])
  }
}

const keyOf = (me: KeyedCaller): Buffer => derive(me.ownKey, 'idempotency')
