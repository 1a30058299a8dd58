import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readMailboxKey } from '#features/message/worker/mailbox-key.js'
import { Mailboxes } from '#features/message/worker/mailboxes.js'
import { localPaths } from '#platform/vault/local-keys.js'
import { completeAnswers } from '#test/support/answers.js'
import { press, sentApplication } from '#test/support/people/applicant.js'
import { hiddenField } from '#test/support/web/client.js'
import { begin, type Registration, savePage, startRegistration } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'

let world: World
let registration: Registration
let mailboxes: Mailboxes

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startRegistration(world)
  mailboxes = new Mailboxes(world.sql('app_worker'), readMailboxKey(localPaths(world.keyFolder).worker))
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

const rowsOf = (id: string) =>
  world.operator.query(
    `SELECT kind, number, version, in_week = date_trunc('week', app.today())::date AS this_week, is_given
     FROM app.consent WHERE application_id = $1 ORDER BY kind, number`,
    [id],
  )
const row = (kind: string, number: number, isGiven: boolean) => ({
  kind,
  number,
  version: 'apply-1',
  this_week: true,
  is_given: isGiven,
})

describe('what somebody agreed to', () => {
  it('stands in rows from the sending on, with version and week, and on the page', async () => {
    const client = registration.visitor()
    await begin(client)
    for (const [key, answers] of Object.entries(completeAnswers('CONSENT'))) {
      const given = key === 'consents' ? { consents: ['processing', 'next_edition'] } : answers
      await savePage(client, `/en/application/${key}`, given)
    }
    await press(client, '/en/answers', '/en/submission')
    const [application] = await world.operator.query<{ id: string }>(
      `SELECT id FROM app.application WHERE state = 'submitted'`,
    )

    const page = await client.get('/en/consents')

    expect(await rowsOf(application?.id ?? '')).toEqual([row('next_edition', 1, true), row('processing', 1, true)])
    expect(page.text.match(/You agreed in the week of/g)).toHaveLength(2)
    expect(page.text).toContain('You did not agree to this.')
    expect(page.text).toContain('Taking it back means that you withdraw.')
  })

  it('can be taken back and given, each a row of its own, the same answer twice none', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'CHANGES')

    for (const act of ['take_back', 'take_back', 'give', 'give']) {
      await press(client, '/en/consents', '/en/consents', { kind: 'partner_vetting', act })
    }

    expect(await rowsOf(id)).toEqual([
      row('next_edition', 1, true),
      row('partner_vetting', 1, true),
      row('partner_vetting', 2, false),
      row('partner_vetting', 3, true),
      row('processing', 1, true),
    ])
    await press(client, '/en/consents', '/en/consents', { kind: 'next_edition', act: 'take_back' })
    expect((await client.get('/en/consents')).text).toContain('You took this back in the week of')
  })

  it('of the first is taken back by withdrawing only; an unknown one is no page', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'NEEDED')
    const before = await rowsOf(id)

    const refused = await press(client, '/en/consents', '/en/consents', { kind: 'processing', act: 'take_back' })
    const unknown = await press(client, '/en/consents', '/en/consents', { kind: 'invented', act: 'give' })

    expect(refused.text).toContain('This cannot be done at this point.')
    expect(unknown.status).toBe(404)
    expect(await rowsOf(id)).toEqual(before)
  })

  it('goes with the file', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'GOES')
    await press(client, '/en/withdrawal', '/en/withdrawal', { keep: 'nothing' })

    expect(await rowsOf(id)).toEqual([])
  })
})

const outboxOf = (id: string) =>
  world.operator.query(
    `SELECT kind, class, subject_version FROM app.outbox WHERE application_id = $1 AND class LIKE '%contact%changed' ORDER BY class`,
    [id],
  )
const full = { form_language: 'ar', contact_email: 'new@example.org', mail_mark: 'river stone' }

describe('how we write to somebody', () => {
  it('is said anew as a whole, read by the worker, and told to the old address', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'PREFERS')
    const before = await mailboxes.open(id)
    const host = new URL(registration.address).host
    const blank = await client.get('/en/preferences')

    const saved = await press(client, '/en/preferences', '/en/preferences', {
      ...full,
      contact_rules: 'daytime_only',
      mail_host: host,
    })

    expect(blank.text).not.toContain('prefers@example.org')
    expect(blank.text).toContain(host)
    expect(saved.text).toContain('We keep to this from now on')
    expect(saved.text).not.toContain('new@example.org')
    expect((await mailboxes.open(id))?.mailbox).toEqual({
      address: 'new@example.org',
      language: 'ar',
      zone: before?.mailbox.zone,
      rules: ['daytime_only'],
      mark: 'river stone',
      host,
    })
    expect((await mailboxes.open(id, 1))?.mailbox).toEqual(before?.mailbox)
    expect(await outboxOf(id)).toEqual([
      { kind: 'event', class: 'application.contact_changed', subject_version: 2 },
      { kind: 'mail', class: 'contact_changed', subject_version: 1 },
    ])
  })

  it('MAIL-9 stops by one button: no address is kept, and no last mail goes out', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'STOPS')

    await press(client, '/en/preferences', '/en/preferences/stop')

    const before = (await mailboxes.open(id, 1))?.mailbox
    expect(before?.mark).not.toBe('')
    expect((await mailboxes.open(id))?.mailbox).toEqual({ ...before, address: '', rules: ['do_not_write'] })
    expect(await outboxOf(id)).toEqual([{ kind: 'event', class: 'application.contact_changed', subject_version: 2 }])
  })

  it('needs an address only where mail is wanted, and keeps what was typed', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'UNFIT')
    const token = hiddenField((await client.get('/en/preferences')).text, 'form_token')

    const empty = await client.post('/en/preferences', { form_token: token, form_language: 'en' })
    const two = await client.post('/en/preferences', { ...full, form_token: token, contact_email: 'a@x.org,b@x.org' })
    const foreign = await client.post('/en/preferences', { ...full, form_token: token, mail_host: 'evil.example' })

    expect(empty.text).toContain('href="#contact_email"')
    expect(empty.text).not.toContain('href="#mail_mark"')
    expect([empty.status, two.status, foreign.status]).toEqual([422, 422, 400])
    expect(two.text).toContain('value="a@x.org,b@x.org"')
    expect(await outboxOf(id)).toEqual([])
    const none = await client.post('/en/preferences', {
      form_token: token,
      form_language: 'en',
      contact_rules: 'do_not_write',
    })
    expect(none.location).toBe('/en/preferences/saved')
  })

  it('mends a channel that was broken, and has no page before something was sent', async () => {
    const { client, id } = await sentApplication({ registration, world }, 'BROKEN')
    await world.operator.query(`INSERT INTO app.flag (application_id, kind) VALUES ($1, 'contact_broken')`, [id])
    const drafting = registration.visitor()
    await begin(drafting)

    await press(client, '/en/preferences', '/en/preferences', full)

    expect(
      await world.operator.query('SELECT lifted_on IS NOT NULL AS lifted FROM app.flag WHERE application_id = $1', [
        id,
      ]),
    ).toEqual([{ lifted: true }])
    expect((await drafting.get('/en/preferences')).status).toBe(404)
  })
})
