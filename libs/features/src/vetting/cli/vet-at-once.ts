import type { Check } from '#domain/vetting/clearing.js'
import { harmItems } from '#domain/vetting/harm.js'
import type { Audit } from '#platform/audit/audit.js'
import type { Tx } from '#platform/database/database.js'

export interface ReadOf {
  readonly file: string
  readonly reader: string
}

/** Readers say that there is no conflict with these files, each the answer `AnswerConflict` writes. */
export async function denyConflicts(tx: Tx, audit: Audit, reads: readonly ReadOf[]): Promise<void> {
  await tx.query(
    `UPDATE app.assignment s SET asked_conflict = true FROM unnest($1::uuid[], $2::uuid[]) p (file, reader)
     WHERE s.application_id = p.file AND s.account_id = p.reader AND s.ended_on IS NULL`,
    [reads.map(({ file }) => file), reads.map(({ reader }) => reader)],
  )
  const lines = reads.map(({ file, reader }) => ({ actorId: reader, objectId: file }))
  await audit.recordAll(
    tx,
    lines.map((line) => ({ ...line, verb: 'conflict.denied', purpose: 'none' })),
  )
}

/** What each reader reads before anything is proposed to them, as `SetReader` keeps it; what a person set stays. */
export async function setReaders(
  tx: Tx,
  editionId: string,
  languagesOf: ReadonlyMap<string, readonly string[]>,
): Promise<void> {
  for (const [accountId, languages] of languagesOf) {
    await tx.query(
      `INSERT INTO app.reader (account_id, edition_id, languages) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING`,
      [accountId, editionId, languages],
    )
  }
}

export interface CheckedFile {
  readonly file: string
  readonly checks: readonly Check[]
}

/** The checklists of many files, written as `RecordCheck` writes each. */
export async function checkAtOnce(tx: Tx, audit: Audit, actorId: string, files: readonly CheckedFile[]): Promise<void> {
  const rows = files.flatMap(({ file, checks }) => checks.map((check) => ({ file, ...check })))
  await tx.query(
    `INSERT INTO app.vetting_finding (application_id, point, result, evidence, author_id)
     SELECT c.*, $5 FROM unnest($1::uuid[], $2::integer[], $3::text[], $4::text[]) c`,
    [
      rows.map(({ file }) => file),
      rows.map(({ point }) => point),
      rows.map(({ result }) => result),
      rows.map(({ evidence }) => evidence),
      actorId,
    ],
  )
  const lines = files.map(({ file, checks }) => ({
    objectId: file,
    purpose: checks.map(({ point }) => point).join(','),
  }))
  await audit.recordAll(
    tx,
    lines.map((line) => ({ ...line, actorId, verb: 'vetting.checked' })),
  )
}

/** Nothing we do could cost these people anything: four judgements a file, written as `JudgeHarm` writes them. */
export async function judgeSafe(tx: Tx, audit: Audit, actorId: string, files: readonly string[]): Promise<void> {
  await tx.query(
    `INSERT INTO app.harm_finding (application_id, item, verdict, author_id)
     SELECT f.id, i.item, 'safe', $3 FROM unnest($1::uuid[]) WITH ORDINALITY f (id, place), unnest($2::text[]) WITH ORDINALITY i (item, nth)
     ORDER BY f.place, i.nth`,
    [files, harmItems, actorId],
  )
  const lines = files.flatMap((objectId) => harmItems.map((item) => ({ objectId, purpose: `${item} safe` })))
  await audit.recordAll(
    tx,
    lines.map((line) => ({ ...line, actorId, verb: 'harm.judged' })),
  )
}
