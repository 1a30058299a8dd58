import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { criterionKeys } from '#domain/review/rubric.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, plain } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['coordinator', 'lead', 'reader-1'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

describe('the pages about who may read what', () => {
  it('CON-4 say on the file’s own page who is proposed, and what another choice breaks', async () => {
    const id = await line.inReview()
    const account = (await line.world.holder('reader-3')).accountId
    await line.world.operator.query(`UPDATE app.reader SET languages = '{fa,ar}', max_load = 4 WHERE account_id = $1`, [
      account,
    ])
    const shown = await team.as('coordinator').get(`/applications/${id}?assign=yes`)

    const refused = await team.act('coordinator', `/applications/${id}/assignments`, { to: `reviewer:${account}` })
    const done = await team.act('coordinator', `/applications/${id}/assignments`, {
      to: `reviewer:${account}`,
      anyway: 'yes',
    })

    expect(plain(shown)).toMatch(
      /Give it to a reader .* Reader [12] .* Assign Reader [12] .* Assign Reader 3 Persian and Arabic/,
    )
    expect(plain(shown)).toMatch(
      /Reader 3 Persian and Arabic \d of 4 Has not said that they read the language .* I know. Give it anyway/,
    )
    expect(plain(refused)).toContain('This choice breaks what the page says about that reader.')
    expect(plain(done)).toContain('The file was assigned.')
  })

  it('ASG-4 keep two readers apart, and let them together again', async () => {
    const [one, other] = [await line.world.holder('reader-1'), await line.world.holder('reader-2')]
    const pair = { one: one.accountId, other: other.accountId }

    const kept = plain(await team.act('lead', '/assignments/pairs', pair))
    const same = plain(await team.act('lead', '/assignments/pairs', { ...pair, other: one.accountId }))
    const ended = plain(await team.act('coordinator', '/assignments/pairs/ends', pair))

    expect(kept).toMatch(/The two readers are kept apart\..* Reader 1 Reader 2 .* Let them share files again/)
    expect(same).toContain('Choose two different readers.')
    expect(ended).toContain('No two readers are kept apart.')
  })

  it('ASG-9 show of a proposal what changes and nothing else, page by page', async () => {
    const { editionId, operator } = line.world
    await line.manyInReview(51)
    const rows = await operator.query<{ id: string }>(
      `SELECT id FROM app.application WHERE state = 'in_review' ORDER BY case_number`,
    )
    const files = rows.map(({ id }) => id)
    const proposals = await operator.query<{ id: string }>(
      `WITH p AS (INSERT INTO app.assignment_proposal (edition_id, made_by, settings, seed, solver_version, computing_until, state)
         VALUES ($1, $2, '{"mode": "ensure", "reads": 1}', 1, 'x', app.now(), 'proposed') RETURNING id),
       q AS (INSERT INTO app.proposed_pair (proposal_id, application_id, account_id, act, drawn)
         SELECT p.id, f.id, $2, CASE WHEN f.n = 1 THEN 'keep' ELSE 'add' END, 'pool' FROM p, unnest($3::uuid[]) WITH ORDINALITY f (id, n))
       SELECT id FROM p`,
      [editionId, (await line.world.holder('reader-1')).accountId, files],
    )
    const target = `/assignments/proposals/${proposals[0]?.id}`
    const listed = (text: string) => [...text.matchAll(/href="\/applications\/([0-9a-f-]{36})"/g)].map(([, id]) => id)

    const first = await team.as('lead').get(target)
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1]?.replace('&amp;', '&') ?? ''
    const second = await team.as('lead').get(next)

    expect(plain(first)).toContain('One file keeps its readers as they are.')
    expect(listed(first.text)).toEqual(files.slice(1, 51))
    expect(next).toBe(`${target}?after=${files[50]}`)
    expect(listed(second.text)).toEqual(files.slice(51))
    expect([second.text.includes('rel="next"'), second.text.includes('rel="first"')]).toEqual([false, true])
    expect((await team.as('lead').get(`${target}?after=x`)).status).toBe(404)
  })

  it('ASG-9 list the files with too few possible readers page by page', async () => {
    await line.world.operator.query(`UPDATE app.reader SET languages = '{fa}'`)

    const first = await team.as('lead').get('/assignments')
    const next = /href="([^"]+)" rel="next"/.exec(first.text)?.[1] ?? ''
    const second = await team.as('lead').get(next)
    const cases = (text: string) => [...text.matchAll(/href="\/applications\/([0-9a-f-]{36})"/g)].length

    expect([cases(first.text), next.startsWith('/assignments?after=')]).toEqual([50, true])
    expect(cases(second.text)).toBeGreaterThan(0)
    expect(second.text).toContain('rel="first"')
  })
})

describe('the score of a review', () => {
  const na = Object.fromEntries(criterionKeys.map((key) => [key, 'na']))
  const reason = 'Seen in court twice, and two referees say the same of it.'

  it.each([
    ['REV-6 is a dash where no criterion applies', na, '–'],
    ['REV-3 is printed to two places', { ...na, R3: '5', R3_reason: reason, R4: '3' }, '4.33'],
  ])('%s, alone and joined', async (_, scores, shown) => {
    const id = await line.inReview()
    await line.given(id, 'reader-1')
    const reader = await staff.browserOf('reader-1')
    const form_token = hiddenField((await reader.get(`/applications/${id}`)).text, 'form_token')
    const form = { form_token, version: '0', profile: '1', eligibility: 'yes', reach: 'shared', act: 'submit' }
    await reader.post(`/applications/${id}/reviews`, { ...form, ...scores })

    const page = await team.as('lead').get(`/applications/${id}`)

    expect(page.text).toContain(`<td class="number">${shown}</td>`)
    expect(plain(page).replaceAll('  ', ' ')).toMatch(new RegExp(`Mean ${shown} `))
  })
})
