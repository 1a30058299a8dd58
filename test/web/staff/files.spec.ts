import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, type WebAnswer } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, [
    'coordinator',
    'lead',
    'lead-2',
    'reader-1',
    'reader-2',
    'board-1',
    'board-2',
    'security',
  ])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const page = (id: string) => `/applications/${id}`
const field = ({ text }: WebAnswer, name: string) => hiddenField(text, name)

/** Posts a form of the file's page as its reader would, and reads the page that follows. */
async function act(login: string, id: string, what: string, fields: Record<string, string> = {}) {
  const shown = await team.as(login).get(page(id))
  const own = { form_token: field(shown, 'form_token') }
  return team.as(login).postAndFollow(`${page(id)}/${what}`, { ...own, ...fields })
}
const accountOf = async (login: string) => (await line.world.holder(login)).accountId
const assign = async (id: string, login: string, role = 'reviewer') =>
  act('coordinator', id, 'assignments', { to: `${role}:${await accountOf(login)}` })
const reason = 'A reason of at least forty characters, as the rubric asks for it.'
const scores = { R1: '4', R2: '4', R3: '5', R4: '3', R5: '4', R6: 'na', R3_reason: reason, eligibility: 'yes' }
const reviewOf = (login: string, id: string) =>
  line.world.operator.query(
    `SELECT r.state, r.scores FROM app.review r JOIN app.staff_account a ON a.id = r.account_id
     WHERE r.application_id = $1 AND a.login = $2`,
    [id, login],
  )

describe('the list of files', () => {
  it('keeps state and cursor in the address, and no case number', async () => {
    const id = await line.applied()
    await line.inReview()
    const all = await team.as('coordinator').get('/applications')
    const fresh = await team.as('coordinator').get('/applications?state=submitted')

    expect(all.text).toContain(page(id))
    expect(fresh.text).toContain(page(id))
    expect((await team.as('coordinator').get(`/applications?after=${id}`)).text).not.toContain(`"${page(id)}"`)
    expect((await team.as('coordinator').get('/applications?state=canary')).text).toMatch(/no such state/)
    expect((await team.as('coordinator').get('/applications?after=canary')).status).toBe(404)
  })
})

describe('one file', () => {
  it('moves by a button with the version the page showed', async () => {
    const id = await line.applied()
    const shown = await team.as('coordinator').get(page(id))
    const fields = { form_token: field(shown, 'form_token'), version: field(shown, 'version'), move: 'open_screening' }

    const first = await team.as('coordinator').postAndFollow(`${page(id)}/moves`, fields)
    const again = await team.as('coordinator').postAndFollow(`${page(id)}/moves`, { ...fields, move: 'pass' })

    expect(shown.text).toContain('<a href="/applications" aria-current="true">Applications</a><a href="/screening">')
    expect(first.text).toContain('The file has moved.')
    expect(again.text).toContain('Somebody changed this meanwhile')
    expect((await line.now(id)).state).toBe('screening')
  })

  it('asks a reader for a conflict first, opens after “none”, and goes away with any conflict', async () => {
    const id = await line.inReview('text-canary')
    await assign(id, 'reader-1')
    await assign(id, 'reader-2')
    const asked = await team.as('reader-1').get(page(id))
    const opened = await act('reader-1', id, 'conflicts', { kind: 'none' })
    const gone = await act('reader-2', id, 'conflicts', { kind: 'family' })

    expect(asked.text).toContain('say whether you have a conflict of interest')
    expect(asked.text).not.toContain('Your review')
    expect(opened.text).toContain('Your review')
    expect(gone.text).toContain('taken away from you')
    expect((await team.as('reader-2').get(page(id))).status).toBe(404)
    const verbs = await line.world.operator.query<{ verb: string }>(
      'SELECT DISTINCT verb FROM audit.entry WHERE object_id = $1 ORDER BY verb',
      [id],
    )
    expect(verbs.map(({ verb }) => verb)).toEqual(expect.arrayContaining(['application.opened', 'conflict.denied']))
  })

  it('keeps the text of an unfinished review, names what is missing, and hides the others until it is in', async () => {
    const id = await line.inReview()
    for (const login of ['reader-1', 'reader-2']) {
      await assign(id, login)
      await act(login, id, 'conflicts', { kind: 'none' })
    }
    await act('reader-2', id, 'reviews', {
      ...scores,
      comment: 'comment-canary',
      version: '0',
      profile: '1',
      act: 'submit',
    })

    const unfit = await act('reader-1', id, 'reviews', {
      R1: '1',
      R1_reason: 'short',
      version: '0',
      profile: '1',
      act: 'submit',
    })
    expect(unfit.status).toBe(422)
    for (const path of ['eligibility', 'R1_reason', 'R2', 'R6']) expect(unfit.text).toContain(`href="#${path}"`)
    expect(unfit.text).toContain('>short</textarea>')
    expect(unfit.text).not.toMatch(/comment-canary|Reader 2/)
    expect(await reviewOf('reader-1', id)).toEqual([])

    const saved = await act('reader-1', id, 'reviews', {
      R1: '1',
      comment: 'half',
      version: '0',
      profile: '1',
      act: 'draft',
    })
    expect(saved.text).toContain('Your draft was saved.')
    expect(saved.text).toContain('>half</textarea>')
    const stale = await act('reader-1', id, 'reviews', {
      ...scores,
      comment: 'mine',
      version: '0',
      profile: '1',
      act: 'submit',
    })
    expect([stale.status, stale.text.includes('name="comment" value="mine" checked')]).toEqual([422, true])
    const done = await act('reader-1', id, 'reviews', { ...scores, version: '1', profile: '1', act: 'submit' })
    expect(done.text).toContain('Your review is in.')
    expect(done.text).toContain('Reader 2')
    expect(done.text).toContain('Mean')
    expect((await team.as('coordinator').get(page(id))).text).toContain('comment-canary')
  })

  it.each([
    ['a score of no criterion', { R7: '3' }],
    ['a reason of no criterion', { R0_reason: reason }],
    ['a score beside the scale', { R1: '6' }],
  ])('REV-3 refuses %s, and stores no score', async (_, strange) => {
    const id = await line.inReview()
    await assign(id, 'reader-1')
    await act('reader-1', id, 'conflicts', { kind: 'none' })
    const sent = { ...scores, version: '0', profile: '1', act: 'submit', ...strange }
    const refused = await act('reader-1', id, 'reviews', sent)
    const left = await reviewOf('reader-1', id)
    const { status: put } = await act('reader-1', id, 'reviews', {
      ...scores,
      version: '0',
      profile: '1',
      act: 'submit',
    })

    expect([refused.status, left, put]).toEqual([400, [], 200])
  })

  it('lets the security officer hold it, and nobody else', async () => {
    const id = await line.applied()
    const held = await act('security', id, 'holds', { act: 'set', reason: 'safety' })
    const other = await act('coordinator', id, 'holds', { act: 'lift' })
    expect([held.text.includes('on hold'), other.status]).toEqual([true, 404])
    expect((await team.as('coordinator').get('/applications')).text).toContain('on hold')
    expect((await team.as('coordinator').get(page(id))).text).not.toContain('Lift the hold')

    await act('security', id, 'holds', { act: 'lift' })
    expect((await team.as('coordinator').get(page(id))).text).not.toContain('on hold')
  })
})

describe('decisions of two people', () => {
  it('refuse the person who put one forward, and write nothing', async () => {
    const id = await line.inReview()
    await act('board-1', id, 'decisions', {
      version: String((await line.now(id)).version),
      move: 'release_reject',
      reason_class: 'fit',
    })
    const [decision] = await line.world.operator.query<{ id: string }>(
      'SELECT id FROM app.decision WHERE application_id = $1',
      [id],
    )
    const before = await line.traces(id)
    const shown = await team.as('board-1').get(page(id))

    const alone = await act('board-1', id, `decisions/${decision?.id}/approvals`)

    expect(shown.text).toContain('You put this forward. Another person must agree.')
    expect(shown.text).not.toContain(`decisions/${decision?.id}/approvals`)
    expect(alone.text).toContain('Another person who holds the role must agree.')
    expect(await line.traces(id)).toEqual(before)
    expect((await team.as('board-2').get(page(id))).text).toContain(`decisions/${decision?.id}/approvals`)
    expect((await act('board-2', id, `decisions/${decision?.id}/approvals`)).text).toContain('as the second person')
    expect((await line.now(id)).state).toBe('in_review')
  })

  it('show real and pending side by side, and move with the release', async () => {
    const id = await line.onBoard()
    const asked = { version: String((await line.now(id)).version), move: 'release_invite', reason_class: 'strong' }
    await act('board-1', id, 'decisions', asked)
    const [decision] = await line.world.operator.query<{ id: string }>(
      `SELECT id FROM app.decision WHERE application_id = $1 AND state = 'pending'`,
      [id],
    )
    await act('board-2', id, `decisions/${decision?.id}/approvals`)
    const board = await team.as('board-1').get('/board')
    expect(board.text).toContain('waits for its release')
    expect((await team.as('coordinator').get('/releases?wave=main')).status).toBe(404)

    const look = await team.as('board-1').get('/releases?wave=main')
    expect(look.text).toContain('Invite')
    expect((await line.now(id)).state).toBe('board')
    const sent = { form_token: field(look, 'form_token'), wave: 'main', digest: field(look, 'digest') }
    expect((await team.as('board-1').post('/releases', sent)).location).toBe('/board')
    expect((await line.now(id)).state).toBe('invited')
  })

  it('need the fifteen points before a file is clear', async () => {
    const id = await line.inVetting()
    const clear = async (memo = '', login = 'lead') =>
      act(login, id, 'decisions', {
        memo,
        version: String((await line.now(id)).version),
        move: 'clear',
        reason_class: 'evidence',
      })
    expect((await clear()).text).toContain('Some of the fifteen points')
    const half = await act('lead', id, 'checks', { 'checks.0.point': '1', 'checks.0.result': 'fits' })
    expect(half.text).toContain('Choose a result and a grade of evidence, or leave both empty.')
    const points = Array.from({ length: 15 }, (_, i) => [
      [`checks.${i}.point`, String(i + 1)],
      [`checks.${i}.result`, 'fits'],
      [`checks.${i}.evidence`, 'E3'],
    ]).flat()
    await line.refereed(id)
    const saved = await act('lead', id, 'checks', Object.fromEntries(points) as Record<string, string>)
    expect(saved.text).toContain('The checklist was saved.')
    expect((await clear()).text).toContain('A do-no-harm item is open.')
    await line.judged(id)
    expect((await clear()).text).toContain('Write down why the file is clear')
    expect((await clear('Nothing speaks against them.', 'lead-2')).text).toContain('waits for a second person')
    const theirs = await team.as('lead').get(`/applications/${id}`)
    expect(theirs.text).toMatch(/Why this was put forward[\s\S]*Nothing speaks against them\.[\s\S]*Agree: /)
    expect((await team.as('lead-2').get(`/applications/${id}`)).text).not.toContain('Why this was put forward')
  })
})

describe('the other screens', () => {
  it('open for who has them: first screen, keepers, sessions', async () => {
    const home = await team.as('coordinator').get('/')
    const keepers = await team.as('lead').get('/keepers')
    const sessions = await team.as('reader-1').get('/sessions')

    expect([home.status, keepers.status, sessions.status]).toEqual([200, 200, 200])
    expect(home.text).toContain('Files by state')
    expect(keepers.text).toMatch(/class="error">One only/)
    expect((await team.as('reader-1').get('/keepers')).status).toBe(404)
    const log = staff.log.join('')
    expect(log).toContain('"route":"/applications/:id"')
    expect(log).not.toMatch(/canary/)
  })
})
