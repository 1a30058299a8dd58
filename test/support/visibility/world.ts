import { createHash, randomUUID } from 'node:crypto'
import { evidenceGrades } from '#domain/vetting/clearing.js'
import { listedStates } from '#features/application/staff/listed-states.js'
import { sealRecord } from '#platform/vault/record.js'
import { type Chance, chance } from '../plain/chance.js'
import type { World } from '../world.js'

/** Everybody of the usual team who may see a file, and a reader who has none. */
export const viewers = [
  'coordinator',
  'lead',
  'board-1',
  'security',
  'reader-1',
  'reader-2',
  'desk',
  'auditor',
] as const

/** One of these; each as likely as any other. */
export const pick = <T>(luck: Chance, items: readonly T[]): T => items[luck.below(items.length)] as T

/** Files with sealed names and profiles, and what staff did to them, all drawn from the seed; ids in the order they were made. */
export async function randomFiles(world: World, seed: number, count: number): Promise<string[]> {
  const luck = chance(seed)
  const ids = Array.from({ length: count }, () => randomUUID())
  for (const [at, id] of ids.entries()) {
    await addFile(world, id, pick(luck, listedStates))
    await sealName(world, id, `Person ${at}`)
    await addWork(world, luck, id, at)
  }
  return ids
}

async function addFile({ operator, editionId }: World, id: string, state: string): Promise<void> {
  await operator.query(
    `INSERT INTO app.application (id, edition_id, case_number, state, answer_language, submitted_week, version)
     VALUES ($1::uuid, $2, upper(left(replace($1::uuid::text, '-', ''), 12)), $3, 'en', '2026-11-16', 2)`,
    [id, editionId, state],
  )
  await operator.query(
    `INSERT INTO app.history (application_id, version, move, from_state, to_state, role, on_day)
     VALUES ($1, 2, 'pass', 'screening', $2, 'coordinator', app.today() - 5)`,
    [id, state],
  )
}

/** A name and a profile, sealed as a submission seals them; a name given again is a newer version. */
export async function sealName(
  { operator, directory }: World,
  owner: string,
  name: string,
  version = 1,
): Promise<void> {
  const contact = { values: { display_name: name } }
  const profile = { values: { country_of_residence: 'KE', organisation: 'House', themes: ['labour'] } }
  const parts = [['contact', 'contact.rest', contact] as const, ['profile', 'profile', profile] as const]
  for (const [compartment, schema, value] of parts) {
    const key = directory.compartmentKey(compartment)
    const { id, body, wraps } = sealRecord({ owner, compartment, schema, version }, value, [key])
    await operator.query(
      'INSERT INTO sealed.record (id, owner_id, compartment, schema_id, version, body) VALUES ($1, $2, $3, $4, $5, $6)',
      [id, owner, compartment, schema, version, body],
    )
    for (const { recipient, wrap } of wraps) {
      await operator.query('INSERT INTO wraps.dek_wrap (record_id, recipient, wrap) VALUES ($1, $2, $3)', [
        id,
        recipient,
        wrap,
      ])
    }
  }
}

/** Id of an account, as SQL; logins come from our own closed list. */
export const account = (login: string): string => `(SELECT s.id FROM app.staff_account s WHERE s.login = '${login}')`

export const scores = (R1: number): string => JSON.stringify({ R1, R2: 3, R3: 3, R4: 3, R5: 3, R6: 'na' })

/** What staff did to one file. */
async function addWork({ operator }: World, luck: Chance, id: string, at: number): Promise<void> {
  const run = (text: string, values: readonly unknown[] = []) => operator.query(text, [id, ...values])
  const often = (share: number): boolean => luck.fraction() < share
  if (often(0.2)) await run(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`)
  if (often(0.3))
    await run('INSERT INTO app.flag (application_id, kind) VALUES ($1, $2)', [
      pick(luck, ['on_hold', 'paused', 'duress']),
    ])
  for (const login of viewers) {
    if (often(0.08)) {
      await run(
        `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id)
         VALUES ($1, ${account(login)}, 'personal', 'declared', ${account(login)})`,
      )
    }
  }
  for (const login of ['reader-1', 'reader-2', 'coordinator', 'lead'] as const) {
    if (often(0.4)) await addReader(run, luck, login)
  }
  if (often(0.4)) {
    await run(
      `INSERT INTO app.decision (application_id, move, author_id) VALUES ($1, 'release_invite', ${account('board-2')})`,
    )
  }
  if (often(0.5)) {
    await run(
      `INSERT INTO app.vetting_finding (application_id, point, result, evidence, author_id) VALUES ($1, 3, 'fits', $2, ${account('lead-2')})`,
      [pick(luck, evidenceGrades)],
    )
  }
  if (often(0.3))
    await run(`INSERT INTO app.file_tag (application_id, code, author_id) VALUES ($1, 'strong', ${account('board-2')})`)
  const digest = createHash('sha256')
    .update(`mailbox ${Math.floor(at / 2)}`)
    .digest()
  if (often(0.5)) await run('INSERT INTO app.contact_index (application_id, digest) VALUES ($1, $2)', [digest])
}

type Run = (text: string, values?: readonly unknown[]) => Promise<unknown>

/** Given to read, and in any state a reading can have. */
async function addReader(run: Run, luck: Chance, login: string): Promise<void> {
  await run(
    `INSERT INTO app.assignment (application_id, account_id, role, compartments, assigned_by, asked_conflict)
     VALUES ($1, ${account(login)}, 'reviewer', ARRAY['profile'], ${account('coordinator-2')}, true)`,
  )
  const state = pick(luck, ['none', 'draft', 'submitted', 'submitted', 'abstained'])
  if (state === 'none') return
  await run(
    `INSERT INTO app.review (application_id, account_id, state, eligibility, scores, profile_version, is_private)
     VALUES ($1, ${account(login)}, $2, 'yes', $3, 1, $4)`,
    [state, scores(1 + luck.below(5)), luck.fraction() < 0.3],
  )
}
