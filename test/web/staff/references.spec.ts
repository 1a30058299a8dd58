import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { ExpireReferences } from '#features/reference/worker/expire-references.job.js'
import { TestClock } from '#test/support/clock.js'
import { openLinkPage, postReference, refereeWorld, wholeReference } from '#test/support/people/referee.js'
import { type RunningWorld, runningWorld } from '#test/support/running-world.js'
import { hiddenField, type WebClient } from '#test/support/web/client.js'
import { usualStaff } from '#test/support/world.js'

let running: RunningWorld
let at: Awaited<ReturnType<typeof refereeWorld>>
let lead: WebClient
let clock: TestClock

beforeAll(async () => {
  running = await runningWorld(usualStaff)
  at = await refereeWorld(running)
  lead = await running.staff.browserOf('lead')
  clock = new TestClock(running.staff.clock, running.world.database)
}, 60_000)

afterAll(() => running.end())

const page = (id: string) => `/applications/${id}/references`

/** Posts a form of the references page, and reads the page that follows. */
async function act(id: string, what: string, fields: Record<string, string> = {}) {
  const shown = await lead.get(page(id))
  return lead.postAndFollow(`${page(id)}/${what}`, { form_token: hiddenField(shown.text, 'form_token'), ...fields })
}

describe('the references of a file', () => {
  it('name both people to the vetting lead, and exist for nobody else', async () => {
    const { id } = await at.inVetting('QZSTAFF')

    const shown = await lead.get(page(id))
    const file = await lead.get(`/applications/${id}`)
    const statuses = await Promise.all(
      ['coordinator', 'security', 'board-1', 'reader-1', 'auditor'].map(async (login) => {
        const other = await running.staff.browserOf(login)
        return (await other.get(page(id))).status
      }),
    )

    for (const text of ['QZSTAFF-ref-one', 'QZSTAFF-ref-org', 'qzstaff-two@example.net', 'French', 'Not asked yet']) {
      expect(shown.text).toContain(text)
    }
    expect(file.text).toContain(`href="${page(id)}"`)
    expect(statuses).toEqual([404, 404, 404, 404, 404])
  })

  it('stand on a list until both were asked, and “Ask both” asks them', async () => {
    const { id } = await at.inVetting('QZLIST')
    const before = await lead.get('/references')

    const asked = await act(id, 'requests')
    const after = await lead.get('/references')

    expect([before.text.includes(page(id)), after.text.includes(page(id))]).toEqual([true, false])
    expect(asked.text).toContain('The referees were asked.')
    expect(asked.text).not.toContain('Ask both')
    expect((await (await running.staff.browserOf('coordinator')).get('/references')).status).toBe(404)
  })

  it('show a link that no mail carries on one answer only', async () => {
    const person = { name: 'QZONCE-a', relation: 'r', language: 'ar', channel: '+46 70 000' }
    const referees = [person, { ...person, name: 'QZONCE-b', channel: 'qzonce-two@example.net' }]
    const { id } = await at.inVetting('QZONCE', { references: { referees, may_show_referee: 'name_only' } })

    const asked = await act(id, 'requests')
    const links = [...asked.text.matchAll(/http:\/\/sign\.example\.org\/(\w+)\/link\/([\w-]{22})/g)]
    const again = await lead.get(page(id))

    expect(links.map(([, lang]) => lang)).toEqual(['ar'])
    expect(again.text).not.toContain('/link/')
    expect((await openLinkPage(running.registration.visitor(), links[0]?.[2] ?? '')).text).toContain('Amal QZONCE-name')
  })

  it('show what was answered, its concerns apart, and how to reach the referee only by assignment', async () => {
    const { id } = await at.inVetting('QZGIVEN')
    await act(id, 'requests')
    const referee = running.registration.visitor()
    await openLinkPage(referee, await at.tokenFor(at.addressOf('QZGIVEN', 1)))
    await postReference(referee, wholeReference('QZGIVEN'))

    const sealed = await lead.get(page(id))
    const coordinator = await running.staff.browserOf('coordinator')
    const file = await coordinator.get(`/applications/${id}`)
    await coordinator.post(`/applications/${id}/assignments`, {
      form_token: hiddenField(file.text, 'form_token'),
      to: `vetting_lead:${at.lead.accountId}`,
    })
    const opened = await lead.get(page(id))
    const elsewhere = [await lead.get(`/applications/${id}`), file]

    for (const text of [
      'QZGIVEN-said-example',
      'QZGIVEN-said-risk',
      'QZGIVEN-said-concerns',
      'Concerns: for the vetting lead alone',
    ]) {
      expect(sealed.text).toContain(text)
    }
    expect([sealed.text.includes('QZGIVEN-said-number'), opened.text.includes('QZGIVEN-said-number')]).toEqual([
      false,
      true,
    ])
    for (const other of elsewhere) expect(other.text).not.toMatch(/QZGIVEN-said/)
    const [row] = await running.world.operator.query<{ count: number }>(
      `SELECT count(*)::int AS count FROM audit.entry WHERE verb = 'references.opened' AND object_id = $1`,
      [id],
    )
    expect(row?.count).toBeGreaterThanOrEqual(4)
  })

  it('take a voucher at once where the applicant names somebody of ours in place of referees', async () => {
    const references = {
      known_to_us: true,
      voucher_name: 'QZKNOWN-us',
      voucher_code: '7K3M9Q',
      may_show_referee: 'name_only',
    }
    const { id } = await at.inVetting('QZKNOWN', { references })
    const shown = await lead.get(page(id))
    const asked = await act(id, 'requests')
    const listed = (await lead.get('/references')).text.includes(page(id))
    const entered = await act(id, 'vouchers', { ...voucher, vouched_kind: 'partner', vouched_on: '2026-01-02' })

    for (const text of ['QZKNOWN-us', '7K3M9Q', 'Enter the voucher']) expect(shown.text).toContain(text)
    expect([shown.text.includes('Ask both'), asked.status, listed]).toEqual([false, 200, true])
    expect(entered.text).toContain('The voucher was entered.')
    expect([await at.rowsOf(id), (await lead.get('/references')).text.includes(page(id))]).toEqual([[], false])
  })

  it('take a voucher after two failures, keep what was typed when it is unfit, and show it on the checklist', async () => {
    const { id } = await at.inVetting('QZVOUCHER')
    await act(id, 'requests')
    const early = await act(id, 'vouchers', { ...voucher, vouched_on: '2026-01-02' })
    await clock.move(22 * 86_400_000)
    await new ExpireReferences(running.world.sql('app_worker')).run()
    lead = await running.staff.browserOf('lead')

    const unfit = await act(id, 'vouchers', { ...voucher, vouched_name: '', vouched_on: '2026-01-02' })
    const entered = await act(id, 'vouchers', { ...voucher, vouched_on: '2026-01-02' })
    const file = await lead.get(`/applications/${id}`)
    await clock.reset()

    expect(early.text).toContain('once two requests came to nothing')
    expect([
      unfit.status,
      unfit.text.includes('href="#vouched_name"'),
      unfit.text.includes('QZHOW</textarea>'),
    ]).toEqual([422, true, true])
    expect(entered.text).toMatch(/The voucher was entered\.[\s\S]*QZWHO[\s\S]*2 January 2026[\s\S]*QZHOW/)
    expect(file.text).toMatch(/E4: a member of staff vouched on \S?2 January 2026/)
    expect(file.text).not.toMatch(/QZWHO|QZHOW/)
  })
})

const voucher = { vouched_kind: 'staff', vouched_name: 'QZWHO', vouched_how: 'QZHOW' }
