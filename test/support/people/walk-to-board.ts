import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { CodedFile } from '#apps/cli/src/demo/board/plan.js'
import { inside, reviewOf } from '#apps/cli/src/demo/staff-forms.js'
import { askedOf, checksOf, clearMemo } from '#apps/cli/src/demo/board/vetted.js'
import type { Doors } from '#apps/cli/src/demo/doors.js'
import { sectionByKey } from '#features/application/cli/door.js'
import { LinkSessions } from '#features/link/index.js'
import { ReferenceForm } from '#features/reference/registration/forms/reference.form.js'
import { SendReference } from '#features/reference/registration/send-reference.js'
import { AskReferees } from '#features/reference/staff/ask-referees.js'
import { readForm } from '#platform/form/read-form.js'
import { settleMails } from '#platform/outbox/settle-mails.js'
import { keyId, pairFromSecret } from '#platform/vault/keys.js'
import { openWithPair } from '#platform/vault/record.js'
import { actorOf, staffDoor } from '../staff-door.js'
import type { World } from '../world.js'

const good = <T>(outcome: { ok: true; value: T } | { ok: false; code: string }): T => {
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}

/** One person brought to the board through every page and person on the way; answers the file's id. */
export async function walkToBoard(world: World, doors: Doors, file: CodedFile): Promise<string> {
  const staff = await staffDoor(world)
  const as = (login: string) => actorOf(world, login)
  const id = await applied(doors, file)
  const settle = () => world.operator.transaction((tx) => settleMails(tx, { files: [id] }))
  const move = async (name: 'open_screening' | 'pass' | 'shortlist') =>
    good(await staff.move.run(await as('coordinator'), id, { move: name, version: await versionOf(world, id) }))
  await settle()
  await move('open_screening')
  good(await doors.staff.eligibility.run(await as('coordinator'), id, inside))
  await move('pass')
  const readers = file.reads.map(({ reader }) => reader)
  for (const login of readers) await give(world, staff, id, { login, role: 'reviewer', by: 'coordinator' })
  for (const read of file.reads) {
    const reader = await as(read.reader)
    good(await staff.conflict.run(reader, id, 'none'))
    good(await staff.review.run(reader, id, reviewOf(read)))
  }
  await move('shortlist')
  await answered(world, { ...file, id })
  good(await staff.check.run(await as('lead'), id, checksOf({ ...file, id })))
  good(await staff.pass.run(await as('lead'), id))
  const items = await staff.harm.read(await as('lead'), id)
  const harmless = items.map(({ item, id: over }) => ({ item, verdict: 'safe', over }) as const)
  good(await staff.harm.run(await as('lead'), id, harmless))
  const version = await versionOf(world, id)
  const clearing = { move: 'clear', reasonClass: 'strong', memo: clearMemo, version } as const
  const decision = good(await staff.propose.run(await as('lead'), id, clearing))
  good(await staff.second.run(await as('lead-2'), id, decision ?? ''))
  for (const login of ['board-1', 'board-2']) await give(world, staff, id, { login, role: 'board', by: 'lead' })
  return id
}

type Staff = Awaited<ReturnType<typeof staffDoor>>

async function give(
  world: World,
  staff: Staff,
  id: string,
  { login, role, by }: { readonly login: string; readonly role: 'reviewer' | 'board'; readonly by: string },
): Promise<void> {
  const { accountId } = await actorOf(world, login)
  good(await staff.assign.run(await actorOf(world, by), id, { accountId, role }))
  // A read of the demonstration was proposed by the solver; this one is given by hand.
  await world.operator.query(
    `UPDATE app.assignment SET drawn = 'match' WHERE application_id = $1 AND account_id = $2 AND role = 'reviewer'`,
    [id, accountId],
  )
}

async function applied({ applicant }: Doors, { person }: CodedFile): Promise<string> {
  const token = good(await applicant.begin.run(person.origin.pages))
  const me = await applicant.sessions.find(token)
  if (!me) throw new Error('no_session')
  for (const [key, body] of Object.entries(person.answers)) {
    const form = sectionByKey(key)?.form
    if (form) good(await applicant.save.run(me, key, { ...readForm(form, body), version: 0 }))
  }
  good(await applicant.submit.run(me, person.origin.pages))
  await applicant.sessions.end(me)
  return me.applicationId
}

/** Both referees are asked by mail, press the button of their link, and answer. */
async function answered(world: World, file: CodedFile & { readonly id: string }): Promise<void> {
  const staff = await staffDoor(world)
  good(await new AskReferees(staff.database, staff.keyring, world.directory).run(await actorOf(world, 'lead'), file.id))
  const sql = world.sql('app_registration')
  const links = new LinkSessions(sql)
  for (const asked of askedOf(file)) {
    const { link, token } = await mailedTo(world, file.id, asked.referee.channel)
    await world.operator.transaction((tx) => settleMails(tx, { links: [link] }))
    await links.look(token)
    const started = await links.start(token)
    const session = started && (await links.find(started.token))
    if (!session) throw new Error('no_session')
    const read = readForm(ReferenceForm, asked.answer ?? {})
    good(await new SendReference(sql, world.directory).run(session, read, asked.lang))
    await links.end(session)
  }
}

/** What the worker would mail: opened with its key. */
async function mailedTo(world: World, id: string, address: string): Promise<{ link: string; token: string }> {
  const secret = Buffer.from(readFileSync(join(world.keyFolder, 'worker', 'mailbox.key'), 'utf8'), 'base64')
  const worker = pairFromSecret(secret)
  const rows = await world.operator.query<{ id: string; body: Buffer; wrap: Buffer }>(
    `SELECT l.id, r.body, w.wrap FROM app.link l JOIN sealed.record r ON r.owner_id = l.id AND r.schema_id = 'link.mailbox'
       JOIN wraps.dek_wrap w ON w.record_id = r.id AND w.recipient = $2 WHERE l.application_id = $1`,
    [id, keyId(worker.publicKey)],
  )
  for (const row of rows) {
    const place = { owner: row.id, compartment: 'contact', schema: 'link.mailbox', version: 1 }
    const mail = openWithPair(place, row.body, row.wrap, worker) as { address: string; token: string }
    if (mail.address === address) return { link: row.id, token: mail.token }
  }
  throw new Error('not_mailed')
}

async function versionOf(world: World, id: string): Promise<number> {
  const [row] = await world.operator.query<{ version: number }>('SELECT version FROM app.application WHERE id = $1', [
    id,
  ])
  return row?.version ?? 0
}
