import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { plain } from '#test/support/web/client.js'
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
    const shown = await team.as('coordinator').get(`/applications/${id}`)

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
})
