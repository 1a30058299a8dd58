import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { TestClock } from '#test/support/clock.js'
import { hiddenField, plain } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let time: TestClock
let team: Team

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  time = new TestClock(staff.clock, line.world.database)
  team = await Team.at(staff, ['board-1', 'board-2', 'coordinator'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => line.world.operator.query<T>(text, values)
const put = (id: string, state: string) =>
  sql('UPDATE app.application SET state = $2, version = version + 1 WHERE id = $1', [id, state])
/** Files sent and set into a state; the way there is told elsewhere. */
async function filesIn(state: string, count: number): Promise<string[]> {
  const ids: string[] = []
  for (let made = 0; made < count; made += 1) ids.push(await line.applied())
  for (const id of ids) await put(id, state)
  return ids
}
const decisions = (ids: readonly string[]) =>
  sql<{ move: string; state: string; count: number }>(
    `SELECT move, state, count(*)::int FROM app.decision WHERE application_id = ANY ($1) GROUP BY move, state ORDER BY state`,
    [ids],
  )
const unchanged = (ids: readonly string[]) =>
  sql(
    `SELECT state, count(*)::int, (SELECT count(*)::int FROM app.outbox WHERE application_id = ANY ($1) AND class <> 'receipt'
       AND kind = 'mail') AS mails FROM app.application WHERE id = ANY ($1) GROUP BY state ORDER BY state`,
    [ids],
  )
const decision = { move: 'release_reject', reason_class: 'places', wording: 'apply_again' }
const tried = (state: string, move = decision.move) =>
  team.as('board-1').get(`/decision-batches/dry-run?${new URLSearchParams({ state, ...decision, move })}`)
const clear = () =>
  sql(`WITH d AS (UPDATE app.decision SET state = 'superseded' WHERE state IN ('pending', 'second_ok'))
    UPDATE app.application SET state = 'withdrawn', version = version + 1`)

/** Puts it forward as the page of the dry run does; answers the page of the batch and its id. */
async function applied(state: string) {
  const page = await tried(state)
  const answer = await team.act('board-1', '/decision-batches', {
    state,
    ...decision,
    digest: hiddenField(page.text, 'digest'),
  })
  return { page, answer, id: /\/decision-batches\/([0-9a-f-]{36})\/ends/.exec(answer.text)?.[1] ?? '' }
}
const approvalOf = async (batch: string) =>
  (
    await sql<{ id: string; sample: string[] }>(
      `SELECT id, sample FROM app.approval WHERE object_id = $1 ORDER BY number DESC LIMIT 1`,
      [batch],
    )
  )[0] ?? { id: '', sample: [] }

const agree = async (approval: string, sample: readonly string[]) => {
  await team.open('board-2', sample)
  return team.act('board-2', `/approvals/${approval}/agreements`, { sample_read: sample })
}

describe('a decision about many files', () => {
  it('STA-11 counts and names those it leaves, and moves each of the others once', async () => {
    await clear()
    const ready = await filesIn('in_review', 3)
    const [held] = await filesIn('in_review', 1)
    await line.door.propose.run(line.as('board-2'), held ?? '', {
      move: 'release_reject',
      reasonClass: 'fit',
      version: (await line.now(held ?? '')).version,
    })
    await filesIn('screening', 2)
    await sql(
      `INSERT INTO app.flag (application_id, kind) SELECT id, 'restricted' FROM app.application WHERE id = $1`,
      [(await filesIn('in_review', 1))[0]],
    )
    const [{ case_number: named } = { case_number: '' }] = await sql<{ case_number: string }>(
      'SELECT case_number FROM app.application WHERE id = $1',
      [held],
    )

    const all = await team.as('board-1').get(`/decision-batches/dry-run?${new URLSearchParams(decision)}`)
    const { page, answer, id } = await applied('in_review')
    const { id: approval, sample } = await approvalOf(id)
    const twice = await team.act('board-1', '/decision-batches', {
      state: 'in_review',
      ...decision,
      digest: hiddenField(page.text, 'digest'),
    })
    const agreed = await agree(approval, sample)
    await line.door.propose.clear(line.as('board-2'), held ?? '')
    await team.release('board-1')
    await team.release('board-1')

    expect(all.text).toContain('3 files would get the decision')
    expect(all.text).toMatch(/Does not follow from the present state<\/th><td class="number">2/)
    expect(page.text).toMatch(/Another decision waits<\/th><td class="number">1/)
    expect(page.text).toContain(named)
    expect(page.text).not.toContain('Not open to you')
    expect(answer.text).toContain('3 wait for the second person.')
    expect(twice.text).toContain('The set of files is another one now.')
    expect(agreed.text).toContain('You agreed.')
    const moved = await sql<{ id: string }>(
      `SELECT application_id AS id FROM app.history WHERE move = 'release_reject' ORDER BY application_id`,
    )
    expect(moved.map((row) => row.id)).toEqual(ready.toSorted())
  })

  it('STA-11 is asked again without who left the set, and then agreed to', async () => {
    await clear()
    const files = await filesIn('board', 4)
    const { id } = await applied('board')
    const [left = ''] = files
    await sql(`SELECT app.application_move($1, 'withdraw', 'applicant')`, [left])
    const first = await approvalOf(id)

    const changed = await agree(first.id, first.sample)
    const again = await team.act('board-1', `/decision-batches/${id}/requests`)
    const second = await approvalOf(id)
    const agreed = await agree(second.id, second.sample)

    expect(changed.text).toContain('The set of files is another one now.')
    expect(again.text).toContain('The second person was asked again.')
    expect(second.sample).toEqual(files.filter((file) => file !== left).toSorted())
    expect(agreed.text).toContain('You agreed.')
    expect(await decisions(files)).toEqual([
      { move: 'release_reject', state: 'second_ok', count: 3 },
      { move: 'release_reject', state: 'superseded', count: 1 },
    ])
  })

  it('U29 counts what it then does, is undone for half a minute, and leaves both in the history and no mail', async () => {
    await clear()
    const files = await filesIn('in_review', 6)
    await filesIn('vetting', 2)
    const harm = await tried('vetting')
    const before = await unchanged(files)
    const { page, answer, id } = await applied('in_review')
    const set = await decisions(files)
    const pages = await team.as('board-1').get(`/applications/${files[0]}`)

    const undone = await team.act('board-1', `/decision-batches/${id}/ends`)
    const after = await team.as('board-1').get(`/applications/${files[0]}`)

    expect(harm.text).toContain('No file would get the decision')
    expect(harm.text).toMatch(/The question of harm is still open<\/th><td class="number">2/)
    expect(page.text).toContain('6 files would get the decision')
    expect(answer.text).toContain('The decisions wait for a second person.')
    expect(set).toEqual([{ move: 'release_reject', state: 'pending', count: 6 }])
    expect(undone.text).toContain('All of it was taken back.')
    expect(await decisions(files)).toEqual([{ move: 'release_reject', state: 'superseded', count: 6 }])
    expect(await unchanged(files)).toEqual(before)
    expect(pages.text).toContain('waits for a second person')
    expect(after.text).toContain('Earlier decisions')
    expect(after.text).toContain('Taken back, or replaced by another.')
    const log = await sql<{ verb: string; count: number }>(
      `SELECT verb, count(*)::int FROM audit.entry WHERE object_id = ANY ($1) AND verb LIKE 'decision.%' GROUP BY verb ORDER BY verb`,
      [files],
    )
    expect(log).toEqual([
      { verb: 'decision.cleared', count: 6 },
      { verb: 'decision.proposed', count: 6 },
    ])
  })

  it('is not undone after half a minute, nor by somebody else, and goes when the second person says no', async () => {
    await clear()
    const files = await filesIn('board', 2)
    const { id } = await applied('board')
    const foreign = await team.act('board-2', `/decision-batches/${id}/ends`)
    await time.move(31_000)
    const late = await team.act('board-1', `/decision-batches/${id}/ends`)
    await time.reset()
    const { id: approval } = await approvalOf(id)
    const waiting = await decisions(files)
    await team.act('board-2', `/approvals/${approval}/refusals`)

    expect(foreign.status).toBe(404)
    expect(late.text).toContain('The time for this has passed.')
    expect(waiting).toEqual([{ move: 'release_reject', state: 'pending', count: 2 }])
    expect(await decisions(files)).toEqual([{ move: 'release_reject', state: 'superseded', count: 2 }])
  })

  it('STA-7 STA-8 gives the same support to each, named before and to the second, and takes it back with the rest', async () => {
    await clear()
    const files = await filesIn('board', 2)
    const invite = { state: 'board', move: 'release_invite', reason_class: 'fit' }
    const lines = () =>
      sql<{ file: string; line: string }>(
        `SELECT application_id AS file, category AS line FROM app.entitlement WHERE removed_on IS NULL ORDER BY category, array_position($1, application_id)`,
        [files],
      )
    const both = ['flight', 'visa'].flatMap((one) => files.map((file) => ({ file, line: one })))
    const apply = async (asked: Record<string, string>) => {
      const query = new URLSearchParams(asked)
      for (const one of ['flight', 'visa']) query.append('support', one)
      const page = await team.as('board-1').get(`/decision-batches/dry-run?${query}`)
      const posted = { ...asked, support: ['flight', 'visa'], digest: hiddenField(page.text, 'digest') }
      const answer = await team.act('board-1', '/decision-batches', posted)
      return { page, id: /\/decision-batches\/([0-9a-f-]{36})\/ends/.exec(answer.text)?.[1] ?? '' }
    }

    const first = await apply(invite)
    const given = await lines()
    await team.act('board-1', `/decision-batches/${first.id}/ends`)
    const taken = await lines()
    const again = await apply(invite)
    const seen = await team.as('board-2').get('/approvals')
    const { id, sample } = await approvalOf(again.id)
    await agree(id, sample)
    const agreed = await lines()
    await clear()
    await sql('UPDATE app.entitlement SET removed_on = app.today()')
    await filesIn('board', 1)
    const waiting = await apply({ ...invite, move: 'release_waitlist' })

    expect(first.page.text.match(/name="support" value="\w+"/g)).toEqual([
      'name="support" value="flight"',
      'name="support" value="visa"',
    ])
    expect(first.page.text).toContain('Support: ')
    expect([given, taken, agreed]).toEqual([both, [], both])
    expect(seen.text).toContain('Support: ')
    expect(waiting.page.text).not.toContain('Support: ')
    expect(await lines()).toEqual([])
    expect(
      await sql(
        `SELECT verb, count(*)::int FROM audit.entry WHERE verb LIKE 'entitlement.%' GROUP BY verb ORDER BY verb`,
      ),
    ).toEqual([
      { verb: 'entitlement.granted', count: 8 },
      { verb: 'entitlement.removed', count: 4 },
    ])
  })

  it('is the board’s alone, from its list, and about no more than two hundred', async () => {
    await clear()
    await filesIn('board', 1)
    const [list, others] = [
      await team.as('board-1').get('/applications?state=board'),
      await team.as('coordinator').get('/applications?state=board'),
    ]

    const early = (await team.as('board-1').get('/decision-batches/new?state=in_review')).text
    await filesIn('vetting', 1)
    const uncleared = await tried('vetting', 'release_invite')

    expect(early.match(/<option value="release_\w+"/g)).toEqual(['<option value="release_reject"'])
    expect(plain(uncleared)).toMatch(/No file would get the decision.*Does not follow from the present state 1/)
    expect(list.text).toContain('/decision-batches/new?state=board')
    expect(others.text).not.toContain('/decision-batches')
    expect((await team.as('coordinator').get('/decision-batches/new?state=board')).status).toBe(404)
    expect((await team.as('board-1').get('/decision-batches/new?state=board')).text).toContain(
      'The list holds one file.',
    )
    expect(
      (await team.act('board-1', '/decision-batches', { state: 'board', ...decision, digest: 'ab' })).text,
    ).toContain('The set of files is another one now.')
  })
})
