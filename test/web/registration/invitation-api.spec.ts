import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { type NominationApp, nominationApp } from '#test/support/nomination/public-app.js'
import { nominee as nomineeForm } from '#test/support/nomination/doors.js'
import { bearer, read, told } from '#test/support/web/api.js'
import type { World } from '#test/support/world.js'

let app: NominationApp
let world: World
let doors: NominationApp['doors']
let coordinator: NominationApp['coordinator']
let api: NominationApp['api']

beforeAll(async () => {
  app = await nominationApp()
  ;({ world, doors, coordinator, api } = app)
}, 60_000)

afterAll(() => app.end())

const call = (...given: Parameters<typeof api.call>) => api.call(...given)
const open = (link: string) => api.open(link)
const nominee = (mark: string) => app.nominee(mark)

describe('a nominee', () => {
  it('reads who named them and begins; the code is in this one answer, and the first saved section ends the link', async () => {
    const { id, link, session } = await nominee('QZBEGIN')
    const state = async () =>
      (await world.operator.query<{ state: string }>('SELECT state FROM app.nomination WHERE id = $1', [id]))[0]?.state

    const shown = await call('GET', 'invitation', undefined, session)
    const begun = await call('POST', 'invitation/start', undefined, session)
    const { token, ...sheet } = read(begun)
    const mine = bearer(token)
    const entered = await call('POST', 'sessions', { code: sheet.code })
    const blank = await call('GET', 'sections/contact', undefined, mine)
    const before = await state()
    await call('PUT', 'sections/contact', { answers: { display_name: 'QZFIRST' } }, { ...mine, 'if-match': '"0"' })

    expect(read(shown)).toEqual({ named_by: null, expires_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
    expect([begun.status, sheet]).toEqual([
      201,
      {
        code: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{25}$/),
        mail_mark: expect.stringMatching(/^\S+ \S+$/),
        case_number: expect.stringMatching(/^[0-9A-HJKMNP-TV-Z]{6}$/),
        keep_until: expect.stringMatching(/^\d{4}-\d\d-\d\d$/),
      },
    ])
    expect([entered.status, read(entered).kind, read(blank).answers]).toEqual([201, 'applicant', {}])
    expect([before, await state(), told(await open(link))]).toEqual(['invited', 'used', [404, 'not_found']])
  })

  it('reads the name of the partner who put them forward, and nothing that was written', async () => {
    const made = await doors.partners.make(coordinator, 'Union QZBY')
    const partner = made.ok && (await doors.partnerSessions.begin(made.value.code))
    const me = partner && (await doors.partnerSessions.find(partner))
    if (!me) throw new Error('no_partner')
    const named = await doors.putForward.run(me, nomineeForm('QZBYWHOM', { nominee_channel: 'messenger' }))
    const [row] = await world.operator.query<{ id: string }>('SELECT id FROM app.nomination WHERE number = $1', [
      named.ok && named.value,
    ])
    const link = await doors.invite.run(coordinator, row?.id ?? '', 1)
    const session = await api.signedIn((link.ok && link.value?.token) || '')

    const shown = await call('GET', 'invitation', undefined, session)

    expect(read(shown)).toEqual({ named_by: 'Union QZBY', expires_on: expect.stringMatching(/^\d{4}-\d\d-\d\d$/) })
  })

  it('begins anew until a section was saved: the code made before ends then', async () => {
    const { session } = await nominee('QZTWICE')

    const first = read(await call('POST', 'invitation/start', undefined, session))
    const second = read(await call('POST', 'invitation/start', undefined, session))

    const codes = [first.code, second.code].map((code) => call('POST', 'sessions', { code }))
    expect((await Promise.all(codes)).map(({ status }) => status)).toEqual([401, 201])
  })

  it('does not want this: what was said is erased, and the session with it', async () => {
    const { id, session } = await nominee('QZNEVER')

    const answers = [
      await call('POST', 'invitation/objection', undefined, session),
      await call('POST', 'invitation/objection', undefined, session),
    ]

    expect(answers.map(({ status }) => status)).toEqual([204, 401])
    expect(await world.operator.query('SELECT 1 FROM sealed.record WHERE owner_id = $1', [id])).toEqual([])
  })

  it('opens nothing of a referee, an applicant or a partner', async () => {
    const { session } = await nominee('QZALONE')
    const foreign = ['reference', 'home', 'sections/contact', 'nominations']

    const answers = await Promise.all(foreign.map((at) => call('GET', at, undefined, session)))

    expect(answers.map(told)).toEqual(foreign.map(() => [401, 'sign_in']))
  })
})
