import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { nomineeFields, partnerCode } from '#test/support/nomination/doors.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { hiddenField } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'
import { Team } from '#test/support/web/team.js'

let line: MainLine
let staff: Console
let team: Team

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  team = await Team.at(staff, ['coordinator', 'lead', 'reader-1', 'board-1', 'desk'])
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

/** Posts a form of a page with its token and version. */
async function act(login: string, page: string, target: string, fields: Record<string, string | string[]> = {}) {
  const shown = await team.as(login).get(page)
  const version = hiddenField(shown.text, 'version')
  const own = { form_token: hiddenField(shown.text, 'form_token'), ...(version && { version }) }
  return team.as(login).post(target, { ...own, ...fields })
}
const named = async (fields: Record<string, string | string[]>) =>
  (await act('coordinator', '/nominations/new', '/nominations', fields)).location

describe('nominations in the console', () => {
  it('are named by the partners’ form with marks, invited, and mailed', async () => {
    const page = await named({ ...nomineeFields('Console'), flags: ['skip_screening', 'counts_as_voucher'] })
    const shown = await team.as('coordinator').get(page)
    const invited = await act('coordinator', page, `${page}/invitations`)
    const after = await team.as('coordinator').get(invited.location)

    expect(shown.text).toContain('Amal Console-nominee')
    expect(shown.text).toContain('May go straight to review · Counts as a voucher (E4)')
    expect(shown.text).not.toContain('Console-because')
    expect(after.text).toContain('The invitation is on its way.')
    expect((await team.as('coordinator').get('/nominations')).text).not.toContain('Console-')
    expect(await line.world.operator.query(`SELECT class FROM app.outbox WHERE link_id IS NOT NULL`)).toEqual([
      { class: 'nomination_invitation' },
    ])
  })

  it('show a link that goes by hand once, and never again', async () => {
    const page = await named(nomineeFields('Hand', { nominee_channel: 'phone', nominee_address: '+254700000001' }))

    const answer = await act('coordinator', page, `${page}/invitations`)

    const link = /http:\/\/sign\.example\.org\/ar\/link\/([\w-]{22})/.exec(answer.text)?.[1] ?? 'none'
    expect([answer.status, link.length]).toEqual([200, 22])
    for (const target of [page, '/nominations', '/'])
      expect((await team.as('coordinator').get(target)).text).not.toContain(link)
    expect((await team.as('coordinator').get('/')).text).toContain('Hand a link over to the person it is for')
  })

  it('wait on the home page each under its number, which leads to it, and come back when taken off by mistake', async () => {
    const other = await named(nomineeFields('Other', { nominee_channel: 'phone', nominee_address: '+254700000002' }))
    await act('coordinator', other, `${other}/invitations`)
    const query = <T>(text: string) => line.world.operator.query<T>(text)
    await query(
      `INSERT INTO app.staff_task (edition_id, kind, role) SELECT id, 'exclusion_to_look_at', 'coordinator' FROM app.edition`,
    )
    const waiting = await query<{ id: string; number: string; task: string }>(
      `SELECT n.id, n.number, t.id AS task FROM app.staff_task t JOIN app.link l ON l.id = t.link_id JOIN app.nomination n ON n.id = l.subject_id
       WHERE t.kind = 'hand_over_link' AND t.state = 'open' ORDER BY n.number`,
    )
    const home = await team.as('coordinator').get('/')
    const [one] = waiting
    const form_token = hiddenField(home.text, 'form_token')
    const done = await team.as('coordinator').postAndFollow(`/waiting/${one?.task}/ends`, { form_token, how: 'done' })
    const strange = await team
      .as('lead')
      .post(`/waiting/${one?.task}/returns`, { form_token: await team.tokenOf('lead') })
    const back = await team.as('coordinator').postAndFollow(`/waiting/${one?.task}/returns`, { form_token })
    const again = await team.as('coordinator').post(`/waiting/${one?.task}/returns`, { form_token })

    expect(waiting.length).toBe(2)
    for (const { id, number } of waiting) expect(home.text).toContain(`<a href="/nominations/${id}">${number}</a>`)
    expect(home.text).toContain('<a href="/colleagues">Open the page</a>')
    expect(done.text).toContain(`action="/waiting/${one?.task}/returns"`)
    expect([done, back].map(({ text }) => text.includes(`/nominations/${one?.id}`))).toEqual([false, true])
    expect([strange.status, again.status]).toEqual([404, 404])
    const lines = await query(
      `SELECT verb, purpose FROM audit.entry WHERE verb LIKE 'staff_task.%' AND object_id = '${one?.task}' ORDER BY seq`,
    )
    expect(lines).toEqual([
      { verb: 'staff_task.done', purpose: 'hand_over_link' },
      { verb: 'staff_task.reopened', purpose: 'hand_over_link' },
    ])
  })

  it('of whom nobody may write to offer no invitation', async () => {
    const page = await named(nomineeFields('Silent', { nominee_agreed: 'no' }))
    const shown = await team.as('coordinator').get(page)
    const forced = await act('coordinator', page, `${page}/invitations`)

    expect(shown.text).toContain('did not agree to be contacted. Nothing is sent.')
    expect(shown.text).not.toContain('Invite to apply')
    expect((await team.as('coordinator').get(forced.location)).text).toMatch(/does not follow from the present state/)
  })

  it('are taken back and erased by a button, and the page says so', async () => {
    const page = await named(nomineeFields('Back'))
    const moved = await act('coordinator', page, `${page}/moves`, { move: 'withdraw' })
    const after = await team.as('coordinator').get(moved.location)

    expect(after.text).toContain('Taken back by staff: erased')
    expect(after.text).not.toContain('Back-nominee')
  })

  it('are entered from a pasted list after a look that writes nothing', async () => {
    const list =
      'name,channel,address,language,agreed,why,known\nA,email,list-a@example.org,ar,yes,w,k\nB,email,list-a@example.org,ar,yes,w,k'
    const count = async () => (await line.world.operator.query('SELECT 1 FROM app.nomination')).length
    const before = await count()
    const looked = await act('coordinator', '/nomination-lists', '/nomination-lists', {
      list,
      skip_known: 'yes',
      act: 'look',
    })
    const between = await count()
    const entered = await act('coordinator', '/nomination-lists', '/nomination-lists', {
      list,
      skip_known: 'yes',
      act: 'enter',
    })

    expect(looked.text).toContain('<dd>1: 3</dd>')
    expect([before, between, await count()]).toEqual([before, before, before + 1])
    expect(entered.text).toContain('One nomination was entered.')
    const again = await act('coordinator', '/nomination-lists', '/nomination-lists', { list, act: 'enter' })
    expect([again.status, again.text.includes('Nothing was entered.')]).toEqual([422, true])
  })

  it('VIS-6 and partners are nowhere for everybody but coordinators', async () => {
    const page = await named(nomineeFields('Hidden'))
    const absent = await team.as('lead').get('/nowhere')

    for (const login of ['lead', 'reader-1', 'board-1', 'desk']) {
      for (const target of ['/nominations', '/nominations/new', page, '/nomination-lists', '/partners']) {
        const answer = await team.as(login).get(target)
        expect([login, target, answer.status]).toEqual([login, target, 404])
      }
    }
    expect((await team.as('lead').get(page)).text.replaceAll(page, '')).toBe(absent.text)
  })
})

describe('partners in the console', () => {
  it('are made with a code shown once, listed with counts, and closed', async () => {
    const made = await act('coordinator', '/partners', '/partners', { name: 'Union QZNEW' })
    const code = partnerCode(made.text)
    const list = await team.as('coordinator').get('/partners')
    const end = /action="(\/partners\/[^"]+\/ends)"/.exec(list.text)?.[1] ?? ''
    const closed = await act('coordinator', '/partners', end)

    expect(code).toMatch(/^([0-9A-Z]{4}-){6}[0-9A-Z]$/)
    expect([list.text.includes('Union QZNEW'), list.text.includes(code)]).toEqual([true, false])
    expect((await team.as('coordinator').get(closed.location)).text).toContain('Its code opens nothing any more.')
    expect((await act('coordinator', '/partners', '/partners', { name: ' ' })).status).toBe(422)
  })
})

describe('the file of a nominee', () => {
  it('says who named them, goes straight to review, and offers the voucher to the lead', async () => {
    const page = await named({
      ...nomineeFields('File'),
      flags: ['skip_screening', 'counts_as_voucher', 'lock_channel'],
    })
    const file = await line.applied('File')
    const target = `/applications/${file}`
    await line.world.operator.query('UPDATE app.application SET nomination_id = $2 WHERE id = $1', [
      file,
      page.split('/').at(-1),
    ])
    const shown = await team.as('coordinator').get(target)
    const straight = await act('coordinator', target, `${target}/screening-skips`)
    await line.move('coordinator', file, 'shortlist')
    const vetting = await team.as('lead').get(target)
    const covered = ['2', '3', '4', '5'].flatMap((point, i) => [
      [`checks.${i}.point`, point],
      [`checks.${i}.result`, 'covered_by_voucher'],
      [`checks.${i}.evidence`, 'E4'],
    ])
    const form = { form_token: hiddenField(vetting.text, 'form_token'), ...Object.fromEntries(covered) }
    const taken = await team.as('lead').post(`${target}/checks`, form as Record<string, string>)

    expect(shown.text).toContain('Nominated by')
    expect(shown.text).toContain('does not name the way the nominator gave')
    expect(shown.text).not.toContain('File-because')
    expect(straight.location).toBe(`${target}?done=moved`)
    expect(vetting.text).toContain('File-because of her work with families')
    expect(vetting.text).toContain('Take points 2 to 5 as covered (E4)')
    expect(taken.location).toBe(`${target}/vetting?done=checks_saved`)
    expect(
      await line.world.operator.query(
        'SELECT point, result, evidence FROM app.vetting_check WHERE application_id = $1 ORDER BY point',
        [file],
      ),
    ).toEqual([2, 3, 4, 5].map((point) => ({ point, result: 'covered_by_voucher', evidence: 'E4' })))
    expect((await team.as('coordinator').get(target)).text).not.toContain('Take points 2 to 5')
  })
})
