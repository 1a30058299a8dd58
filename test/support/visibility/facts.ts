import type { Role } from '#domain/lifecycle.js'
import type { SeenFile } from '#features/application/staff/see-file.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { World } from '../world.js'
import { account, scores, sealName } from './world.js'

/** One thing that can be so or not, and who may know. Other than the viewers it is about nobody but colleagues of theirs. */
export interface Fact {
  /** Makes it so; answers how it is undone. */
  readonly change: (world: World, file: string) => Promise<() => Promise<unknown>>
  /** May this viewer know, of this file (null: it does not exist for them)? Said anew here, from the rules alone. */
  readonly isTold: (viewer: StaffActor, file: SeenFile | null) => boolean
}

const is = (viewer: StaffActor, ...roles: readonly Role[]): boolean => roles.some((role) => viewer.roles.includes(role))
/** Whose own review is not in, knows of nobody's. */
const owes = (file: SeenFile): boolean =>
  file.facts.assignedAs.includes('reviewer') && file.facts.ownReview !== 'submitted'
/** Nor, while it is still to be written, of the person beside the profile, or of what staff found out about them. */
const readsBlind = (file: SeenFile): boolean =>
  owes(file) && ['submitted', 'screening', 'more_info', 'in_review'].includes(file.state)
const judges = (viewer: StaffActor, file: SeenFile): boolean =>
  is(viewer, 'coordinator', 'vetting_lead', 'board') && !owes(file)

/** Rows put in and taken out again. */
const row =
  (table: string, columns: string, values: string): Fact['change'] =>
  async ({ operator }, file) => {
    const [made] = await operator.query<{ at: string }>(
      `INSERT INTO ${table} AS t (${columns}) VALUES (${values}) RETURNING t.ctid::text AS at`,
      [file],
    )
    return () => operator.query(`DELETE FROM ${table} WHERE ctid = $1::tid`, [made?.at])
  }

const review = (login: string, state: string, isPrivate: boolean): Fact['change'] =>
  row(
    'app.review',
    'application_id, account_id, state, eligibility, scores, profile_version, is_private',
    `$1, ${account(login)}, '${state}', 'no', '${scores(5)}', 1, ${isPrivate}`,
  )

/** Sets a column and sets it back. */
const set =
  (assignment: string, back: string): Fact['change'] =>
  async ({ operator }, file) => {
    const [was] = await operator.query<{ was: string }>(`SELECT ${back} AS was FROM app.application WHERE id = $1`, [
      file,
    ])
    await operator.query(`UPDATE app.application SET ${assignment} WHERE id = $1`, [file])
    return () => operator.query(`UPDATE app.application SET ${back} = $2 WHERE id = $1`, [file, was?.was])
  }

const anotherMind: Fact['change'] = async ({ operator }, file) => {
  const swap = () =>
    operator.query(
      `UPDATE app.flag SET kind = CASE kind WHEN 'duress' THEN 'on_hold' ELSE 'duress' END
       WHERE application_id = $1 AND kind IN ('on_hold', 'duress')`,
      [file],
    )
  await swap()
  return swap
}

const supersede: Fact['change'] = async ({ operator }, file) => {
  const [live] = await operator.query<{ id: string }>(
    `SELECT id FROM app.decision WHERE application_id = $1 AND state = 'pending'`,
    [file],
  )
  if (!live)
    return row(
      'app.decision',
      'application_id, move, author_id',
      `$1, 'release_reject', ${account('board-2')}`,
    )({ operator } as World, file)
  await operator.query(`UPDATE app.decision SET state = 'superseded' WHERE id = $1`, [live.id])
  return () => operator.query(`UPDATE app.decision SET state = 'pending' WHERE id = $1`, [live.id])
}

/** Raised, and so out of sight: who does not see the file afterwards knows that much and no more. */
const feared: Fact['change'] = async (world, file) => {
  const [known] = await world.operator.query(
    `SELECT 1 FROM app.flag WHERE application_id = $1 AND kind = 'restricted' AND lifted_on IS NULL`,
    [file],
  )
  const concern = row(
    'app.integrity_concern',
    'application_id, raised_by, note_id',
    `$1, ${account('coordinator-2')}, gen_random_uuid()`,
  )
  const taken = known ? null : await row('app.flag', 'application_id, kind', `$1, 'restricted'`)(world, file)
  const undo = await concern(world, file)
  return async () => {
    await undo()
    await taken?.()
  }
}

/** Another file that everybody who sees all files sees. */
const another = `(SELECT o.id FROM app.application o WHERE o.id <> $1 AND o.state = 'in_review'
  AND NOT EXISTS (SELECT 1 FROM app.flag f WHERE f.application_id = o.id AND f.kind = 'restricted')
  AND NOT EXISTS (SELECT 1 FROM app.conflict c WHERE c.application_id = o.id) ORDER BY o.id LIMIT 1)`

export const facts: Readonly<Record<string, Fact>> = {
  'that the file is there': { change: set(`state = 'erased'`, 'state'), isTold: (_, file) => file !== null },
  'the state of a file': {
    change: set(`state = CASE state WHEN 'board' THEN 'vetting' ELSE 'board' END`, 'state'),
    isTold: (_, file) => file !== null,
  },
  'the wave of a file': {
    change: set(`wave = 'second'`, 'wave'),
    isTold: (_, file) => file !== null,
  },
  'the chosen name': {
    change: async (world, file) => {
      await sealName(world, file, 'Somebody else', 2)
      return async () => {
        await world.operator.query(
          `DELETE FROM wraps.dek_wrap WHERE record_id IN (SELECT id FROM sealed.record WHERE owner_id = $1 AND version = 2)`,
          [file],
        )
        await world.operator.query('DELETE FROM sealed.record WHERE owner_id = $1 AND version = 2', [file])
      }
    },
    isTold: (viewer, file) => file !== null && !readsBlind(file) && is(viewer, 'coordinator'),
  },
  'a decision that waits': { change: supersede, isTold: (viewer, file) => file !== null && judges(viewer, file) },
  'a review that is in': {
    change: review('reader-3', 'submitted', false),
    isTold: (viewer, file) =>
      file !== null && !owes(file) && (judges(viewer, file) || file.facts.assignedAs.includes('reviewer')),
  },
  'a review kept from readers': {
    change: review('reader-3', 'submitted', true),
    isTold: (viewer, file) => file !== null && judges(viewer, file),
  },
  'a review that is not in': { change: review('reader-3', 'draft', false), isTold: () => false },
  'another reader of a file': {
    change: row(
      'app.assignment',
      'application_id, account_id, role, compartments, assigned_by',
      `$1, ${account('reader-3')}, 'reviewer', ARRAY['profile'], ${account('coordinator-2')}`,
    ),
    isTold: (viewer, file) => file !== null && is(viewer, 'coordinator', 'vetting_lead'),
  },
  'a colleague’s conflict': {
    change: row(
      'app.conflict_fact',
      'application_id, account_id, kind, origin, author_id',
      `$1, ${account('reader-3')}, 'family', 'declared', ${account('reader-3')}`,
    ),
    isTold: (viewer, file) => file !== null && is(viewer, 'coordinator', 'vetting_lead'),
  },
  'the kind of a hold': {
    change: anotherMind,
    isTold: (viewer, file) =>
      file !== null && is(viewer, 'security_officer') && file.holds.some((hold) => hold !== 'paused'),
  },
  'a point of the checklist': {
    change: row(
      'app.vetting_finding',
      'application_id, point, result, evidence, author_id',
      `$1, 15, 'does_not_fit', 'E5', ${account('lead-2')}`,
    ),
    isTold: (viewer, file) => file !== null && !readsBlind(file) && is(viewer, 'vetting_lead'),
  },
  'a shared tag': {
    change: row('app.file_tag', 'application_id, code, author_id', `$1, 'again', ${account('lead-2')}`),
    isTold: (viewer, file) => file !== null && judges(viewer, file),
  },
  'a private tag': {
    change: row(
      'app.file_tag',
      'application_id, code, owner_id, author_id',
      `$1, 'again', ${account('reader-3')}, ${account('reader-3')}`,
    ),
    isTold: () => false,
  },
  'a concern that stands': {
    change: feared,
    isTold: (viewer, file) =>
      file !== null && (!file.facts.isRestricted || is(viewer, 'vetting_lead', 'security_officer')),
  },
  'a judgement of harm': {
    change: row(
      'app.harm_finding',
      'application_id, item, verdict, author_id',
      `$1, 'publicity', 'not_safe', ${account('lead-2')}`,
    ),
    isTold: (viewer, file) =>
      file !== null && !readsBlind(file) && is(viewer, 'coordinator', 'vetting_lead', 'security_officer'),
  },
  'a pair kept apart': {
    change: row(
      'app.apart_pair',
      'edition_id, first_id, second_id, note_id, author_id',
      `(SELECT e.edition_id FROM app.application e WHERE e.id = $1), least($1::uuid, ${another}), greatest($1::uuid, ${another}),
        gen_random_uuid(), ${account('security')}`,
    ),
    isTold: (viewer, file) => file !== null && is(viewer, 'security_officer'),
  },
}
