import { ApplyExclusion } from '#features/vetting/staff/conflict/apply-exclusion.js'
import { EndExclusion } from '#features/vetting/staff/conflict/end-exclusion.js'
import { ExcludeCountry } from '#features/vetting/staff/conflict/exclude-country.js'
import { knownExclusions } from '#features/vetting/staff/conflict/known-exclusions.js'
import { GuessConflicts } from '#features/vetting/staff/conflict/guess-conflicts.js'
import { KeepAffiliations } from '#features/vetting/staff/conflict/keep-affiliations.js'
import { KeepExclusions } from '#features/vetting/staff/conflict/keep-exclusions.js'
import { ListConflicts } from '#features/vetting/staff/conflict/list-conflicts.js'
import { PinConflict } from '#features/vetting/staff/conflict/pin-conflict.js'
import { RewriteKinds } from '#features/vetting/staff/conflict/rewrite-kinds.js'
import { AskTranslation } from '#features/vetting/staff/translation/ask-translation.js'
import { TranslationKeys } from '#features/vetting/staff/translation/translation-keys.js'
import type { Scores } from '#domain/review/rubric.js'
import { Audit } from '#platform/audit/audit.js'
import { keyId } from '#platform/vault/keys.js'
import { fullReview, type MainLine } from '../main-line.js'

/** What coordinators and leads do about conflicts of interest on one world, and what is left of a reader there. */
export function conflictsOn(line: MainLine) {
  const { database, keyring } = line.door
  const audit = new Audit(database)
  const pin = new PinConflict(database, keyring, line.world.directory, audit)
  const pairOf = (id: string, login: string) => ({ applicationId: id, accountId: line.as(login).accountId })
  const query = <T>(text: string, values: readonly unknown[] = []) => line.world.operator.query<T>(text, values)
  const assign = (id: string, login: string) =>
    line.door.assign.run(line.as('coordinator'), id, { accountId: line.as(login).accountId, role: 'reviewer' })

  /** As a file is that somebody had before there was a question. */
  const given = (id: string, login: string) =>
    database.transaction(async (tx) => {
      const { accountId } = line.as(login)
      const to = { accountId, role: 'reviewer', exclusions: await knownExclusions(tx, [accountId]) } as const
      return line.door.assign.give(tx, line.as('coordinator'), id, to)
    })

  return {
    query,
    given,
    pairOf,
    assign,
    pin: (id: string, login: string, kind: Parameters<typeof pin.run>[2], by = 'lead') =>
      pin.run(line.as(by), pairOf(id, login), kind),
    clear: (id: string, login: string, by = 'lead') => pin.clear(line.as(by), pairOf(id, login)),
    translate: new AskTranslation(
      database,
      keyring,
      new TranslationKeys(keyring, line.world.directory),
      line.door.assign,
      audit,
    ),
    exclusion: new ApplyExclusion(database, keyring, pin),
    exclude: new ExcludeCountry(database, keyring, line.world.directory, audit),
    exclusions: new KeepExclusions(database),
    ends: new EndExclusion(database, keyring, line.world.directory, audit),
    affiliations: new KeepAffiliations(database, audit),
    guesses: new GuessConflicts(database, keyring),
    list: new ListConflicts(database),
    kinds: new RewriteKinds(database, audit),
    /** Assigned, without a conflict, and with a whole review in. */
    reviewed: async (id: string, login: string, change: Scores = {}) => {
      await assign(id, login)
      await line.door.conflict.run(line.as(login), id, 'none')
      const scores = { ...fullReview.scores, ...change }
      const saved = await line.door.review.run(line.as(login), id, { ...fullReview, scores })
      if (!saved.ok) throw new Error(saved.code)
    },
    /** Words on record about one colleague, by origin. */
    facts: (id: string, login: string) =>
      query<{ origin: string; kind: string }>(
        'SELECT origin, kind FROM app.conflict_fact WHERE application_id = $1 AND account_id = $2 ORDER BY origin',
        [id, line.as(login).accountId],
      ),
    /** Keys to records of the file that this person holds. */
    wraps: async (id: string, login: string) => {
      const [row] = await query<{ count: number }>(
        `SELECT count(*)::int AS count FROM wraps.dek_wrap w JOIN sealed.record r ON r.id = w.record_id
         WHERE (r.owner_id = $1 OR r.owner_id IN (SELECT f.id FROM app.reference f WHERE f.application_id = $1))
           AND w.recipient = $2`,
        [id, keyId(line.as(login).holder.pair.publicKey)],
      )
      return row?.count ?? -1
    },
  }
}
