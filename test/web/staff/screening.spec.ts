import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { hiddenField } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['coordinator', 'coordinator-2', 'lead', 'reader-1', 'board-1', 'security'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const page = (id: string) => `/applications/${id}`
const called = (display_name: string) => ({ contact: { display_name, no_code_word: true } })
const sent = async (mark: string, name: string) => (await sender(line.world, mark, false, called(name))).id
const caseOf = async (id: string) =>
  (
    await line.world.operator.query<{ n: string }>('SELECT case_number AS n FROM app.application WHERE id = $1', [id])
  )[0]?.n ?? ''

/** Posts a form as its reader would, and reads the page that follows. */
async function act(login: string, from: string, to: string, fields: Record<string, string>) {
  const shown = await team.as(login).get(from)
  return team.as(login).postAndFollow(to, { form_token: hiddenField(shown.text, 'form_token'), ...fields })
}
const test = { for_others: 'yes', universality: 'yes', peaceful: 'yes', rests_on: 'own_words' }
const versionOf = async (id: string) => String((await line.now(id)).version)
const pass = async (id: string) =>
  act('coordinator', page(id), `${page(id)}/moves`, { move: 'pass', version: await versionOf(id) })

describe('screening over the pages', () => {
  it('goes from the queue to review: opened together, answered, compared, passed on, and the next file', async () => {
    const [one, other, third] = [
      await sent('QONE', 'Selam Tadesse'),
      await sent('QTWO', 'Selam Tadesse'),
      await sent('QTHREE', 'Ximena Duarte'),
    ]
    const early = await team.as('coordinator').get('/screening')
    const plan = await team.as('coordinator').get('/screening/runs?run=open')
    const fields = { run: 'open', mark: hiddenField(plan.text, 'mark') }
    const opened = await act('coordinator', '/screening/runs?run=open', '/screening/runs', fields)
    const again = await act('coordinator', '/screening/runs?run=open', '/screening/runs', fields)

    expect(early.text).toContain('3 of 3 waiting files.')
    expect(plan.text).toContain('Screening opens for 3 files. Nothing has happened yet.')
    expect(opened.text).toContain('Screening is open for these files.')
    expect(again.text).toContain('Somebody changed this meanwhile')
    expect([await line.now(one), await line.now(third)]).toMatchObject([{ state: 'screening' }, { state: 'screening' }])

    const shown = await team.as('coordinator').get(page(one))
    const half = await act('coordinator', page(one), `${page(one)}/eligibility`, { ...test, peaceful: '' })
    const tooEarly = await pass(one)
    const saved = await act('coordinator', page(one), `${page(one)}/eligibility`, test)
    const undecided = await pass(one)

    expect(shown.text).toContain('Every required answer is there.')
    expect(shown.text).toContain('same name')
    expect(half.text).toContain('Answer all three questions and say what they rest on.')
    expect(tooEarly.text).toContain('First answer the definition test with yes.')
    expect(saved.text).toContain('Inside the definition')
    expect(undecided.text).toContain('Compare the two first.')

    const pair = { first: one, second: other, verdict: 'different' }
    const judged = await act('coordinator', '/duplicates', '/duplicates', pair)
    const said = await team.as('coordinator').get('/duplicates/judged')
    expect(said.text).toMatch(new RegExp(`${await caseOf(one)}.*Judged to be two people`, 's'))
    expect((await team.as('coordinator').get('/duplicates/judged?after=canary')).status).toBe(404)
    const passed = await pass(one)
    const queue = await team.as('coordinator').get('/screening')

    expect(judged.text).toContain('No two files look like one person’s')
    expect(passed.text).toContain('The file has moved.')
    expect((await line.now(one)).state).toBe('in_review')
    expect(queue.text).toContain('1 of 3 screened')
    expect(queue.text).toMatch(new RegExp(`class="main" href="/applications/(${other}|${third})"`))
    for (const id of [other, third]) await line.move('coordinator', id, 'pass')
    expect((await team.as('coordinator').get('/screening')).text).toContain('No file waits for screening.')
  })

  it('closes the later file of one person into the earlier, by two people, and only once', async () => {
    const [one, other] = [await sent('QSAME', 'Noor Haddad'), await sent('QAGAIN', 'نور حداد')]
    for (const id of [one, other]) await line.move('coordinator', id, 'open_screening')
    await line.world.operator.query(
      'UPDATE app.application SET submitted_week = submitted_week - 7, version = version + 1 WHERE id = $1',
      [one],
    )
    const found = await team.as('coordinator').get('/duplicates')
    const pair = { first: one, second: other, verdict: 'same' }
    const judged = await act('coordinator', '/duplicates', '/duplicates', pair)
    await act('coordinator', '/duplicates', '/duplicates', pair)
    await act('coordinator', page(other), `${page(other)}/eligibility`, test)
    const refused = await pass(other)

    expect(found.text).toContain('names alike in two scripts')
    expect(judged.text).toContain('put forward for closing; a second person must agree')
    expect(refused.text).toContain('An earlier file of this person stays.')
    const decisions = await line.world.operator.query(
      'SELECT application_id, move, state, reason_class FROM app.decision WHERE application_id = ANY ($1)',
      [[one, other]],
    )
    expect(decisions).toEqual([
      { application_id: other, move: 'not_eligible', state: 'pending', reason_class: 'duplicate' },
    ])
    expect((await team.as('coordinator-2').get(page(other))).text).toContain('/approvals')
  })

  it('narrows the queue by its checks, and answers what it does not know with nothing', async () => {
    const id = await sent('QFLAG', 'Dilnoza Karimova')
    await line.move('coordinator', id, 'open_screening')
    await act('coordinator', page(id), `${page(id)}/flags`, {
      act: 'set',
      flag: 'language_support',
      flag_reason: 'own_words',
    })

    const number = await caseOf(id)
    const flagged = await team.as('coordinator').get('/screening?flags=some&state=&eligibility=open')
    const unflagged = await team.as('coordinator').get('/screening?flags=none')
    const unknown = await team.as('coordinator').get('/screening?flags=canary')

    expect(flagged.text).toContain(number)
    expect(flagged.text).toContain('Needs language support')
    expect(unflagged.text).not.toContain(number)
    expect(unknown.text).toContain('No waiting file fits this choice.')
    expect((await team.as('coordinator').get('/screening?after=canary')).status).toBe(404)
  })

  it('tells of an application that ended, and asks why a file goes on that lacks something', async () => {
    const [over, again, bare] = [
      await sent('QOVER', 'Tesfaye Alemu'),
      await sent('QNEW', 'Tesfaye Alemu'),
      await line.applied(),
    ]
    for (const id of [again, bare]) await line.move('coordinator', id, 'open_screening')
    await line.world.operator.query(
      `UPDATE app.application SET state = 'rejected', version = version + 1 WHERE id = $1`,
      [over],
    )
    for (const id of [again, bare]) await act('coordinator', page(id), `${page(id)}/eligibility`, test)
    const told = await team.as('coordinator').get(page(again))
    const listed = await team.as('coordinator').get('/duplicates')
    const plan = await team.as('coordinator').get('/screening/runs?run=pass')
    const asked = await team.as('coordinator').get(page(bare))
    const refused = await pass(bare)
    const passed = await act('coordinator', page(bare), `${page(bare)}/moves`, {
      move: 'pass',
      version: await versionOf(bare),
      reason: 'not_needed',
    })

    expect(told.text).toContain('An earlier application of this person may have ended:')
    expect(told.text).toContain(await caseOf(over))
    expect(told.text).not.toContain('Something is missing.')
    expect(listed.text).toContain('Earlier applications that ended')
    expect(plan.text).toMatch(/Something is missing in this file\. Ask.*?<td[^>]*>[^<]*What to call you/s)
    expect(asked.text).toContain('Why does the file go on all the same?')
    expect([refused.text.includes('Ask the person, or say why'), (await line.now(bare)).state]).toEqual([
      true,
      'in_review',
    ])
    expect(passed.text).toContain('The file has moved.')
  })

  it('STA-16 takes a state from no form: an invented move, a sub-status or a field of its own is refused', async () => {
    const id = await sent('QSTATE', 'Hiba Nasser')
    await line.move('coordinator', id, 'open_screening')
    const before = await line.traces(id)
    const form_token = hiddenField((await team.as('coordinator').get(page(id))).text, 'form_token')
    const version = await versionOf(id)
    const tries: [string, Record<string, string>][] = [
      [`${page(id)}/moves`, { version, move: 'draft' }],
      [`${page(id)}/moves`, { version, move: 'submit' }],
      [`${page(id)}/moves`, { version, move: 'pass', state: 'draft' }],
      [`${page(id)}/eligibility`, { ...test, state: 'draft' }],
      [`${page(id)}/flags`, { act: 'set', flag: 'restricted', flag_reason: 'colleague' }],
      ['/screening/runs', { run: 'draft', mark: 'a'.repeat(64) }],
    ]

    const statuses = []
    for (const [path, fields] of tries)
      statuses.push((await team.as('coordinator').post(path, { form_token, ...fields })).status)

    expect(statuses).toEqual([400, 400, 400, 400, 400, 400])
    expect(await line.traces(id)).toEqual(before)
  })
})

describe('what screening shows to others', () => {
  it('is the same 404 as nothing for reviewers and all who do not screen', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    const absent = await team.as('reader-1').get('/nowhere')
    const token = await team.tokenOf('reader-1')
    const posts = ['/duplicates', '/screening/runs', `${page(id)}/eligibility`, `${page(id)}/flags`]

    for (const path of ['/screening', '/screening/runs?run=pass', '/duplicates', '/duplicates/judged']) {
      const answer = await team.as('reader-1').get(path)
      expect([path, answer.status, answer.text]).toEqual([path, 404, absent.text])
    }
    for (const path of posts) {
      expect([path, (await team.as('reader-1').post(path, { form_token: token })).status]).toEqual([path, 404])
    }
    for (const login of ['board-1', 'security']) {
      expect((await team.as(login).get('/screening')).status).toBe(404)
      expect((await team.as(login).get('/duplicates')).status).toBe(404)
    }
  })

  it('is no flag to who reads the file, and no conduct case to a coordinator', async () => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    for (const [login, flag] of [
      ['coordinator', 'safeguarding'],
      ['lead', 'earlier_conduct'],
    ] as const) {
      await act(login, page(id), `${page(id)}/flags`, { act: 'set', flag, flag_reason: 'colleague' })
    }

    const seen = async (login: string) => {
      const { text } = await team.as(login).get(page(id))
      return [text.includes('id="flag-safeguarding"'), text.includes('id="flag-earlier_conduct"')]
    }
    const denied = await team.as('coordinator').post(`${page(id)}/flags`, {
      form_token: await team.tokenOf('coordinator'),
      act: 'lift',
      flag: 'earlier_conduct',
    })

    expect(await seen('coordinator')).toEqual([true, false])
    expect(await seen('lead')).toEqual([true, true])
    expect(await seen('security')).toEqual([true, true])
    expect(await seen('reader-1')).toEqual([false, false])
    expect((await team.as('reader-1').get(page(id))).text).not.toMatch(/Safeguarding|Earlier conduct|Flags/)
    expect(denied.status).toBe(404)
  })
})
