import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { routesOf } from '#platform/web/access/route-table.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'
import { plain } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { until } from '#test/support/until.js'

let line: MainLine
let staff: Console
let files: string[]
let team: Team

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  files = await line.manyInReview(3)
  team = await Team.at(staff, ['coordinator', 'lead', 'lead-2', 'reader-1', 'board-1', 'security', 'admin', 'desk'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const asked = { mode: 'ensure', reads: '2', cap: '100', seed: '7' }

/** Asks for a proposal and waits on its page until it is there. */
async function proposal(login: string, fields: Partial<typeof asked> = {}): Promise<string> {
  const begun = await team.as(login).post('/assignments/proposals', {
    form_token: await team.tokenOf(login),
    ...asked,
    ...fields,
  })
  await until(
    'the proposal is computed',
    async () => !(await team.as(login).get(begun.location)).text.includes('is being computed'),
  )
  return begun.location
}
const assigned = async () => {
  const [row] = await line.world.operator.query<{ count: number }>(
    'SELECT count(*)::int FROM app.assignment WHERE ended_on IS NULL',
  )
  return row?.count
}

describe('the pages that assign many readers', () => {
  it('ASG-8 are the same 404 for everybody who does not plan, with every verb', async () => {
    const id = (await proposal('coordinator')).split('/').at(-1) ?? ''
    const routes = routesOf(staff.app).filter(({ path }) => path.startsWith('/assignments'))
    const before = await assigned()

    expect(routes.map(({ method, path }) => `${method} ${path}`).toSorted()).toEqual([
      'GET /assignments',
      'GET /assignments/pairs',
      'GET /assignments/proposals/:id',
      'GET /assignments/readers/:id',
      'GET /assignments/rows',
      'POST /assignments/pairs',
      'POST /assignments/pairs/ends',
      'POST /assignments/proposals',
      'POST /assignments/proposals/:id/answers',
      'POST /assignments/proposals/:id/comparisons',
      'POST /assignments/proposals/:id/deployments',
      'POST /assignments/proposals/:id/drops',
      'POST /assignments/readers/:id',
      'POST /assignments/rows',
    ])
    const reader = (await line.world.holder('reader-1')).accountId
    for (const login of ['reader-1', 'board-1', 'security', 'desk', 'admin', 'lead-2']) {
      const absent = await team.as(login).get('/nowhere')
      const token = await team.tokenOf(login)
      const fields = {
        ...asked,
        rows: 'AAAAAA,reader-1',
        act: 'look',
        languages: 'en',
        least: '0',
        version: '0',
        file: id,
        account: reader,
        answer: 'none',
      }
      for (const { method, path } of routes) {
        const target = path.replace(':id', path.includes('readers') ? reader : id)
        const answer =
          method === 'GET'
            ? await team.as(login).get(target)
            : await team.as(login).post(target, { form_token: token, ...fields })
        expect([login, target, answer.status, answer.text]).toEqual([login, target, 404, absent.text])
      }
      const sessions = await team.as(login).get('/sessions')
      expect([login, sessions.text.includes('href="/assignments"')]).toEqual([login, false])
    }
    expect(await assigned()).toBe(before)
    expect((await team.as('coordinator').get('/')).text).toContain('href="/assignments"')
  })

  it('ASG-9 show coverage before anything is solved, and by which cause a file has too few readers', async () => {
    const reader = (await line.world.holder('reader-3')).accountId
    const fields = { version: '0', languages: ['fa', 'ar'], least: '0', most: '4', willing: 'yes' }
    const saved = await team.act('lead', `/assignments/readers/${reader}`, fields)

    const shown = plain(await team.as('coordinator').get('/assignments'))

    expect(plain(saved)).toContain('What the reader takes was saved.')
    expect(shown).toContain('Files in review 3')
    expect(shown).toContain('Reads needed, at 2.3 a file 7')
    expect(shown).toContain('Reads left to do, at 3 a file as asked below 9')
    expect(shown).toContain('Hours of that for each reader, at 12 minutes a read 0.6')
    expect(shown).toContain('Files with fewer than three possible readers 3')
    expect(shown).toContain('3 of them would have three readers if more readers read their language.')
    expect(shown).toMatch(/Reader 3 Persian and Arabic Yes 0 0 0 0 0 0 4/)
  })

  it('ASG-9 mark a reader who has said no language, until they say it on their own page', async () => {
    const reader = (await line.world.holder('reader-1')).accountId
    await line.world.operator.query('DELETE FROM app.reader WHERE account_id = $1', [reader])
    const silent = plain(await team.as('lead').get('/assignments'))
    const none = await team.act('reader-1', '/me/languages', { version: '0', languages: '' })
    const said = await team.act('reader-1', '/me/languages', { version: '0', languages: ['en', 'sv'] })
    const shown = plain(await team.as('lead').get('/assignments'))

    expect(silent).toContain('This reader has not said which languages they read, and gets no file: Reader 1')
    expect(silent).toContain('Reader 1 Not said yet Yes')
    expect(plain(none)).toContain('Choose at least one language')
    expect(plain(said)).toContain('Your languages were saved.')
    expect(said.text).toMatch(/<option value="sv" selected/)
    expect([shown.includes('gets no file'), shown.includes('Reader 1 English and Swedish Yes')]).toEqual([false, true])
  })

  it('say at each field what is wrong, and keep what was typed', async () => {
    const wrong = await team.act('coordinator', '/assignments/proposals', {
      ...asked,
      reads: '0',
      cap: '0',
      seed: 'x',
    })
    const reader = (await line.world.holder('reader-1')).accountId
    const crossed = await team.act('coordinator', `/assignments/readers/${reader}`, {
      version: '0',
      languages: 'en',
      least: '5',
      most: '4',
      willing: 'yes',
    })
    const stale = await team.act('coordinator', `/assignments/readers/${reader}`, {
      version: '8',
      languages: 'en',
      least: '0',
      most: '',
    })

    expect([wrong.status, crossed.status]).toEqual([422, 422])
    for (const path of ['reads', 'cap', 'seed']) expect(wrong.text).toContain(`href="#${path}"`)
    expect(wrong.text).toMatch(/name="cap" value="0"/)
    expect(crossed.text).toContain('href="#most"')
    expect(plain(crossed)).toContain('The least must not be more than the most.')
    expect(plain(stale)).toContain('Somebody changed this meanwhile')
  })

  it('lead from a proposal to who reads what, once', async () => {
    const target = await proposal('coordinator')
    const shown = plain(await team.as('lead').get(target))
    expect(shown).toContain('Nothing has changed yet')
    expect(shown).toContain(
      'Added 6 Kept 0 Removed 0 Files with too few readers 0 Files with too few readers for that cap 0 Share drawn from all readers 100 %',
    )
    expect(shown).toContain('Deploy: 6 reads added, 0 removed')
    expect(shown).toContain('Seed of the lot 7')
    expect(await assigned()).toBe(0)

    const done = await team.act('lead', `${target}/deployments`)
    const again = await team.act('coordinator', `${target}/deployments`)

    expect(plain(done)).toContain('The proposal was deployed.')
    expect(again.text).not.toContain('/deployments"')
    expect(await assigned()).toBe(6)
    const late = await team.act('lead', `${target}/drops`)
    expect(plain(late)).toContain('Somebody changed this meanwhile')
    expect((await team.as('reader-1').get('/')).text).toContain(files[0])
  })

  it('CON-3 ask about a possible conflict of a new read, and hold the deployment until it is answered', async () => {
    const { id } = await sender(line.world, 'Lantern')
    await line.move('coordinator', id, 'open_screening')
    await line.move('coordinator', id, 'pass')
    await team.act('reader-1', '/me/affiliations', { name: 'Lantern organisation' })
    const target = await proposal('coordinator', { reads: '3' })
    expect(plain(await team.as('coordinator').get(target))).toContain('Nobody has looked yet.')

    const looked = await team.act('coordinator', `${target}/comparisons`)
    const refused = await team.act('coordinator', `${target}/deployments`)
    const account = (await line.world.holder('reader-1')).accountId
    const answered = await team.act('lead', `${target}/answers`, { file: id, account, answer: 'conflict' })

    expect(plain(looked)).toMatch(
      /What it may be .{0,20}[A-Z0-9]+ Reader 1 Same organisation Pin conflict Pin no conflict/,
    )
    expect(plain(looked)).toContain('Referees were not')
    expect(plain(refused)).toContain(
      'Nothing was deployed. Reads that may be a conflict of interest wait for an answer.',
    )
    expect(plain(answered)).toContain('It is pinned.')
    expect(plain(answered)).toContain('There is nothing to ask.')
    await team.act('lead', `${target}/drops`)
    await line.world.operator.query(`UPDATE app.application SET state = 'rejected' WHERE id = $1`, [id])
  })

  it('drop a proposal, and list it as dropped', async () => {
    const target = await proposal('lead', { reads: '3' })
    expect(plain(await team.as('lead').get(target))).toContain('Files with too few readers 3')

    const dropped = await team.act('coordinator', `${target}/drops`)

    expect(plain(dropped)).toContain('The proposal was dropped.')
    expect(plain(dropped)).toMatch(/lot 7 Vetting lead Add only, all work Dropped 3/)
    expect((await team.as('lead').get('/assignments/proposals/00000000-0000-4000-8000-000000000000')).status).toBe(404)
    expect((await team.as('lead').get('/assignments/proposals/x')).status).toBe(404)
  })

  it('ASG-9 say that the time was over', async () => {
    const target = await proposal('lead')
    await line.world.operator.query(
      `UPDATE app.assignment_proposal SET state = 'failed', failure = 'time_limit' WHERE id = $1`,
      [target.split('/').at(-1)],
    )

    const shown = await team.as('lead').get(target)

    expect(plain(shown)).toContain('There is no proposal. Nothing has changed. The time for computing was over.')
    expect(shown.text).not.toContain('/deployments"')
  })

  it('take pasted rows, all or none, and keep them in the box while one is wrong', async () => {
    const fresh = await line.inReview()
    const rows = await line.world.operator.query<{ case_number: string }>(
      'SELECT case_number FROM app.application WHERE id = $1',
      [fresh],
    )
    const right = `${rows[0]?.case_number},reader-1`
    const before = await assigned()

    const wrong = await team.act('lead', '/assignments/rows', { rows: `${right}\nAAAAAA,nobody`, act: 'enter' })
    expect(wrong.status).toBe(422)
    expect(plain(wrong)).toContain('Nothing was assigned.')
    expect(plain(wrong)).toMatch(/2 No file with this case number is in review. 2 No reviewer has this address/)
    expect(wrong.text).toContain('AAAAAA,nobody</textarea>')
    const looked = await team.act('lead', '/assignments/rows', { rows: right, act: 'look' })
    expect(plain(looked)).toContain('One read would be assigned.')
    const empty = await team.act('lead', '/assignments/rows', { rows: '', act: 'look' })
    expect([empty.status, await assigned()]).toEqual([422, before])

    const done = await team.act('lead', '/assignments/rows', { rows: right, act: 'enter' })
    expect(plain(done)).toContain('One read was assigned.')
    expect(await assigned()).toBe((before ?? 0) + 1)
  })
})
