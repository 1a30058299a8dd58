// One file of the console: opening it, and saving a review of it, by ten members of staff at once.
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { sender } from '#test/support/people/sender.js'
import { signedIn } from '#test/support/people/staff-session.js'
import { staffDoor } from '#test/support/staff-door.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import type { World } from '#test/support/world.js'
import { browser, p95Ms, waitsOf, warmingRounds } from './lists.js'
import type { Row } from './table.js'

// The machine's other work falls into some rounds: of three, two could have met it.
const rounds = 7
const lanes = 10
const savesEach = 10

/** Whole applications in review, each given to a reader who has no conflict. */
async function givenFiles(world: World, reader: StaffActor): Promise<string[]> {
  const door = await staffDoor(world)
  const coordinator = await signedIn(world, 'coordinator')
  const ids: string[] = []
  for (let i = 0; i < lanes; i += 1) {
    const { id } = await sender(world, `BENCH${i}`)
    await world.operator.query(`UPDATE app.application SET state = 'in_review' WHERE id = $1`, [id])
    const outcome = await door.assign.run(coordinator, id, { accountId: reader.accountId, role: 'reviewer' })
    if (!outcome.ok) throw new Error(outcome.code)
    await door.conflict.run(reader, id, 'none')
    ids.push(id)
  }
  return ids
}

const scores = { R1: '3', R2: '3', R3: '4', R4: '3', R5: '4', R6: 'na' }

/** Seconds of ten drafts saved one after the other. */
async function saves(client: WebClient, id: string, from: number): Promise<number[]> {
  const waits: number[] = []
  const token = hiddenField((await client.get('/sessions')).text, 'form_token')
  for (let i = 0; i < savesEach; i += 1) {
    const fields = {
      form_token: token,
      act: 'draft',
      eligibility: 'yes',
      profile: '1',
      reach: 'shared',
      comment: 'x'.repeat(800),
    }
    const began = performance.now()
    const { status, location } = await client.post(`/applications/${id}/reviews`, {
      ...fields,
      ...scores,
      version: `${from + i}`,
    })
    waits.push((performance.now() - began) / 1000)
    if (!location.endsWith('done=review_saved')) throw new Error(`review ${status} ${location}`)
  }
  return waits
}

/** Of a console whose edition holds thousands of files. */
export async function actRows(world: World, port: number): Promise<Row[]> {
  const reader = await signedIn(world, 'reader-1')
  const ids = await givenFiles(world, reader)
  const keeper = browser(port, await signedIn(world, 'coordinator'))
  const opening: number[] = []
  const saving: number[] = []
  for (let round = 1 - warmingRounds; round <= rounds; round += 1) {
    const opened = await waitsOf(keeper, `/applications/${ids[(round + lanes) % lanes]}`)
    const saved = await Promise.all(
      ids.map((id) => saves(browser(port, reader), id, (round + warmingRounds - 1) * savesEach)),
    )
    if (round < 1) continue
    opening.push(p95Ms(opened))
    saving.push(p95Ms(saved.flat()))
  }
  const row = (what: string, ours: number[]): Row => ({ what, unit: 'ms', ours, must: 60, goal: 40, kind: 'most' })

  return [row('open one file, 10 at once, p95', opening), row('save a review, 10 at once, p95', saving)]
}
