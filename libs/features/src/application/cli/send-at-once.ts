import type { Database, Tx } from '#platform/database/database.js'
import { readForm } from '#platform/form/read-form.js'
import { accessKeys, ownKey } from '#platform/vault/access.js'
import type { Directory } from '#platform/vault/directory.js'
import { forget } from '#platform/vault/keys.js'
import { sealUnder } from '#platform/vault/record.js'
import { newSessionToken, type SessionToken } from '#platform/vault/session-box.js'
import { type Lang, wordsFor } from '#words/index.js'
import type { OwnKeys } from '../registration/applicant-session.js'
import { sections } from '../registration/forms/sections.js'
import type { NotOffered } from '#platform/form/offer.js'
import { consentsIn } from '../registration/own/own-consents.js'
import type { Draft, DraftSection } from '../registration/own-drafts.store.js'
import { recordsInOne } from '../registration/record-arrays.js'
import { formVersion, sealAsRead } from '../registration/seal-as-read.js'
import { beginAtOnce } from './begin-at-once.js'

/** What one invented person sends: their code, the words on its sheet, and the bodies of all pages. */
export interface Sending {
  readonly code: string
  readonly mailMark: string
  readonly lang: Lang
  readonly answers: Readonly<Record<string, unknown>>
  /** Session of a nominee's link: the way in is not the open call. */
  readonly link?: SessionToken
}

export interface SentFile {
  readonly id: string
  readonly caseNumber: string
  /** The session it was sent in, until `leaveAtOnce`. */
  readonly token: SessionToken
}

/** The edition applied to, as its form is shown. */
export interface CallShown {
  readonly editionId: string
  readonly arrivalOn: string
  readonly notOffered: NotOffered
}

/**
 * Begins and sends many applications inside one transaction, by the functions the public pages call. Only the drafts are
 * left out: they would be gone again with the sending, so they are made in memory. In the order given.
 */
export async function sendAtOnce(
  tx: Tx,
  directory: Directory,
  call: CallShown,
  sendings: readonly Sending[],
): Promise<SentFile[]> {
  const keyed = sendings.map((sending) => ({ ...sending, keys: accessKeys(sending.code), token: newSessionToken() }))
  const begun = await beginAtOnce(tx, call.editionId, keyed)
  const files: SentFile[] = []
  for (const [i, { keys, token, ...sending }] of keyed.entries()) {
    const row = begun[i]
    if (!row) throw new Error('call_closed')
    const me = { applicationId: row.id, ownKey: ownKey(keys.seed) }
    const versions = sending.link ? await saveFirst(tx, token, me, sending) : null
    await send(tx, token, { ...sealed(directory, me, call, sending), versions })
    forget(keys.seed, keys.pair.secretKey, me.ownKey)
    files.push({ ...row, token })
  }
  return files
}

interface Sealed {
  readonly language: unknown
  readonly values: readonly unknown[]
}

function sealed(
  directory: Directory,
  me: OwnKeys,
  { arrivalOn, notOffered }: CallShown,
  { lang, answers, mailMark }: Sending,
): Sealed {
  const draft = draftOf(answers, mailMark, notOffered)
  const about = { date: wordsFor(lang).date(arrivalOn) }
  const records = sealAsRead(directory, me, draft, { lang, about, notOffered, keepCopy: false })
  return {
    language: draft.get('start')?.values.answer_language,
    values: [...recordsInOne(records), consentsIn(draft), formVersion],
  }
}

function draftOf(answers: Sending['answers'], mailMark: string, notOffered: NotOffered): Draft {
  const draft = new Map<string, DraftSection>([
    ['sheet', { version: 1, status: 'done', values: { mailMark }, errors: {} }],
  ])
  for (const { key, form } of sections) {
    const { values, errors } = readForm(form, answers[key], notOffered)
    const [wrong] = Object.keys(errors)
    if (wrong) throw new Error(`unfit_answer ${key}.${wrong}`)
    draft.set(key, { version: 1, status: 'done', values: { ...values }, errors })
  }
  return draft
}

/** A nomination is used up by the first section that is saved. */
async function saveFirst(tx: Tx, token: SessionToken, me: OwnKeys, { answers }: Sending): Promise<string> {
  const place = { owner: me.applicationId, compartment: 'draft', schema: 'start', version: 1 }
  const body = sealUnder(place, { values: answers['start'], errors: {} }, me.ownKey)
  await tx.query(`SELECT app.own_draft_save($1, 'start', 0, 'done', $2)`, [token.hash, body])
  return 'start:1'
}

async function send(
  tx: Tx,
  token: SessionToken,
  { versions, language, values }: Sealed & { readonly versions: string | null },
): Promise<void> {
  const [row] = await tx.query<{ code: string }[]>(
    'SELECT code FROM app.own_submit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15)',
    [token.hash, versions, language, ...values],
  )
  if (row?.code !== 'ok') throw new Error(`not_sent ${row?.code}`)
}

/** A file as it stands. */
export interface KnownFile {
  readonly id: string
  readonly caseNumber: string
  readonly state: string
  readonly version: number
}

/** The files that these codes open, by code. */
export async function filesByCode(database: Database, codes: readonly string[]): Promise<Map<string, KnownFile>> {
  const lookups = new Map(codes.map((code) => [accessKeys(code).lookup.toString('hex'), code]))
  const rows = await database.query<KnownFile & { lookup: string }>(
    `SELECT encode(k.lookup, 'hex') AS lookup, a.id, a.case_number AS "caseNumber", a.state, a.version
     FROM app.access k JOIN app.application a ON a.id = k.application_id WHERE k.lookup = ANY ($1)`,
    [[...lookups.keys()].map((lookup) => Buffer.from(lookup, 'hex'))],
  )
  return new Map(rows.map(({ lookup, ...file }) => [lookups.get(lookup) ?? '', file]))
}

/** Whoever is signed in to these files leaves; those named first withdraw, as the button of their page does it. */
export async function leaveAtOnce(tx: Tx, files: readonly SentFile[], withdrawing: readonly SentFile[]): Promise<void> {
  const hashesOf = (some: readonly SentFile[]) => some.map(({ token }) => token.hash)
  const rows = await tx.query<{ code: string }[]>(
    `SELECT w.code FROM unnest($1::bytea[]) t (token), LATERAL app.own_withdraw(t.token, false, $2) w (code) WHERE w.code <> 'ok'`,
    [hashesOf(withdrawing), formVersion],
  )
  if (rows[0]) throw new Error(`withdraw ${rows[0].code}`)
  await tx.query('SELECT app.own_sign_out(t.token) FROM unnest($1::bytea[]) t (token)', [hashesOf(files)])
}
