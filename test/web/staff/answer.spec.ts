import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ExpireInvitations } from '#features/invitation/worker/expire-invitations.job.js'
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
})

describe('an invitation nobody could deliver', () => {
  const released = async (id: string, days: number) => {
    const sql = 'UPDATE app.invitation SET released_on = app.today() - $2::integer WHERE application_id = $1'
    await line.world.operator.query(sql, [id, days])
    await new ExpireInvitations(line.world.sql('app_worker')).run()
  }
  const ending = async (client: WebClient, id: string) =>
    act(client, id, 'decisions', {
      move: 'revoke_before_answer',
      reason_class: 'not_reached',
      version: String((await line.now(id)).version),
    })
  const agree = async (client: WebClient, id: string) => {
    const page = (await client.get(`/applications/${id}`)).text
    const target = /action="([^"]+\/approvals)"/.exec(page)?.[1]
    return target ? client.postAndFollow(target, { form_token: hiddenField(page, 'form_token') }) : null
  }
  const traces = async (id: string) =>
    (
      await line.world.operator.query<Record<string, unknown>>(
        `SELECT a.state, (SELECT i.outcome FROM app.invitation i WHERE i.application_id = $1) AS outcome,
           (SELECT count(*)::int FROM app.freed_place f WHERE f.freed_by = $1 AND f.offer_from <= app.now()) AS freed,
           (SELECT d.state FROM app.decision d WHERE d.application_id = $1 AND d.move = 'revoke_before_answer') AS decision,
           app.places_taken(a.edition_id, ARRAY['invited', 'confirmed']) AS taken
         FROM app.application a WHERE a.id = $1`,
        [id],
      )
    )[0]

  it('STA-18 ends by a coordinator and a member of the board after 14 days, not before, and frees the place once', async () => {
    const id = await brought('release_invite')
    await released(id, 13)
    const before = await traces(id)
    const early = await coordinator.get(`/applications/${id}`)
    const refused = await ending(coordinator, id)
    expect(await traces(id)).toEqual(before)

    await released(id, 14)
    const waiting = await coordinator.get('/waiting')
    const offered = await coordinator.get(`/applications/${id}`)
    const put = await ending(coordinator, id)
    const own = await agree(coordinator, id)
    await released(id, 14)
    const waits = await coordinator.get('/waiting')
    const agreed = await agree(board, id)

    expect(early.text).not.toContain('Put forward ending the invitation')
    expect(refused.text).toContain('That step does not follow from the present state.')
    expect(waiting.text).toContain(`/applications/${id}#answer`)
    expect(offered.text).toContain('Nobody has reached this person for at least 14 days.')
    expect(offered.text).toContain('Put forward ending the invitation')
    expect(put.text).toContain('The decision waits for a second person.')
    expect(put.text).not.toContain('Put forward ending the invitation')
    expect([own, waits.text.includes(`/applications/${id}#answer`)]).toEqual([null, false])
    expect(agreed?.text).toContain('You agreed as the second person.')
    expect([before, await traces(id)]).toEqual([
      { ...before, state: 'invited', outcome: null, freed: 0, decision: null },
      { state: 'board', outcome: 'revoked', freed: 1, decision: 'released', taken: Number(before?.['taken']) - 1 },
    ])
  })

  it('STA-18 does not end once somebody reached the person, nor for anybody but a coordinator', async () => {
    const [id, waitlisted] = [await brought('release_invite'), await brought('release_waitlist')]
    await released(id, 20)
    const lead = await staff.browserOf('lead')
    const refused = [await ending(lead, id), await ending(coordinator, waitlisted)]
    await ending(coordinator, id)
    await line.world.operator.query(`SELECT app.invitation_reached($1, 'told')`, [id])
    const before = await traces(id)

    const agreed = await agree(board, id)
    const again = await ending(coordinator, id)

    for (const { text } of [...refused, again]) expect(text).toContain('That step does not follow')
    expect(agreed?.text).toContain('The person was reached meanwhile')
    expect(await traces(id)).toEqual(before)
    expect(before).toMatchObject({ state: 'invited', outcome: null, freed: 0, decision: 'pending' })
  })
})
