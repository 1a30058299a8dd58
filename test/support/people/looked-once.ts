import { AskApplicant } from '#features/application/staff/ask-applicant.js'
import { Passing } from '#features/application/staff/screening/passing.js'
import { TagFile } from '#features/application/staff/tag-file.js'
import { ExtendAnswer } from '#features/invitation/staff/extend-answer.js'
import { SkipScreening } from '#features/nomination/staff/skip-screening.js'
import { AskReferees } from '#features/reference/staff/ask-referees.js'
import { EnterVoucher } from '#features/reference/staff/enter-voucher.js'
import { ReaskReferee } from '#features/reference/staff/reask-referee.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Audit } from '#platform/audit/audit.js'
import { insideDeclaration } from '../staff-door.js'
import type { MainLine } from '../main-line.js'
import { sender } from './sender.js'

/** Acts of staff over files that are ready for them, each as one press. */
export function lookedOnce(line: MainLine) {
  return { ...movesOf(line), ...questionsOf(line), ...referencesOf(line), ...readingsOf(line), ...decisionsOf(line) }
}

const rowOf = async (line: MainLine, text: string, id: string): Promise<string> =>
  (await line.world.operator.query<{ id: string }>(text, [id]))[0]?.id ?? ''

function movesOf(line: MainLine) {
  const { door } = line
  const skip = new SkipScreening(door.database, new Passing(door.alike))
  const moved = (move: 'open_screening' | 'pass' | 'send_back') => async (actor: StaffActor, id: string) =>
    door.move.run(actor, id, { move, version: (await line.now(id)).version, reason: 'known_otherwise' })
  const apart = async (id: string) => {
    const coordinator = line.as('coordinator')
    for (const { first, second } of (await door.compare.of(coordinator, id)).pairs)
      await door.compare.judge(coordinator, { first: first.id, second: second.id }, 'different')
    return id
  }

  return {
    open: { prepare: () => line.applied(), press: moved('open_screening') },
    pass: {
      prepare: async () => {
        const id = await apart(await line.applied())
        await line.move('coordinator', id, 'open_screening')
        await door.eligibility.run(line.as('coordinator'), id, insideDeclaration)
        return id
      },
      press: moved('pass'),
    },
    sendBack: { prepare: () => line.inVetting(), press: moved('send_back') },
    skip: {
      prepare: async () => {
        const id = await apart(await line.applied())
        await line.world.operator.query(
          `WITH named AS (INSERT INTO app.nomination (id, edition_id, number, made_by, state, named_week, skip_screening)
             VALUES (gen_random_uuid(), $2, $1::text, $3, 'used', app.today(), true) RETURNING id)
           UPDATE app.application SET nomination_id = (SELECT id FROM named) WHERE id = $1::uuid`,
          [id, line.world.editionId, line.as('security').accountId],
        )
        return id
      },
      press: async (actor: StaffActor, id: string) => skip.run(actor, id, (await line.now(id)).version),
    },
  }
}

function questionsOf(line: MainLine) {
  const { database, keyring, open } = line.door
  const ask = new AskApplicant(database, keyring, open)
  const extend = new ExtendAnswer(database)
  const tags = new TagFile(database, keyring, new Audit(database))
  const shared = { code: 'second-look', isShared: true }

  return {
    ask: {
      prepare: async () => {
        const id = await line.applied()
        await line.move('coordinator', id, 'open_screening')
        return id
      },
      press: async (actor: StaffActor, id: string) =>
        ask.run(actor, id, { sections: ['story'], text: 'When?', quote: false, version: (await line.now(id)).version }),
    },
    extend: {
      prepare: async () => {
        const id = await line.applied()
        await line.world.operator.query(`UPDATE app.application SET state = 'invited', version = 6 WHERE id = $1`, [id])
        await line.world.operator.query(
          `INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at)
           VALUES ($1, app.today(), app.day_over(app.today() + 7), app.day_over(app.today() + 10))`,
          [id],
        )
        return id
      },
      press: (actor: StaffActor, id: string) => extend.run(actor, id, { days: 3, reason: 'our_delay' }),
    },
    tag: { prepare: () => line.inReview(), press: (actor: StaffActor, id: string) => tags.put(actor, id, shared) },
    untag: {
      prepare: async () => {
        const id = await line.inReview()
        await tags.put(line.as('lead'), id, shared)
        return id
      },
      press: async (actor: StaffActor, id: string) =>
        tags.remove(actor, id, await rowOf(line, 'SELECT id FROM app.file_tag WHERE application_id = $1', id)),
    },
  }
}

function referencesOf(line: MainLine) {
  const { database, keyring } = line.door
  const { directory } = line.world
  const ask = new AskReferees(database, keyring, directory)
  const voucher = new EnterVoucher(database, keyring, directory)
  const reask = new ReaskReferee(database, keyring, directory)
  const read = async () => {
    const { id } = await sender(line.world, 'ASKED')
    for (const name of ['open_screening', 'pass'] as const) await line.move('coordinator', id, name)
    return id
  }
  const failed = async () => {
    const id = await read()
    await line.world.operator.query(
      `INSERT INTO app.reference (id, application_id, position, attempt, state, by_hand, expires_on)
       SELECT gen_random_uuid(), $1, p, 1, 'expired', false, app.today() FROM generate_series(1, 2) p`,
      [id],
    )
    return id
  }
  const referenceOf = (id: string) =>
    rowOf(line, 'SELECT id FROM app.reference WHERE application_id = $1 ORDER BY position, attempt LIMIT 1', id)
  const words = { kind: 'staff', name: 'A', howKnown: 'B', vouchedOn: '2026-01-01' } as const

  return {
    askReferees: { prepare: read, press: (actor: StaffActor, id: string) => ask.run(actor, id) },
    again: {
      prepare: failed,
      press: async (actor: StaffActor, id: string) =>
        ask.again(actor, id, { referenceId: await referenceOf(id), version: 1 }),
    },
    reask: {
      prepare: failed,
      press: async (actor: StaffActor, id: string) =>
        reask.run(actor, id, { referenceId: await referenceOf(id), channel: 'found@example.net' }),
    },
    voucher: { prepare: failed, press: (actor: StaffActor, id: string) => voucher.run(actor, id, words) },
  }
}

function readingsOf(line: MainLine) {
  const { door } = line
  const reader = () => line.as('reader-1').accountId
  const given = async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    return id
  }
  const reviewed = async () => {
    const id = await given()
    await line.reviewed('reader-1', id)
    return id
  }

  return {
    reopen: { prepare: reviewed, press: (actor: StaffActor, id: string) => door.reopen.run(actor, id, reader()) },
    opinion: {
      prepare: reviewed,
      press: async (actor: StaffActor, id: string) =>
        door.askOpinion.run(actor, id, {
          accountId: line.as('reader-2').accountId,
          reviewId: await rowOf(line, 'SELECT id FROM app.review WHERE application_id = $1', id),
          anyway: true,
        }),
    },
    unassign: {
      prepare: given,
      press: (actor: StaffActor, id: string) => door.assign.end(actor, id, { accountId: reader(), role: 'reviewer' }),
    },
  }
}

function decisionsOf(line: MainLine) {
  const propose = async (actor: StaffActor, id: string) => {
    const { version } = await line.now(id)
    return line.door.propose.run(actor, id, { move: 'release_reject', reasonClass: 'other', version })
  }

  return {
    propose: { prepare: () => line.onBoard(), press: propose },
    second: {
      prepare: async () => {
        const id = await line.onBoard()
        await propose(line.as('board-1'), id)
        return id
      },
      press: async (actor: StaffActor, id: string) => {
        const waits = `SELECT id FROM app.decision WHERE application_id = $1 AND state = 'pending'`
        return line.door.second.run(actor, id, await rowOf(line, waits, id))
      },
    },
  }
}

/** What is written about a file, beside what tells this viewer apart from it and the openings of its records. */
export const writtenOf = (line: MainLine, [id, viewer]: readonly string[]) =>
  line.world.operator.query(
    `SELECT (SELECT jsonb_build_object('state', a.state, 'version', a.version, 'asked', a.open_sections) FROM app.application a WHERE a.id = $1) AS file,
       (SELECT count(*)::int FROM app.message WHERE application_id = $1) AS messages,
       (SELECT count(*)::int FROM app.outbox WHERE application_id = $1) AS outbox,
       (SELECT jsonb_agg(t ORDER BY t.id) FROM app.file_tag t WHERE application_id = $1) AS tags,
       (SELECT jsonb_agg(r ORDER BY r.id) FROM app.reference r WHERE application_id = $1) AS references,
       (SELECT jsonb_agg(v ORDER BY v.id) FROM app.voucher v WHERE application_id = $1) AS vouchers,
       (SELECT jsonb_agg(i ORDER BY i.id) FROM app.invitation i WHERE application_id = $1) AS invitations,
       (SELECT jsonb_agg(r ORDER BY r.id) FROM app.review r WHERE application_id = $1) AS reviews,
       (SELECT jsonb_agg(d ORDER BY d.id) FROM app.decision d WHERE application_id = $1) AS decisions,
       (SELECT jsonb_agg(s ORDER BY s.account_id) FROM app.assignment s WHERE application_id = $1 AND account_id <> $2) AS readers,
       (SELECT count(*)::int FROM sealed.record r JOIN wraps.dek_wrap w ON w.record_id = r.id WHERE r.owner_id = $1) AS wraps,
       (SELECT count(*)::int FROM audit.entry WHERE object_id = $1::text AND verb NOT LIKE '%.opened') AS log`,
    [id, viewer],
  )
