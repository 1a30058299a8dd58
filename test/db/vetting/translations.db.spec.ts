import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { EndRoles } from '#features/staff/worker/end-roles.job.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { ListWaiting } from '#features/task/staff/list-waiting.js'
import { DigestStaff } from '#features/task/worker/digest-staff.job.js'
import { OwnTranslations } from '#features/vetting/staff/translation/own-translations.js'
import { SaveTranslation } from '#features/vetting/staff/translation/save-translation.js'
import { Audit } from '#platform/audit/audit.js'
import { Clock } from '#platform/clock/clock.js'
import { completeAnswers } from '#test/support/answers.js'
import { TestClock } from '#test/support/clock.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sender } from '#test/support/people/sender.js'
import { actorOf } from '#test/support/staff-door.js'

const translators = ['reader-1', 'reader-2', 'reader-3'] as const
let line: MainLine
let on: ReturnType<typeof conflictsOn>
let save: SaveTranslation
let time: TestClock

beforeAll(async () => {
  line = await openMainLine()
  on = conflictsOn(line)
  const { database, keyring } = line.door
  save = new SaveTranslation(database, keyring, line.world.directory, new Audit(database))
  time = new TestClock(new Clock(), line.world.database)
  for (const login of translators)
    await on.query(`INSERT INTO app.staff_role (account_id, edition_id, role) VALUES ($1, $2, 'translator')`, [
      line.as(login).accountId,
      line.world.editionId,
    ])
  await on.query(`UPDATE app.staff_account SET address = login || '@house.example', zone = 'Asia/Tokyo'`)
}, 60_000)
afterEach(() => time.reset())
afterAll(() => line.world.end())

/** As they are now: a role may have ended since. */
const now = (login: string): Promise<StaffActor> => actorOf(line.world, login)
async function inReview(mark = 'QZWORDS'): Promise<string> {
  const { id } = await sender(line.world, mark)
  for (const name of ['open_screening', 'pass'] as const) await line.move('coordinator', id, name)
  return id
}
async function ask(id: string, login: string, sections: readonly string[], by = 'coordinator') {
  const outcome = await on.translate.run(line.as(by), id, { accountId: line.as(login).accountId, sections })
  if (!outcome.ok) throw new Error(outcome.code)
  await line.door.conflict.run(await now(login), id, 'none')
}
async function write(id: string, login: string, section: string, version = 0) {
  const outcome = await save.run(await now(login), id, { section, text: 'IN-ENGLISH', version })
  if (!outcome.ok) throw new Error(outcome.code)
}
const own = async (login: string, id: string) => {
  const rows = await new OwnTranslations(line.door.database).run(await now(login))
  return rows?.filter((row) => row.id === id).map(({ owed, old }) => ({ owed, old })) ?? null
}
const told = async (login: string, id: string) => {
  const rows = await new ListWaiting(line.door.database).run(line.as(login))
  return rows.filter((row) => row.application_id === id).map(({ kind }) => kind)
}
const digested = async (day: string) => {
  await time.moveTo(new Date(`${day}T01:00:00Z`))
  await new DigestStaff(line.world.sql('app_worker')).run()
  const rows = await on.query<{ login: string }>(
    `SELECT a.login FROM app.outbox o JOIN app.staff_account a ON a.id = o.staff_account_id
     WHERE o.class = 'staff_digest' AND o.subject_version = app.day_number($1) AND a.login LIKE 'reader-%' ORDER BY a.login`,
    [day],
  )
  return rows.map(({ login }) => login)
}

describe('a translation that is asked for', () => {
  it('waits for its translator, at home and in the daily mail, until it is written', async () => {
    const id = await inReview()
    const before = [await own('reader-1', id), await own('coordinator', id), await digested('2027-03-08')]
    await time.reset()
    await ask(id, 'reader-1', ['story', 'example'])
    const open = await own('reader-1', id)
    const first = await digested('2027-03-09')
    await time.reset()
    await write(id, 'reader-1', 'story')
    const half = await own('reader-1', id)
    await write(id, 'reader-1', 'example')

    expect(before).toEqual([[], null, []])
    expect([open, half]).toEqual([[{ owed: 2, old: 0 }], [{ owed: 1, old: 0 }]])
    expect(first).toEqual(['reader-1'])
    expect([await own('reader-1', id), await digested('2027-03-10')]).toEqual([[], []])
  })

  it('is found written by whoever asked, coordinator or lead, and by nobody else; again only when asked again', async () => {
    const id = await inReview()
    await ask(id, 'reader-1', ['story'])
    await ask(id, 'reader-2', ['work'], 'lead')
    const before = [await told('coordinator', id), await told('lead', id)]
    await write(id, 'reader-1', 'story')
    const one = [await told('coordinator', id), await told('coordinator-2', id), await told('lead', id)]
    await write(id, 'reader-2', 'work')
    const both = [await told('coordinator', id), await told('lead', id), await told('lead-2', id)]
    await on.query(`UPDATE app.staff_task SET state = 'done', done_by = $2 WHERE application_id = $1`, [
      id,
      line.as('coordinator').accountId,
    ])
    await write(id, 'reader-1', 'story', 1)

    expect(before).toEqual([[], []])
    expect(one).toEqual([['translation_written'], [], []])
    expect(both).toEqual([['translation_written'], ['translation_written_lead'], []])
    expect(await told('coordinator', id)).toEqual([])
  })

  it('is out of date once the person writes again: it is asked for anew, owed anew, and told anew', async () => {
    const person = await sender(line.world, 'QZWORDS')
    const { id } = person
    await ask(id, 'reader-1', ['story'])
    await write(id, 'reader-1', 'story')
    await on.query(`UPDATE app.staff_task SET state = 'done' WHERE application_id = $1`, [id])
    await person.replace('story', completeAnswers('QZNEW').story)
    const old = [await own('reader-1', id), await told('coordinator-2', id)]
    await ask(id, 'reader-1', ['story'], 'coordinator-2')
    const anew = [await own('reader-1', id), await told('coordinator-2', id)]
    await write(id, 'reader-1', 'story', 1)

    expect(old).toEqual([[{ owed: 0, old: 1 }], expect.arrayContaining(['translator_needed'])])
    expect(anew).toEqual([[{ owed: 1, old: 0 }], expect.not.arrayContaining(['translator_needed'])])
    expect(await own('reader-1', id)).toEqual([])
    expect(await told('coordinator-2', id)).toContain('translation_written')
    expect(await told('coordinator', id)).not.toContain('translation_written')
  })
})

describe('a translator who is lost', () => {
  it('by a conflict: another is needed, until another is asked for the same pages', async () => {
    const id = await inReview()
    await ask(id, 'reader-1', ['story', 'work'])
    await write(id, 'reader-1', 'story')
    await line.door.conflict.run(await now('reader-1'), id, 'family')
    const lost = [await told('coordinator', id), await told('coordinator-2', id), await own('reader-1', id)]
    await ask(id, 'reader-2', ['example'])
    const others = await told('coordinator-2', id)
    await ask(id, 'reader-2', ['work'])

    expect(lost).toEqual([['translation_written', 'translator_needed'], ['translator_needed'], []])
    expect(others).toEqual(['translator_needed'])
    expect([await told('coordinator-2', id), await own('reader-2', id)]).toEqual([[], [{ owed: 2, old: 0 }]])
  })

  it('with their role, by the hour: the same, until the file is decided', async () => {
    const id = await inReview()
    await ask(id, 'reader-3', ['story'])
    const { accountId } = line.as('reader-3')
    await on.query(
      `UPDATE app.staff_role SET ends_on = app.today() - 1 WHERE account_id = $1 AND role = 'translator'`,
      [accountId],
    )
    await new EndRoles(line.world.sql('app_worker'), line.world.directory).run()
    const lost = [await told('coordinator', id), await own('reader-3', id)]
    await on.query(`UPDATE app.application SET state = 'rejected' WHERE id = $1`, [id])

    expect(lost).toEqual([['translator_needed'], []])
    expect(await told('coordinator', id)).toEqual([])
  })

  it('is called for again, where a call was taken off by hand, only when another is lost', async () => {
    const id = await inReview()
    for (const login of ['reader-1', 'reader-2'] as const)
      await ask(id, login, [login === 'reader-1' ? 'story' : 'work'])
    await line.door.conflict.run(await now('reader-1'), id, 'family')
    await on.query(
      `UPDATE app.staff_task SET state = 'done', done_by = $2 WHERE application_id = $1 AND state = 'open'`,
      [id, line.as('coordinator').accountId],
    )
    await ask(id, 'reader-2', ['example'])
    const quiet = await told('coordinator', id)
    await line.door.conflict.run(await now('reader-2'), id, 'family')

    expect([quiet, await told('coordinator', id)]).toEqual([[], ['translator_needed']])
  })

  it('calls nobody where all is written, or where a keeper took the file away by hand', async () => {
    const [written, taken] = [await inReview(), await inReview()]
    for (const id of [written, taken]) await ask(id, 'reader-1', ['story'])
    await write(written, 'reader-1', 'story')
    await line.door.conflict.run(await now('reader-1'), written, 'family')
    const { accountId } = line.as('reader-1')
    await line.door.assign.end(line.as('coordinator'), taken, { accountId, role: 'translator' })

    expect([await told('coordinator-2', written), await told('coordinator-2', taken)]).toEqual([[], []])
  })
})
