import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { BeginApplication } from '#features/application/registration/begin-application.js'
import { sectionByKey } from '#features/application/registration/forms/sections.js'
import { MoveOwnApplication } from '#features/application/registration/move-own-application.js'
import { ReadOpenCall } from '#features/application/registration/open-call.js'
import { OwnDrafts } from '#features/application/registration/own-drafts.store.js'
import { OwnSessions } from '#features/application/registration/own-sessions.js'
import { ReadHome } from '#features/application/registration/read-home.js'
import { SaveSection } from '#features/application/registration/save-section.js'
import { SignInWithCode } from '#features/application/registration/sign-in-with-code.js'
import { SubmitApplication } from '#features/application/registration/submit-application.js'
import { Clock } from '#platform/clock/clock.js'
import { Audit } from '#platform/audit/audit.js'
import { readForm } from '#platform/form/read-form.js'
import { Keyring } from '#platform/vault/keyring.js'
import type { SessionToken } from '#platform/vault/session-box.js'
import { completeAnswers } from '#test/support/answers.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

let world: World
let door: ReturnType<typeof makeDoor>

function makeDoor() {
  const sql = world.sql('app_registration')
  const sessions = new OwnSessions(sql)
  const drafts = new OwnDrafts(sql)
  return {
    sessions,
    drafts,
    begin: new BeginApplication(sql, sessions, drafts),
    signIn: new SignInWithCode(sql),
    save: new SaveSection(drafts, new Clock()),
    submit: new SubmitApplication(sql, drafts, world.directory, new ReadOpenCall(sql, new Clock())),
    move: new MoveOwnApplication(sql),
    home: new ReadHome(sql),
  }
}

async function me(token: SessionToken) {
  const found = await door.sessions.find(token)
  if (!found) throw new Error('no_session')
  return found
}

async function begun() {
  const outcome = await door.begin.run('en')
  if (!outcome.ok) throw new Error(outcome.code)
  return outcome.value
}

async function saved(token: SessionToken, key: string, body: unknown, version = 0, notOffered: string[] = []) {
  const section = sectionByKey(key)
  if (!section) throw new Error(key)
  return door.save.run(await me(token), key, { ...readForm(section.form, body, notOffered), version })
}

async function complete(mark: string): Promise<SessionToken> {
  const token = await begun()
  for (const [key, body] of Object.entries(completeAnswers(mark))) await saved(token, key, body)
  return token
}

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  door = makeDoor()
}, 30_000)

afterAll(() => world.end())

describe('an applicant', () => {
  it('gets a code, a mail mark and a case number once, and comes back with the code', async () => {
    const token = await begun()
    const first = await me(token)
    await saved(token, 'contact', { display_name: 'A' })

    expect(first.sheet).toEqual({
      code: expect.stringMatching(/^[0-9A-Z]{25}$/),
      mailMark: expect.stringMatching(/^\S+ \S+$/),
    })
    expect((await me(token)).sheet).toBeNull()
    const again = await door.signIn.run(` ${first.sheet?.code.toLowerCase()} `, 900)
    expect(again.ok && (await me(again.value)).caseNumber).toBe(first.caseNumber)
  })

  it('U8 gets the same answer for a wrong code as for an unknown one, and is throttled', async () => {
    const token = await begun()
    const code = (await me(token)).sheet?.code ?? ''
    const wrong = 'X'.repeat(24)
    const { checkSymbol } = await import('#domain/application/access-code.js')
    const answers = []
    for (let i = 0; i < 8; i += 1) answers.push(await door.signIn.run(wrong + checkSymbol(wrong), 900))

    expect(answers.map((answer) => (answer.ok ? 'in' : answer.code))).toEqual([
      ...Array<string>(5).fill('wrong_code'),
      ...Array<string>(3).fill('rate_limited'),
    ])
    expect((await door.signIn.run(code, 900)).ok).toBe(true)
    expect(await door.signIn.run(`${code.slice(0, 24)}${code[24] === '0' ? '1' : '0'}`, 900)).toMatchObject({
      code: 'mistyped_code',
    })
  })

  it('APP-3 saves what is wrong or missing, cannot send it, and then can', async () => {
    const token = await begun()
    await saved(token, 'contact', { display_name: 'x'.repeat(200) })

    const refused = await door.submit.run(await me(token), 'en')
    const draft = await door.drafts.open(await me(token))

    expect(draft.get('contact')).toMatchObject({ status: 'attention', values: { display_name: 'x'.repeat(200) } })
    expect(refused.ok).toBe(false)
    const missing = refused.ok ? [] : (refused.about?.missing as { section: string }[])
    expect(missing.map((one) => one.section)).toEqual([
      'start',
      'contact',
      'channels',
      'place',
      'work',
      'story',
      'example',
      'conference',
      'risk',
      'safety',
      'references',
      'balance',
      'consents',
    ])
    for (const [key, body] of Object.entries(completeAnswers('APP3')))
      await saved(token, key, body, key === 'contact' ? 1 : 0)
    expect(await door.submit.run(await me(token), 'en')).toEqual({ ok: true, value: null })
  })

  it('APP-3 cannot send a section saved before a question was offered until that is answered', async () => {
    const token = await complete('SINCE')
    const { conference } = completeAnswers('SINCE')
    await saved(token, 'conference', conference, 1, ['remote'])
    const before = (await door.drafts.open(await me(token))).get('conference')

    const refused = await door.submit.run(await me(token), 'en')
    await saved(token, 'conference', conference, 2)
    const sent = await door.submit.run(await me(token), 'en')

    expect([before?.status, before?.values.mode]).toEqual(['done', undefined])
    expect(refused).toEqual({
      ok: false,
      code: 'incomplete',
      about: { missing: [{ section: 'conference', errors: { mode: 'choose' } }] },
    })
    expect(sent.ok).toBe(true)
  })

  it('refuses a save typed over an older one and keeps what is there', async () => {
    const token = await begun()
    await saved(token, 'contact', { display_name: 'First' })

    expect(await saved(token, 'contact', { display_name: 'Other tab' })).toEqual({ ok: false, code: 'stale' })
    expect((await door.drafts.open(await me(token))).get('contact')?.values.display_name).toBe('First')
  })

  it('APP-11 stores nothing of somebody who will not be of age', async () => {
    const token = await begun()

    expect(await saved(token, 'start', { ...completeAnswers('AGE').start, adult_on_arrival: 'no' })).toEqual({
      ok: false,
      code: 'too_young',
    })
    expect([...(await door.drafts.open(await me(token))).keys()]).toEqual(['sheet'])
  })

  it('APP-2 sends once: the second press is the same answer and no second mail', async () => {
    const token = await complete('TWICE')
    const session = await me(token)

    const answers = await Promise.all([door.submit.run(session, 'en'), door.submit.run(session, 'en')])
    const third = await door.submit.run(await me(token), 'en')

    expect([...answers, third].map((answer) => answer.ok)).toEqual([true, true, true])
    expect(
      await world.operator.query('SELECT class FROM app.outbox WHERE application_id = $1 AND kind = $2', [
        session.applicationId,
        'mail',
      ]),
    ).toEqual([{ class: 'receipt' }])
  })

  it('cannot read with the code what was sent; a keeper reads it as it was asked', async () => {
    const token = await complete('AFTER')
    const { applicationId } = await me(token)
    await door.submit.run(await me(token), 'en')
    const staff = await world.as('app_staff')
    const keyring = new Keyring(staff, world.directory, new Audit(staff))

    const [profile] = await keyring.open(
      await world.holder('lead'),
      { verb: 'profile.opened', objectId: applicationId },
      { owners: [applicationId], schemas: ['profile'] },
    )

    expect((await door.drafts.open(await me(token))).size).toBe(0)
    const record = profile?.value as {
      language: string
      answers: { question: string; lines: string[] }[]
      values: Record<string, unknown>
    }
    expect(record.language).toBe('en')
    expect(record.values.work_summary).toBe('AFTER-summary: we go to court with families.')
    expect(record.answers.find((answer) => answer.lines[0]?.startsWith('AFTER-summary'))?.question).toMatch(/\?$|work/)
    expect(JSON.stringify(record)).not.toMatch(/AFTER-(name|word|handle|safety|ref)/)
  })

  it('sees the state, the receipt and nothing else at home; withdraws and is forgotten', async () => {
    const token = await complete('HOME')
    await door.submit.run(await me(token), 'en')
    const home = await door.home.run(await me(token))

    expect(home).toMatchObject({ state: 'submitted', zone: 'Africa/Nairobi', tasks: [], visa: null })
    expect(home?.messages.map(({ kind, isNew }) => ({ kind, isNew }))).toEqual([{ kind: 'receipt', isNew: true }])
    expect(await door.move.run(await me(token), 'confirm')).toMatchObject({ code: 'no_answer_yet' })
    expect(await door.move.forget(await me(token))).toEqual({ ok: true, value: null })
    expect(await door.sessions.find(token)).toBeNull()
  })

  it('APP-12 keeps an idle draft as a date that tells no day, never before the call has closed', async () => {
    const token = await begun()
    const [row] = await world.operator.query<{ keep: string; dow: number; late: boolean }>(
      `SELECT a.keep_until::text AS keep, extract(isodow FROM a.keep_until)::int AS dow, a.keep_until >= (w.closes_at AT TIME ZONE 'UTC')::date + 3 AS late
       FROM app.application a JOIN app.call_window w USING (edition_id) WHERE a.id = $1`,
      [(await me(token)).applicationId],
    )

    expect(row).toEqual({ keep: (await me(token)).keepUntil, dow: 7, late: true })
  })
})
