import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { layCandidates } from '#test/support/selection/candidates.js'
import type { WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let staff: Console
let lead: WebClient
let cases: string[]

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  cases = (await layCandidates(world, 53, 'vetting')).map(({ caseNumber }) => caseNumber)
  await world.operator.query(
    `INSERT INTO app.harm_finding (application_id, item, verdict) SELECT id, 'contact', 'open' FROM app.application`,
  )
  await world.operator.query(
    `INSERT INTO app.outbox (kind, class, application_id, subject_version)
     SELECT 'mail', 'question_waiting', id, 900 FROM app.application`,
  )
  staff = await startStaff(world)
  lead = await staff.browserOf('lead')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await world.end()
})

/** Case numbers in the table of the desk, and in the one of mail that is kept back. */
async function shown(target: string) {
  const { status, text } = await lead.get(target)
  const [desk = [], kept = []] = text
    .split('<h2>')
    .map((part) => [...part.matchAll(/vetting">([0-9A-F]{12})<\/a>/g)].map(([, number]) => number ?? ''))
  const next = /<a href="(\/vetting\?[^"]*)" rel="next">/g
  return { status, text, desk, kept, next: [...text.matchAll(next)].map(([, to = '']) => to.replaceAll('&amp;', '&')) }
}

describe('the vetting desk by pages', () => {
  it('shows fifty files at a time, each once, and says of how many', async () => {
    const first = await shown('/vetting?show=harm')
    const second = await shown(first.next[0] ?? '')

    expect(first.text).toContain('Files on the desk: 53 of 53')
    expect([first.desk.length, second.desk.length]).toEqual([50, 3])
    expect([...first.desk, ...second.desk].toSorted()).toEqual(cases.toSorted())
    expect(second.text).toContain('<option value="harm" selected>')
    expect(second.text).toContain('<a href="/vetting?show=harm" rel="first">First page</a>')
  })

  it('does the same for mail that is kept back, and an unknown place in the list begins nothing', async () => {
    const first = await shown('/vetting')
    const second = await shown(first.next[1] ?? '')
    const nowhere = await shown('/vetting?after=6babfad4-db15-4e99-8dcc-f047ba951979')

    expect([first.kept.length, second.kept.length]).toEqual([50, 3])
    expect([...first.kept, ...second.kept].toSorted()).toEqual(cases.toSorted())
    expect([nowhere.status, nowhere.desk.length]).toEqual([200, 0])
  })
})
