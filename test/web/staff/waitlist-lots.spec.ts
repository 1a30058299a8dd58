import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type DrawTable, drawOrder } from '#domain/selection/lottery/draw.js'
import { signWord } from '#test/support/selection/board-pages.js'
import { type LaidCandidate, layCandidates } from '#test/support/selection/candidates.js'
import { hiddenField, plain } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Console
let people: LaidCandidate[]
let team: Team

beforeAll(async () => {
  world = await practiceWorld(usualStaff, { capacity: 20, lottery: true })
  people = await layCandidates(world, 9)
  staff = await startStaff(world)
  team = await Team.at(staff, ['coordinator', 'board-1', 'lead', 'auditor'])
  await signWord(world, 'board-1')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await world.end()
})

const sql = <T>(text: string, values: unknown[] = []): Promise<T[]> => world.operator.query<T>(text, values)
const sha256 = (text: string) => createHash('sha256').update(text).digest('hex')
const moved = (list: string, { id }: LaidCandidate, version: string) =>
  team.act('board-1', `${list}/moves`, {
    ticked: [id],
    to: 'in',
    reason: 'balance',
    version,
    order: 'score',
    show: 'all',
    act: 'do',
  })
const listOf = async (name: string): Promise<string> => {
  const { location } = await team.post('board-1', '/board/lists', { name })
  for (const [nth, person] of people.slice(0, 2).entries()) await moved(location, person, String(nth))
  return location
}
const lotsOf = async (list: string) => (await team.post('board-1', `${list}/waitlist-lots`)).location
const get = async (login: string, target: string) => plain(await team.as(login).get(target))

describe('lots for the waitlist', () => {
  it('are off until the rules say otherwise, and the page says where that is', async () => {
    const list = await listOf('Switched off')
    await sql('UPDATE app.edition SET lottery = false')
    const page = await team.as('board-1').get(`${list}/waitlist-lots`)
    const refused = await lotsOf(list)
    const said = await get('board-1', refused)
    await sql('UPDATE app.edition SET lottery = true')

    expect(plain(page)).toContain('Lots are switched off. They are switched on where the rules are set.')
    expect([page.text.includes('href="/board/rules"'), plain(page).includes('Prepare a draw')]).toEqual([true, false])
    expect(refused).toBe(`${list}/waitlist-lots?notice=lottery_off`)
    expect(said).toContain('They are switched on where the rules for choosing are set.')
  })

  it('are reached from the list, committed to, drawn, and followed by who is put forward', async () => {
    const list = await listOf('The cohort')
    const linked = (await team.as('board-1').get(list)).text.includes(`href="${list}/waitlist-lots"`)
    const empty = await get('board-1', `${list}/waitlist-lots`)
    const lots = await lotsOf(list)
    const repeated = await lotsOf(list)
    const ready = await get('board-1', lots)
    const early = await team.as('board-1').get(`${list}/decisions?waitlist=4`)
    const invitations = await team.as('board-1').get(`${list}/decisions?waitlist=0`)
    const drawn = plain(await team.act('board-1', `${lots}/draws`))
    const twice = plain(await team.act('board-1', `${lots}/draws`))
    const page = await team.as('board-1').get(`${list}/decisions?waitlist=4`)
    await team.act('board-1', `${list}/decisions`, { waitlist: '4', digest: hiddenField(page.text, 'digest') })

    expect([linked, empty.includes('Prepare a draw'), repeated]).toEqual([true, true, lots])
    expect([ready.includes('Draw now'), ready.includes('Seed')]).toEqual([true, false])
    expect(ready).toMatch(/Commitment [\da-f]{64}/)
    expect([plain(early).includes('nobody of it is put on the waitlist before the draw'), early.text]).toEqual([
      true,
      expect.not.stringContaining('name="digest"'),
    ])
    expect(invitations.text).toContain('name="digest"')
    expect([drawn.includes('Draw now'), drawn.includes('The draw is as it was committed to.')]).toEqual([false, true])
    expect(twice).toContain('It was drawn already.')
    expect(plain(page)).toContain('The waitlist follows the order that lots drew for this list.')
    expect(await get('board-1', `${list}/waitlist-lots`)).toContain('Drawn, prepared by Board 1')
    const written = await sql<{ number: string }>(
      `SELECT a.case_number AS number FROM app.decision d JOIN app.application a ON a.id = d.application_id
       WHERE d.move = 'release_waitlist' ORDER BY d.nth`,
    )
    const shown = drawn.slice(drawn.indexOf('Who would be next')).match(/[0-9A-F]{12}(?![\da-z])/g)
    expect(shown).toHaveLength(7)
    expect(written.map(({ number }) => number)).toEqual(shown?.slice(0, 4))
  })

  it('are checked by the auditor, who alone is given the table, from what is published', async () => {
    const lots = await lotsOf(await listOf('Checked'))
    await team.act('coordinator', `${lots}/draws`)
    const page = await team.as('auditor').get(lots)
    const [chooser, text] = [await team.as('board-1').get(lots), plain(page)]
    const part = (name: string) => new RegExp(`${name} ([\\da-f]{64})`).exec(text)?.[1] ?? ''
    const table = /<textarea id="table"[^>]*>([^<]+)</.exec(page.text)?.[1]?.replaceAll('&quot;', '"') ?? '{}'
    const { sizes, panels, entries } = JSON.parse(table) as DrawTable

    const digest = sha256(JSON.stringify(['pool', sizes, panels, entries]))
    expect([sizes, panels, entries.length]).toEqual([[7], [], 7])
    expect([part('Digest of the pool'), part('Commitment')]).toEqual([
      digest,
      sha256(JSON.stringify(['commitment', digest, part('Seed')])),
    ])
    expect(drawOrder({ sizes, panels, entries }, part('Seed'), sha256)).toHaveLength(7)
    expect(people.filter(({ id, caseNumber }) => page.text.includes(id) || page.text.includes(caseNumber))).toEqual([])
    expect([page.text.includes('/draws'), chooser.text.includes('id="table"')]).toEqual([false, false])
    expect(entries.filter((entry) => chooser.text.includes(entry))).toEqual([])
  })

  it('say that they hold no longer when the list was changed, and take another person after the first draw', async () => {
    const list = await listOf('Changed')
    const lots = await lotsOf(list)
    const alone = plain(await team.act('board-1', `${lots}/draws`))
    await team.act('coordinator', `${lots}/draws`)
    await moved(list, people[3] as LaidCandidate, '2')
    // All of them: those drawn before have their decision already.
    const page = await team.as('board-1').get(`${list}/decisions?waitlist=7`)

    expect(alone).toContain('Another person who holds the role must agree.')
    expect(await get('board-1', lots)).toContain('The list was changed after its lots for the waitlist were prepared')
    expect(await get('board-1', `${list}/waitlist-lots`)).toContain('The list was changed since.')
    expect([plain(page).includes('so they hold no longer'), page.text.includes('name="digest"')]).toEqual([true, false])
  })

  it('are the same 404 for everybody who does not choose, and nothing but their page is there for the auditor', async () => {
    const list = await listOf('Closed')
    const lots = await lotsOf(list)
    const answers = [
      await team.as('lead').get(lots),
      await team.as('lead').get(`${list}/waitlist-lots`),
      await team.post('lead', `${list}/waitlist-lots`),
      await team.post('lead', `${lots}/draws`),
      await team.as('auditor').get(`${list}/waitlist-lots`),
      await team.post('auditor', `${list}/waitlist-lots`),
      await team.post('auditor', `${lots}/draws`),
      await team.as('board-1').get('/board/waitlist-lots/not-an-id'),
      await team.as('board-1').get(`/board/waitlist-lots/${world.editionId}`),
    ]

    expect(answers.map(({ status }) => status)).toEqual(answers.map(() => 404))
    const log = staff.log.join('')
    expect(log).toContain('/board/waitlist-lots/:id')
    expect(people.filter(({ caseNumber }) => log.includes(caseNumber))).toEqual([])
  })
})
