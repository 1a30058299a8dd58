import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { completeAnswers } from '#test/support/answers.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { judgedForm } from '#test/support/people/judged.js'
import { sender } from '#test/support/people/sender.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { type Console, startStaff } from '#test/support/web/staff.js'

let line: MainLine
let staff: Console
let lead: WebClient

beforeAll(async () => {
  line = await openMainLine()
  staff = await startStaff(line.world)
  lead = await staff.browserOf('lead')
}, 60_000)

afterAll(async () => {
  await staff.close()
  await line.world.end()
})

const page = (id: string) => `/applications/${id}/vetting`
const tokenOf = async (client: WebClient) => hiddenField((await client.get('/sessions')).text, 'form_token')
const act = async (client: WebClient, target: string, fields: Record<string, string> = {}) =>
  client.postAndFollow(target, { form_token: await tokenOf(client), ...fields })
const numberOf = async (id: string) =>
  (
    await line.world.operator.query<{ case_number: string }>('SELECT case_number FROM app.application WHERE id = $1', [
      id,
    ])
  )[0]?.case_number ?? ''

/** Fields of one point of the checklist. */
const point = (number: number, fields: Record<string, string>) =>
  Object.fromEntries(
    Object.entries({ point: String(number), ...fields }).map(([key, value]) => [`checks.${number - 1}.${key}`, value]),
  )

describe('the vetting desk', () => {
  it('says that nothing is there, lists what comes, and narrows it; it exists for leads alone', async () => {
    const empty = await lead.get('/vetting')
    const id = await line.inVetting()
    const shown = await lead.get('/vetting')
    const narrowed = await lead.get('/vetting?show=ready')
    const statuses = await Promise.all(
      ['coordinator', 'security', 'board-1', 'reader-1', 'auditor'].map(async (login) => {
        const other = await staff.browserOf(login)
        return [(await other.get('/vetting')).status, (await other.get(page(id))).status]
      }),
    )

    expect(empty.text).toContain('No file is in vetting.')
    expect(shown.text).toContain(`<a href="${page(id)}">${await numberOf(id)}</a>`)
    expect(shown.text).toContain('0 of 15')
    expect(shown.text).toMatch(/E3 two referees<\/dt><dd>Two referees who do not depend on each other/)
    expect(narrowed.text).toContain('No file fits.')
    expect(statuses).toEqual([
      [404, 404],
      [404, 200],
      [404, 404],
      [404, 404],
      [404, 404],
    ])
  })

  it('takes findings, keeps what was typed where one is half filled in, and names who looked a second time', async () => {
    const id = await line.inVetting()
    const checks = `/applications/${id}/checks`
    const unfit = await act(lead, checks, point(7, { result: 'does_not_fit', evidence: '', note: 'QZTYPED' }))
    const saved = await act(lead, checks, point(7, { result: 'does_not_fit', evidence: 'E1', note: 'QZTYPED' }))
    const over = hiddenField(saved.text, 'checks.6.over')
    const again = await act(lead, checks, point(7, { over, result: 'does_not_fit', evidence: 'E1' }))
    const other = await staff.browserOf('lead-2')
    const theirs = await other.get(page(id))
    const finding = hiddenField(theirs.text, 'finding')
    const [asked, home] = [await other.get('/approvals'), await other.get('/')]
    const narrowed = await other.get('/vetting?show=second')
    const looked = await act(other, `${page(id)}/looks`, { finding })

    expect([unfit.status, unfit.text.includes('href="#checks.6.result"')]).toEqual([422, true])
    expect(unfit.text).toContain('>QZTYPED</textarea>')
    expect(saved.text).toContain('The checklist was saved.')
    expect(saved.text).toContain('QZTYPED')
    expect(saved.text).toContain('You wrote this. Somebody else looks at it.')
    expect(again.text).not.toContain('Earlier findings')
    expect(theirs.text).not.toContain('QZTYPED')
    expect(asked.text).toMatch(
      new RegExp(`href="${page(id)}"[^>]*>${await numberOf(id)}[\\s\\S]{0,80}One finding to look at`),
    )
    expect(home.text).toContain('One act waits for you as the second person')
    expect(narrowed.text).toContain(await numberOf(id))
    expect((await other.get('/approvals')).text).not.toContain('One finding')
    expect(looked.text).toMatch(/Second look: \S?Vetting lead 2/)
    expect((await lead.get(`/applications/${id}`)).text).toMatch(/1 of 15 points have a finding/)
  })

  it('shows the do-no-harm gate, the mails that wait for it, and lets them go', async () => {
    const id = await line.inVetting()
    await line.world.operator.query(
      `INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('mail', 'question_waiting', $1, 900)`,
      [id],
    )
    const open = await lead.get(page(id))
    const security = await staff.browserOf('security')
    const form = judgedForm(open.text, { letter: 'with_care' }, { letter: 'QZLETTER' })
    const judged = await act(security, `${page(id)}/harm`, form)

    expect(open.text).toMatch(/\S?2\S? mails wait\./)
    expect(judged.text).toContain('Your judgement was saved.')
    expect(judged.text).toMatch(/With care\S?\. \S?Security officer\S?, \S?\d/)
    expect(judged.text).toContain('QZLETTER')
    expect(judged.text).not.toContain('An item is open')
    expect(judged.text).not.toContain('Checklist')
    for (const address of [`/applications/${id}`, '/', '/vetting']) {
      expect((await lead.get(address)).text).not.toMatch(/QZLETTER|QZTYPED/)
    }
    expect(staff.log.join()).not.toMatch(/QZ/)
  })
})

describe('contact that is not safe', () => {
  it('is said before it is judged, keeps mail back in sight of the staff, and stands where things are done', async () => {
    const id = await line.inVetting()
    await line.world.operator.query(
      `INSERT INTO app.outbox (kind, class, application_id, subject_version) VALUES ('mail', 'question_waiting', $1, 901)`,
      [id],
    )
    const before = await lead.get(page(id))
    const unsafe = { contact: 'not_safe', letter: 'not_safe', visa_data: 'with_care', publicity: 'safe' } as const
    await line.judged(id, unsafe)
    const [desk, list] = [await lead.get(page(id)), await lead.get('/vetting')]
    const coordinator = await staff.browserOf('coordinator')
    const [file, sheet] = [
      await coordinator.get(`/applications/${id}`),
      await coordinator.get(`/applications/${id}/call-sheet`),
    ]
    const board = await (await staff.browserOf('board-1')).get(`/applications/${id}`)

    expect(before.text).toContain('Contact: automatic mail is kept back')
    expect(desk.text).toMatch(/\S?2\S? automatic mails to this person are kept back/)
    expect(list.text).toMatch(new RegExp(`${await numberOf(id)}[\\s\\S]{0,200}Contact is not safe[\\s\\S]{0,60}2`))
    expect(file.text).toMatch(/Not safe for this person: \S?Contact, Letter/)
    expect(file.text).toMatch(/With care: \S?Visa data/)
    expect(file.text).toMatch(/\S?2\S? automatic mails/)
    expect(sheet.text).toMatch(/Not safe for this person: \S?Contact\S?\./)
    expect(board.text).not.toContain('Not safe for this person')
  })
})

describe('the call sheet', () => {
  const sheet = (id: string) => `/applications/${id}/call-sheet`
  const sent = async (mark: string) => (await sender(line.world, mark)).id

  it('shows how to reach somebody and both clocks, the word only to who says they call, and logs it first', async () => {
    const start = { ...completeAnswers('QZCALL').start, form_language: 'fa' }
    const { id } = await sender(line.world, 'QZCALL', false, { start })
    const caller = await staff.browserOf('coordinator')
    const shown = await caller.get(sheet(id))
    const opened = await act(caller, `${sheet(id)}/code-word`)
    const again = await caller.get(sheet(id))

    for (const text of [
      'Amal QZCALL-name',
      'QZCALL-handle',
      'Only neutral words',
      'Never call me',
      '<dt>Speaks</dt><dd>Persian</dd>',
      'Africa',
      '“Good day.',
    ]) {
      expect(shown.text).toContain(text)
    }
    expect(shown.text).toMatch(/Europe|Central European|Sweden/)
    expect([shown, opened, again].map(({ text }) => text.includes('QZCALL-word'))).toEqual([false, true, false])
    const script = shown.text.slice(shown.text.indexOf('<ol>'), shown.text.indexOf('</ol>'))
    expect(script).not.toMatch(/conference|defender|Days|Spring meeting|Sweden/i)
    const verbs = await line.world.operator.query<{ verb: string; purpose: string }>(
      `SELECT verb, purpose FROM audit.entry WHERE object_id = $1 AND verb LIKE 'code_word%'`,
      [id],
    )
    expect(verbs).toEqual([{ verb: 'code_word.opened', purpose: 'call' }])
  })

  it('is sealed to a lead until the file is assigned, and then opens to them; it is nobody else’s', async () => {
    const id = await sent('QZLEAD')
    const before = await lead.get(sheet(id))
    const refused = await act(lead, `${sheet(id)}/code-word`)
    const lent = await line.door.assign.run(line.as('coordinator'), id, {
      accountId: line.as('lead').accountId,
      role: 'vetting_lead',
    })
    const after = await lead.get(sheet(id))
    const statuses = await Promise.all(
      ['board-1', 'reader-1', 'desk', 'auditor'].map(async (login) => {
        const other = await staff.browserOf(login)
        return (await other.get(sheet(id))).status
      }),
    )

    expect([before.text.includes('sealed to you'), refused.status, lent.ok]).toEqual([true, 404, true])
    expect(after.text).toMatch(/Amal QZLEAD-name[\s\S]*Africa/)
    expect(before.text).not.toContain('QZLEAD')
    expect(statuses).toEqual([404, 404, 404, 404])
  })

  it('keeps what came of a call and no content; a word that did not fit calls the lead and the security officer', async () => {
    const id = await sent('QZDONE')
    const caller = await staff.browserOf('coordinator')
    const note = (fields: Record<string, string>) => act(caller, `${sheet(id)}/calls`, fields)
    const year = String(new Date().getUTCFullYear() + 1)
    const day = { 'call_again_on.day': '3', 'call_again_on.month': '2', 'call_again_on.year': year }
    const answers = [
      await note({}),
      await note({
        call_outcome: 'call_later',
        'call_again_on.day': '1',
        'call_again_on.month': '1',
        'call_again_on.year': '2020',
      }),
      await note({ call_outcome: 'call_later', ...day }),
      await note({ call_outcome: 'code_word_failed' }),
    ]
    const tasks = await line.world.operator.query<{ kind: string; role: string }>(
      'SELECT kind, role FROM app.staff_task WHERE application_id = $1 ORDER BY kind',
      [id],
    )

    expect(answers.map(({ status }) => status)).toEqual([422, 200, 200, 200])
    expect(answers[1]?.text).toContain('Choose today or a later day.')
    expect(answers[3]?.text).toMatch(/The code word did not fit[\s\S]*Asked to call another day<\/td><td>\S?3 February/)
    expect(tasks).toEqual([
      { kind: 'code_word_failed', role: 'vetting_lead' },
      { kind: 'code_word_failed_officer', role: 'security_officer' },
    ])
    expect((await lead.get('/')).text).toContain('A code word did not fit')
  })
})

describe('people who are kept apart', () => {
  it('CON-5 are entered by the security officer, whose page keeps what was typed; it exists for nobody else', async () => {
    const [a, b] = [await line.inReview(), await line.inReview()]
    const security = await staff.browserOf('security')
    const pair = { apart_first: await numberOf(a), apart_second: await numberOf(b), apart_why: 'QZTRIAL' }
    const unfit = await act(security, '/apart', { ...pair, apart_second: 'ZZZZZZ' })
    const saved = await act(security, '/apart', pair)
    const target = /action="(\/apart\/[^"]+\/ends)"/.exec(saved.text)?.[1] ?? ''
    const others = await Promise.all(
      ['lead', 'coordinator', 'board-1'].map(
        async (login) => (await (await staff.browserOf(login)).get('/apart')).status,
      ),
    )
    const ended = await act(security, target)

    expect([unfit.status, unfit.text.includes('>QZTRIAL</textarea>')]).toEqual([422, true])
    expect(unfit.text).toContain('No file you may see has this case number.')
    expect(saved.text).toMatch(/The pair is kept apart\.[\s\S]*QZTRIAL/)
    expect(others).toEqual([404, 404, 404])
    expect(ended.text).toContain('No pair is kept apart.')
  })
})
