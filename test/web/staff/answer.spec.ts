import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let coordinator: WebClient
let board: WebClient

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  coordinator = await staff.browserOf('coordinator')
  board = await staff.browserOf('board-1')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

async function brought(move: 'release_invite' | 'release_waitlist'): Promise<string> {
  const id = await line.onBoard()
  await line.decided(id, move, 'board-1', 'board-2')
  await line.release()
  return id
}

/** Posts a form of the file's page as its reader would, and reads the page that follows. */
async function act(client: WebClient, id: string, what: string, fields: Record<string, string>) {
  const { text } = await client.get(`/applications/${id}`)
  const own = { form_token: hiddenField(text, 'form_token'), version: String((await line.now(id)).version) }
  const sent = what === 'moves' ? own : { form_token: own.form_token }
  return client.postAndFollow(`/applications/${id}/${what}`, { ...sent, ...fields })
}

describe('the answer on the page of a file', () => {
  it('shows the clock to who judges, and gives more time only to a coordinator', async () => {
    const id = await brought('release_invite')
    const seen = await board.get(`/applications/${id}`)
    const refused = await act(board, id, 'extensions', { days: '3', reason: 'our_delay' })
    const unfit = await act(coordinator, id, 'extensions', { days: '30', reason: 'our_delay' })
    const given = await act(coordinator, id, 'extensions', { days: '3', reason: 'our_delay' })

    expect(seen.text).toContain('The person was not reached yet.')
    expect(seen.text).not.toContain('Give more time')
    expect([refused.status, unfit.status]).toEqual([404, 400])
    expect(given.text).toContain('The person has more time now.')
    expect(given.text).toMatch(/Coordinator\W* gave 3 more days/)
    const rows = await line.world.operator.query('SELECT days, reason FROM app.invitation_extension')
    expect(rows).toEqual([{ days: 3, reason: 'our_delay' }])
  })

  it('asks why a confirmation is taken back', async () => {
    const id = await brought('release_invite')
    await line.world.operator.query(`SELECT app.application_move($1, 'confirm', 'applicant')`, [id])

    const without = await act(coordinator, id, 'moves', { move: 'unconfirm' })
    const unfit = await act(coordinator, id, 'moves', { move: 'unconfirm', reason: 'because' })
    const done = await act(coordinator, id, 'moves', { move: 'unconfirm', reason: 'asked_by_person' })

    expect(without.text).toContain('Give a reason.')
    expect(unfit.status).toBe(400)
    expect(done.text).toContain('The file has moved.')
    expect((await line.now(id)).state).toBe('invited')
  })

  it('promotes whose turn it is, with a short time to answer where asked', async () => {
    const [first, second] = [await brought('release_waitlist'), await brought('release_waitlist')]

    const early = await act(coordinator, second, 'moves', { move: 'promote', reason: '' })
    const done = await act(coordinator, first, 'moves', { move: 'promote', reason: 'express' })

    expect(early.text).toContain('Another person who holds the role must agree.')
    expect(done.text).toContain('The file has moved.')
    const rows = await line.world.operator.query('SELECT express FROM app.invitation WHERE application_id = $1', [
      first,
    ])
    expect(rows).toEqual([{ express: true }])
  })
})
