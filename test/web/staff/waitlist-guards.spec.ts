import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { reasonsTold } from '#features/waitlist/staff/line-reasons.js'
import { waitingRows } from '#features/waitlist/staff/line-rows.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { type Invited, invitedPeople, knownDays, waitlistedPeople } from '#test/support/people/invited.js'
import { keptApart } from '#test/support/people/kept-apart.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team
let people: Invited[]

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['coordinator', 'coordinator-2'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const numberOf = async (person: Invited | undefined) =>
  (await sql<{ n: string }>('SELECT case_number AS n FROM app.application WHERE id = $1', [person?.id]))[0]?.n ?? ''
/** Words as they are read: without markup, and without the marks around what was put in. */
const textOf = (html: string) =>
  html
    .replaceAll(/<[^>]+>/g, ' ')
    .replaceAll(/[\u2066-\u2069]/g, '')
    .replaceAll(/\s+/g, ' ')
const seen = async (login = 'coordinator') => textOf((await team.as(login).get('/waitlist')).text)
const choices = async () => {
  const [form = ''] =
    (await team.as('coordinator').get('/waitlist')).text.match(/<form[^>]*id="other".*?<\/form>/s) ?? []
  return [...form.matchAll(/<option[^>]*>([A-Z\d]{6})/g)].map(([, number]) => number)
}
const restricted = (person: Invited | undefined) =>
  sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'restricted')`, [person?.id])
const officer = () => line.as('security').accountId
const codeOf = (outcome: { ok: boolean; code?: string }) => (outcome.ok ? 'ok' : outcome.code)
const only = <T>(one: T | undefined): T[] => (one === undefined ? [] : [one])

describe('the waitlist page of a coordinator', () => {
  it('VIS-2 WAIT-7 tells by no number, sentence or order that a restricted file waits or has a place', async () => {
    const [place] = await invitedPeople(line.world.operator, line.world.editionId, 2)
    people = await waitlistedPeople(line.world.operator, line.world.editionId, 3)
    const [hidden, first, second] = people
    await restricted(place)
    await restricted(hidden)
    const text = await seen()

    expect(text).toContain('1 of 200 places: 0 confirmed and 1 who still may answer')
    expect((await line.door.list.counts(line.as('coordinator')))['invited']).toBe(1)
    expect(text).toContain('2 people wait')
    expect(text).toContain(`Invite ${await numberOf(first)}`)
    expect(text).not.toContain('Somebody else is first')
    expect(text).not.toContain(await numberOf(hidden))
    expect(text).toMatch(new RegExp(`${await numberOf(first)} is next in the order two people approved: number 1, on`))
    for (const [index, one] of [first, second].entries()) {
      expect(text).toMatch(new RegExp(`${await numberOf(one)} ${index + 1} \\d`))
    }
    expect(text).toContain('There is a place to offer. The event has 200 places.')
    expect(await choices()).toEqual([await numberOf(first), await numberOf(second)])

    const [apart] = await waitlistedPeople(line.world.operator, line.world.editionId, 1)
    await keptApart(line.world.operator, officer(), apart, place)
    const beside = await seen()
    const { version } = await line.now(apart?.id ?? '')
    const asked = { person: `${apart?.id}.${version}`, support: 'none' }
    const refused = textOf((await team.act('coordinator', '/waitlist/decisions', asked)).text)

    expect(beside).toMatch(new RegExp(`${await numberOf(apart)} \\d+ [^.]*? is held: a person looks at the file first`))
    expect(beside).toContain('1 of 200 places: 0 confirmed and 1 who still may answer')
    expect(refused).toContain('This file is held. A person looks at it first.')
    for (const page of [beside, refused]) expect(page).not.toMatch(/come together|both come/)
    await sql(`UPDATE app.application SET state = 'rejected' WHERE id = $1`, [apart?.id])
  })

  it('VIS-2 lists no place that somebody they may not know of gave up', async () => {
    const [known, unknown] = await invitedPeople(line.world.operator, line.world.editionId, 2)
    const before = await seen()
    await restricted(unknown)
    for (const one of [known, unknown]) await sql(`SELECT app.application_move($1, 'decline', 'applicant')`, [one?.id])

    expect((await seen()).match(/said no The person/g)).toHaveLength(1)
    expect(before).not.toContain('said no The person')
    await sql(`DELETE FROM app.freed_place`)
  })

  it('WAIT-6 counts nobody among the confirmed who gave the place up on the way', async () => {
    const [gone] = await invitedPeople(line.world.operator, line.world.editionId, 1)
    await sql(`SELECT app.application_move($1, 'confirm', 'applicant')`, [gone?.id])
    const before = await seen()
    await sql(
      `UPDATE app.journey SET state = 'remote' WHERE participation_id = (SELECT id FROM app.participation WHERE application_id = $1)`,
      [gone?.id],
    )

    expect([before, await seen()].map((text) => /places: (\d+) confirmed/.exec(text)?.[1])).toEqual(['1', '0'])
    await sql(`DELETE FROM app.freed_place`)
  })

  it('WAIT-7 puts nobody forward out of turn while the line is shut or full, and says why where the form stood', async () => {
    const [, , second] = people
    const put = async () => {
      const { version } = await line.now(second?.id ?? '')
      return textOf(
        (await team.act('coordinator', '/waitlist/decisions', { person: `${second?.id}.${version}`, support: 'none' }))
          .text,
      )
    }
    const written = () =>
      sql(
        `SELECT 1 FROM app.decision WHERE application_id = $1 UNION ALL SELECT 1 FROM app.promotion_plan WHERE application_id = $1`,
        [second?.id],
      )
    const shut: [string, string, string][] = [
      ['waitlist_open = false', 'waitlist_open = true', 'The waitlist is closed. Open it first.'],
      ['capacity = 0', 'capacity = 200', 'There is no place left.'],
    ]
    for (const [set, back, words] of shut) {
      await sql(`UPDATE app.edition SET ${set}`)
      const [page, offered, refused] = [await seen(), await choices(), await put()]
      await sql(`UPDATE app.edition SET ${back}`)

      expect([set, offered, page.includes(words), refused.includes(words), await written()]).toEqual([
        set,
        [],
        true,
        true,
        [],
      ])
    }
    expect(await choices()).toContain(await numberOf(second))
    await put()
    expect(await written()).toHaveLength(2)
    await sql('DELETE FROM app.promotion_plan WHERE application_id = $1', [second?.id])
    await sql('DELETE FROM app.decision WHERE application_id = $1', [second?.id])
  })

  it('STA-21 WAIT-7 names nobody in turn behind somebody with whom the viewer declared a conflict, and says why it takes two', async () => {
    const [, first] = people
    const declared = [first?.id, line.as('coordinator').accountId]
    const invites = async (login: string) => (await team.as(login).get('/waitlist')).text.includes('id="invite"')
    expect(await invites('coordinator')).toBe(true)
    await sql(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'family', 'declared', $2)`,
      declared,
    )
    const text = await seen()

    expect(text).toContain('Somebody with whom you declared a conflict is first in the approved order.')
    expect(text).not.toContain(await numberOf(first))
    expect([await invites('coordinator'), await invites('coordinator-2')]).toEqual([false, true])
    await sql('DELETE FROM app.conflict_fact WHERE application_id = $1 AND account_id = $2', declared)
  })

  it('says once that nobody else can be invited, however many places are free', async () => {
    expect((await seen()).match(/nobody else on the waitlist can be invited/g)).toHaveLength(1)
    expect(await seen()).not.toContain('A place is free, and nobody on the waitlist')
  })

  it('WAIT-8 offers out of turn nobody who is held, kept apart or gave a place up, and says of each why', async () => {
    const [held, gone, next] = await waitlistedPeople(line.world.operator, line.world.editionId, 3)
    await sql(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'paused')`, [held?.id])
    await sql(
      `INSERT INTO app.history (application_id, version, move, from_state, to_state, role, on_day) VALUES ($1, 5, 'cancel', 'confirmed', 'cancelled', 'board', app.today())`,
      [gone?.id],
    )
    const text = await seen()

    expect((await choices()).slice(2)).toEqual([await numberOf(next)])
    expect(text).toMatch(new RegExp(`${await numberOf(held)} \\d+ [^.]*? is held: a person looks at the file first`))
    expect(text).toMatch(new RegExp(`${await numberOf(gone)} \\d+ [^.]*? gave a place up after saying yes`))
    await sql(`UPDATE app.application SET state = 'expired' WHERE id = ANY ($1)`, [[held?.id, gone?.id]])
    const page = (await team.as('coordinator').get('/waitlist')).text

    expect(textOf(page)).toContain(`${await numberOf(gone)} Gave a place up after saying yes: the waitlist offers them`)
    expect([held, gone].map((one) => page.includes(`id="requeue-${one?.id}"`))).toEqual([true, false])
  })
})

describe('a coordinator whose keys do not open what was said about a visa', () => {
  it('WAIT-9 WAIT-5 works with the days another session kept: who is too late is not next, who is not is hurried', async () => {
    const [, late, hurried] = people
    await knownDays(line.world.operator, only(late), -1)
    await knownDays(line.world.operator, only(hurried), 3)
    await sql('UPDATE app.alternate_days SET normal_until = app.today() - 1 WHERE application_id = $1', [hurried?.id])
    const text = await seen('coordinator-2')
    const { version } = await line.now(hurried?.id ?? '')
    await team.act('coordinator-2', '/waitlist/promotions', {
      application: hurried?.id ?? '',
      version: String(version),
    })

    expect(text).toMatch(new RegExp(`${await numberOf(hurried)} is next in the order two people approved`))
    expect(text).toContain('Only in a hurry, until')
    expect(text).toContain(`${await numberOf(late)} cannot come in time any more`)
    expect(
      await sql(
        `SELECT p.feasible, p.passed_over AS over, i.express, i.expires_at BETWEEN app.now() + interval '47 hours' AND app.now() + interval '49 hours' AS soon
         FROM app.promotion p JOIN app.invitation i USING (application_id) WHERE p.application_id = $1`,
        [hurried?.id],
      ),
    ).toEqual([{ feasible: 'express', over: [{ id: late?.id, why: 'too_late' }], express: true, soon: true }])
  })
})

describe('two people kept apart', () => {
  it('VIS-2 are refused an invitation renewed in a word that says no more than the colleague may know', async () => {
    const [gone, holder] = await invitedPeople(line.world.operator, line.world.editionId, 2)
    await sql(`SELECT app.application_move($1, 'confirm', 'applicant')`, [gone?.id])
    await sql(
      `UPDATE app.journey SET state = 'remote' WHERE participation_id = (SELECT id FROM app.participation WHERE application_id = $1)`,
      [gone?.id],
    )
    await keptApart(line.world.operator, officer(), gone, holder)
    const renewed = async () => {
      const { version } = await line.now(gone?.id ?? '')
      const step = { move: 'unconfirm', version, reason: 'set_by_mistake' } as const
      return codeOf(await line.door.move.run(line.as('coordinator'), gone?.id ?? '', step))
    }
    const told = await renewed()
    await restricted(holder)

    expect([told, await renewed(), (await line.now(gone?.id ?? '')).state]).toEqual(['kept_apart', 'held', 'confirmed'])
  })

  it('VIS-2 say of somebody with a place whom one may not know of no more than of a file that is stopped', async () => {
    const [holder] = await invitedPeople(line.world.operator, line.world.editionId, 1)
    const [person] = await waitlistedPeople(line.world.operator, line.world.editionId, 1)
    await keptApart(line.world.operator, officer(), person, holder)
    const said = async (login: string) => {
      const rows = await waitingRows(line.door.database, line.as(login), [person?.id ?? ''])
      const kept = [{ applicationId: '', why: 'rank', cellId: null, cellSchema: null }].map((row) => ({
        ...row,
        passedOver: [{ id: person?.id ?? '', why: 'apart' } as const],
      }))
      const [told] = await reasonsTold(line.door.database, line.as(login), kept)
      return [
        rows.map(({ isStopped, isApart }) => [isStopped, isApart]),
        told?.passedOver.map(({ why }) => why),
        codeOf(
          await line.door.propose.run(line.as(login), person?.id ?? '', {
            move: 'promote_other',
            reasonClass: 'fit',
            version: (await line.now(person?.id ?? '')).version,
          }),
        ),
      ]
    }
    const open = await said('coordinator')
    await restricted(holder)

    expect(open).toEqual([[[false, true]], ['apart'], 'kept_apart'])
    expect(await said('coordinator')).toEqual([[[true, false]], ['held'], 'held'])
  })
})
