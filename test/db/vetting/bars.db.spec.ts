import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ListVisaCases } from '#features/visa/staff/list-visa-cases.js'
import { fullReview } from '#test/support/main-line.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sender } from '#test/support/people/sender.js'
import { openPlanning, type Planning } from '#test/support/planning.js'

let world: Planning
let on: ReturnType<typeof conflictsOn>

beforeAll(async () => {
  world = await openPlanning()
  on = conflictsOn(world.line)
}, 60_000)

afterAll(() => world.end())

const account = (login: string) => world.as(login).accountId
const toReader = (login: string) => ({ accountId: account(login), role: 'reviewer' }) as const
const query = <T>(text: string, values: readonly unknown[] = []) => world.line.world.operator.query<T>(text, values)
const numberOf = async (file: string): Promise<string> => {
  const [row] = await query<{ number: string }>('SELECT case_number AS number FROM app.application WHERE id = $1', [
    file,
  ])
  return row?.number ?? ''
}
/** The proposal of this id, and the line of one file in it. */
const lineOf = async (id: string, file: string) => {
  const read = await world.plan.read.run(world.as('coordinator'), id)
  if (!read.ok) throw new Error(read.code)
  return read.value.files.find((one) => one.id === file)
}
const namedBy = (file: string, login: string) =>
  query(
    `WITH n AS (INSERT INTO app.nomination (id, edition_id, number, made_by, state, named_week)
       SELECT gen_random_uuid(), edition_id, 'N' || case_number, $2, 'used', app.today() FROM app.application WHERE id = $1 RETURNING id)
     UPDATE app.application SET nomination_id = n.id FROM n WHERE application.id = $1`,
    [file, account(login)],
  )

describe('who put a person forward', () => {
  it('CON-4 never reads their file: not by a proposal, not by a row, not by hand, whatever is pinned', async () => {
    const [file = ''] = await world.line.manyInReview(1)
    await namedBy(file, 'reader-1')
    await query(
      `INSERT INTO app.conflict_fact (application_id, account_id, kind, origin, author_id) VALUES ($1, $2, 'none', 'pinned', $2)`,
      [file, account('reader-1')],
    )

    const proposed = await lineOf(await world.proposed({ reads: 3 }), file)
    const pasted = await world.plan.paste.look(world.as('lead'), `${await numberOf(file)},reader-1`)
    const byHand = await world.line.door.assign.run(world.as('lead'), file, toReader('reader-1'))

    expect(proposed?.add).toEqual(['Reader 2', 'Reader 3'])
    expect(pasted).toEqual({ ok: true, value: { ok: false, errors: [{ row: 1, code: 'conflict' }] } })
    expect(byHand).toEqual({ ok: false, code: 'conflict' })
    expect(await world.readersOf(file)).toEqual([])
  })

  it('CON-4 who has read it all the same loses file, keys and score with the next proposal', async () => {
    await world.startAnew()
    const file = await world.line.inReview()
    await world.line.given(file, 'reader-1')
    await world.line.door.review.run(world.as('reader-1'), file, fullReview)
    await namedBy(file, 'reader-1')

    const id = await world.proposed({ reads: 1 })
    expect(await world.plan.deploy.run(world.as('lead'), id)).toEqual({ ok: true, value: null })

    const [review] = await query('SELECT state FROM app.review WHERE application_id = $1', [file])
    expect([review, (await world.readersOf(file)).includes('reader-1')]).toEqual([{ state: 'removed' }, false])
    expect(await world.wrappedTo(file)).toEqual(await world.readersOf(file))
  })
})

describe('possible conflicts of what a proposal adds', () => {
  let file: string
  let id: string
  const detected = (kind: string) => ({ origin: 'detected', kind })
  const pinned = (kind: string) => ({ origin: 'pinned', kind })
  const proposal = async () => {
    const read = await world.plan.read.run(world.as('coordinator'), id)
    if (!read.ok) throw new Error(read.code)
    return read.value
  }
  const asked = async () => (await proposal()).questions.map(({ name, kind }) => [name, kind])
  const say = (login: string, answer: 'conflict' | 'none') =>
    world.plan.answer.run(world.as('lead'), { proposalId: id, applicationId: file, accountId: account(login) }, answer)

  beforeAll(async () => {
    await world.startAnew()
    await query(`UPDATE app.application SET state = 'rejected' WHERE state = 'in_review'`)
    file = (await sender(world.line.world, 'Harbour')).id
    await world.line.move('coordinator', file, 'open_screening')
    await world.line.move('coordinator', file, 'pass')
    await on.affiliations.add(world.line.as('reader-1'), account('reader-1'), 'Harbour organisation')
    await query(`UPDATE app.staff_account SET display_name = 'H. Ref-two' WHERE login = 'reader-2'`)
    id = await world.proposed({ reads: 3 })
  })

  it('CON-3 are told by a pasted row, looked at or entered alike', async () => {
    const rows = `${await numberOf(file)},reader-3\n${await numberOf(file)},reader-1`
    const unfit = { ok: false, errors: [{ row: 2, code: 'possible_conflict' }] }

    expect(await world.plan.paste.look(world.as('coordinator'), rows)).toEqual({ ok: true, value: unfit })
    expect(await world.plan.paste.run(world.as('coordinator'), rows)).toEqual({
      ok: false,
      code: 'rows_unfit',
      about: { rows: unfit },
    })
    expect(await world.readersOf(file)).toEqual([])
  })

  it('CON-3 stop a deployment until each is answered, and write nothing but the question', async () => {
    const before = await world.traces()
    expect([await asked(), (await proposal()).compared]).toEqual([[], []])

    expect(await world.plan.deploy.run(world.as('coordinator'), id)).toEqual({ ok: false, code: 'questions_open' })

    expect(await world.traces()).toEqual(before)
    expect([await asked(), (await proposal()).compared]).toEqual([
      [['Reader 1', 'same_organisation']],
      ['contact', 'profile'],
    ])
    expect([await on.facts(file, 'reader-1'), await world.plan.compare.run(world.as('reader-1'), id)]).toEqual([
      [],
      { ok: false, code: 'not_found' },
    ])
  })

  it('CON-3 are asked about referees too, once a lead looks; a coordinator’s look takes nothing back', async () => {
    expect(await world.plan.compare.run(world.as('lead'), id)).toEqual({ ok: true, value: null })
    const both = [
      ['H. Ref-two', 'past_reference'],
      ['Reader 1', 'same_organisation'],
    ]

    expect([await asked(), (await proposal()).compared]).toEqual([both, ['contact', 'profile', 'references']])
    await world.plan.compare.run(world.as('coordinator'), id)
    expect(await asked()).toEqual(both)
  })

  it('CON-3 take the read out where a conflict is pinned, which is on record as detected, and let it in where none is', async () => {
    expect(await say('reader-3', 'none')).toEqual({ ok: false, code: 'not_found' })
    expect([await say('reader-1', 'conflict'), await say('reader-2', 'none')]).toEqual([
      { ok: true, value: null },
      { ok: true, value: null },
    ])

    expect(await on.facts(file, 'reader-1')).toEqual([detected('same_organisation'), pinned('same_organisation')])
    expect([await on.facts(file, 'reader-2'), await asked()]).toEqual([[pinned('none')], []])
    const { added, incomplete } = await proposal()
    expect([added, incomplete.map((one) => one.id)]).toEqual([2, [file]])
    expect(await world.plan.deploy.run(world.as('lead'), id)).toEqual({ ok: true, value: null })
    expect([await world.readersOf(file), await world.wrappedTo(file)]).toEqual([
      ['reader-2', 'reader-3'],
      ['reader-2', 'reader-3'],
    ])
  })

  it('CON-1 count again where the pin is taken back from a conflict that was detected', async () => {
    await on.clear(file, 'reader-1')

    expect(await on.facts(file, 'reader-1')).toEqual([detected('same_organisation')])
    expect(await on.assign(file, 'reader-1')).toEqual({ ok: false, code: 'conflict' })
  })
})

describe('a country excluded for a colleague', () => {
  const files: string[] = []
  const exclusion = () => ({ accountId: account('reader-3'), country: 'UG' })
  const tasks = async () =>
    (await query<{ kind: string }>(`SELECT kind FROM app.staff_task WHERE state = 'open' ORDER BY kind`)).map(
      ({ kind }) => kind,
    )

  beforeAll(async () => {
    await world.startAnew()
    await query('DELETE FROM app.staff_task')
    for (const mark of ['Ridge', 'Shore']) {
      const { id } = await sender(world.line.world, mark)
      await world.line.move('coordinator', id, 'open_screening')
      await world.line.move('coordinator', id, 'pass')
      files.push(id)
    }
    files.push(await world.line.inReview())
    for (const file of files) await world.line.given(file, 'reader-3')
    await world.line.door.review.run(world.as('reader-3'), files[0] ?? '', fullReview)
  })

  it('CON-4 is looked at first: how many files it meets, and nothing changes', async () => {
    const before = await world.traces()

    expect(await on.exclude.look(world.as('coordinator'), exclusion())).toEqual({
      ok: true,
      value: { met: 2, sealed: 0 },
    })
    expect(await on.exclude.look(world.as('lead-2'), exclusion())).toEqual({ ok: true, value: { met: 0, sealed: 3 } })
    expect(await on.exclude.look(world.as('board-1'), exclusion())).toEqual({ ok: false, code: 'not_found' })
    expect([await world.traces(), await query('SELECT 1 FROM app.staff_exclusion')]).toEqual([before, []])
  })

  it('CON-4 by who cannot open the countries works from now on, and asks the coordinators to look', async () => {
    const admin = { ...world.as('board-1'), roles: ['admin'] as const }

    expect(await on.exclude.run(admin, exclusion())).toEqual({ ok: true, value: { met: 0, sealed: null } })

    expect([await tasks(), await world.readersOf(files[0] ?? '')]).toEqual([['exclusion_to_look_at'], ['reader-3']])
  })

  it('CON-4 takes every file it meets away in one act: assignment, wraps, score; another reader is asked for', async () => {
    const before = await world.line.traces(files[0] ?? '')

    expect(await on.exclude.run(world.as('coordinator'), exclusion())).toEqual({
      ok: true,
      value: { met: 2, sealed: 0 },
    })

    expect(await Promise.all(files.map((file) => world.readersOf(file)))).toEqual([[], [], ['reader-3']])
    expect(await Promise.all(files.map((file) => on.wraps(file, 'reader-3')))).toEqual([0, 0, 1])
    for (const file of files.slice(0, 2)) {
      expect(await on.facts(file, 'reader-3')).toEqual([{ origin: 'pinned', kind: 'administrative' }])
      expect(await world.line.door.open.run(world.as('reader-3'), file)).toEqual({ ok: false, code: 'not_found' })
    }
    const reviews = await query('SELECT state FROM app.review WHERE application_id = $1', [files[0]])
    expect([reviews, await tasks()]).toEqual([
      [{ state: 'removed' }],
      ['exclusion_to_look_at', 'reader_needed', 'reader_needed'],
    ])
    expect(await world.line.traces(files[0] ?? '')).toEqual(before)
    expect(await on.exclude.run(world.as('lead'), exclusion())).toEqual({ ok: true, value: { met: 0, sealed: 0 } })
  })

  it('CON-4 hides from a lead, who sees all files, those that name it', async () => {
    const before = (await world.line.door.list.run(world.as('lead-2'), {})).rows.length

    const outcome = await on.exclude.run(world.as('coordinator'), { ...exclusion(), accountId: account('lead-2') })

    expect(outcome).toEqual({ ok: true, value: { met: 3, sealed: 0 } })
    expect((await world.line.door.list.run(world.as('lead-2'), {})).rows.length).toBe(before - 3)
  })

  it('CON-4 takes from the travel desk who comes from there, and is compared for it with who is sent later', async () => {
    const [id = '', elsewhere = ''] = files
    const desk = { accountId: world.line.as('desk').accountId, country: 'UG' }
    const { database } = world.line.door
    const cases = async () => {
      const listed = await new ListVisaCases(database).run(world.line.as('desk'), false)
      return listed.ok ? listed.value.map((row) => row.application_id) : listed.code
    }
    await query(`UPDATE app.application SET state = 'confirmed', version = version + 1 WHERE id = $1`, [id])
    await query(
      `WITH p AS (INSERT INTO app.participation (edition_id, application_id) SELECT edition_id, id FROM app.application WHERE id = $1 RETURNING id)
       INSERT INTO app.visa_case (participation_id) SELECT id FROM p`,
      [id],
    )
    expect(await cases()).toEqual([id])

    expect(await on.exclude.run(world.as('coordinator'), desk)).toEqual({ ok: true, value: { met: 1, sealed: 0 } })

    expect([await cases(), await on.facts(elsewhere, 'desk')]).toEqual([[], []])
    const later = await sender(world.line.world, 'Cape')
    expect(
      await query(`SELECT 1 AS due FROM app.exclusion_due WHERE application_id = $1 AND account_id = $2`, [
        later.id,
        desk.accountId,
      ]),
    ).toEqual([{ due: 1 }])
  })
})

it('ASG-9 a pasted row says that nothing can be wrapped to a reader, looked at or entered alike', async () => {
  const [file = ''] = await world.line.manyInReview(1)
  const rows = `${await numberOf(file)},reader-3`
  const unfit = { ok: false, errors: [{ row: 1, code: 'key_not_signed' }] }
  world.line.world.directory.strike([world.as('reader-3').holder.pair.publicKey])

  expect(await world.plan.paste.look(world.as('coordinator'), rows)).toEqual({ ok: true, value: unfit })
  expect(await world.plan.paste.run(world.as('coordinator'), rows)).toMatchObject({ code: 'rows_unfit' })
})
