import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals'
import { answersByProxy, completeAnswers } from '#test/support/answers.js'
import { conflictsOn } from '#test/support/people/conflicts.js'
import { sealNomination } from '#features/nomination/seal-nomination.js'
import { nominationDoors, nominee } from '#test/support/nomination/doors.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { sender } from '#test/support/people/sender.js'

let line: MainLine
let on: ReturnType<typeof conflictsOn>

beforeAll(async () => {
  line = await openMainLine()
  on = conflictsOn(line)
}, 60_000)

afterAll(() => line.world.end())

const askedOf = async (login: string, id: string, nominator: string | null = null) => {
  const found = await on.guesses.run(line.as(login), await line.file(login, id), { nominator })
  return found.map(({ name, isReader, shared, kind }) => ({ name, isReader, shared, kind }))
}
const possible = { ok: false, code: 'possible_conflict' }

describe('one mailbox', () => {
  /** As if they had never had another. */
  const withAddress = async (login: string, address: string | null) => {
    await on.query('UPDATE app.staff_account SET address = $2 WHERE login = $1', [login, address])
    await on.query('DELETE FROM app.former_address')
  }
  const asked = async (login: string, id: string, of: string) =>
    (await askedOf(login, id)).find(({ name }) => name === of)?.shared ?? []
  const owned = { kind: 'personal', isReader: false, name: 'Security officer' }

  afterEach(() => withAddress('security', null))

  it('REV-1 of the applicant and a reader gives nobody their own application, at a free host too', async () => {
    const { channels } = completeAnswers('Own')
    const { id } = await sender(line.world, 'Own', false, {
      channels: { ...channels, contact_email: 'Own.Name+call@GoogleMail.com' },
    })
    await line.move('coordinator', id, 'open_screening')
    await line.move('coordinator', id, 'pass')
    await withAddress('reader-2', 'ownname@gmail.com')
    const question = (await askedOf('coordinator', id)).find(({ name }) => name === 'Reader 2')
    const refused = [await on.assign(id, 'reader-2'), await on.wraps(id, 'reader-2')]
    const next = (await line.door.reading.run(line.as('reader-2')))?.files.has(id)
    await on.pin(id, 'reader-2', 'none')
    const given = await on.assign(id, 'reader-2')
    await withAddress('reader-2', null)

    expect(question).toMatchObject({ shared: ['same_mailbox'], kind: 'personal' })
    expect([refused, next, given]).toEqual([[possible, 0], false, { ok: true, value: null }])
  })

  it('is met in a handle, a referee’s and a proxy’s way, each in the session that opens it', async () => {
    const { channels: own } = completeAnswers('Ways')
    const channels = { ...own, safe_channels: [{ channel: 'email', handle: 'security@posteo.de', safe: 'yes' }] }
    const { id } = await sender(line.world, 'Ways', false, { channels })
    const { id: typed } = await sender(line.world, 'Typed', false, answersByProxy('Typed'))
    const met = async (address: string, file: string) => {
      await withAddress('security', address)
      return [await asked('coordinator', file, owned.name), await asked('lead', file, owned.name)]
    }

    expect(await met('Security@Posteo.de', id)).toEqual([['same_mailbox'], []])
    expect(await met('ways-one@example.net', id)).toEqual([['same_mailbox', 'mail_domain'], []])
    expect(await met('typed-proxy@example.net', typed)).toEqual([[], ['same_mailbox', 'mail_domain']])
    expect(await met('another@posteo.de', id)).toEqual([[], []])
  })

  it('of one who must not read is met where only the address was written, alone or beside a name', async () => {
    const contact = { display_name: 'Unread', no_code_word: true }
    const { id, replace } = await sender(line.world, 'Unread', false, {
      contact: { ...contact, not_read_by: 'Somebody Else <Security@riseup.net>, nobody@house.example' },
    })
    await withAddress('security', 'security@riseup.net')
    const beside = await asked('coordinator', id, owned.name)
    await replace('contact', { ...contact, not_read_by: 'security@RISEUP.net' })
    const alone = (await askedOf('coordinator', id)).find(({ name }) => name === owned.name)

    expect(beside).toEqual(['same_mailbox', 'not_read_by'])
    expect(alone).toEqual({ ...owned, shared: ['same_mailbox', 'not_read_by'] })
  })
})

describe('one mailbox of who put the person forward', () => {
  const withAddress = (login: string, address: string | null) =>
    on.query('UPDATE app.staff_account SET address = $2 WHERE login = $1', [login, address])
  /** In review, put forward by this colleague or, with a name, by this partner. */
  const putForward = async (mark: string, by: { login: string } | { partner: string }) => {
    const doors = nominationDoors(line.world, line.door)
    const { id } = await sender(line.world, mark)
    await line.move('coordinator', id, 'open_screening')
    await line.move('coordinator', id, 'pass')
    const named = await doors.name.run(line.as('coordinator'), [nominee(mark)])
    const [nomination] = named.ok ? named.value : []
    await on.query('UPDATE app.application SET nomination_id = $2 WHERE id = $1', [id, nomination])
    if ('login' in by) {
      const { accountId } = line.as(by.login)
      await on.query('UPDATE app.nomination SET made_by = $2 WHERE id = $1', [nomination, accountId])
      return id
    }
    await doors.partners.make(line.as('coordinator'), by.partner)
    await on.query(
      `UPDATE app.nomination SET made_by = NULL, partner_id = (SELECT id FROM app.partner LIMIT 1) WHERE id = $1`,
      [nomination],
    )
    const records = sealNomination(line.world.directory, nomination ?? '', nominee(mark), by.partner)
    await on.query('DELETE FROM sealed.record WHERE owner_id = $1', [nomination])
    for (const record of records)
      await line.door.database.transaction((tx) => line.door.keyring.store(tx, record, null))
    return id
  }
  const tried = async (id: string) => {
    const refused = [await on.assign(id, 'reader-2'), await on.wraps(id, 'reader-2')]
    await on.pin(id, 'reader-2', 'none')
    return [...refused, await on.assign(id, 'reader-2')]
  }
  const stopped = [possible, 0, { ok: true, value: null }]

  afterEach(async () => {
    for (const login of ['reader-2', 'security']) await withAddress(login, null)
    await on.query('DELETE FROM app.former_address')
  })

  it('REV-1 and of a reader is asked about where a partner is known by it, before anybody gives the file', async () => {
    const id = await putForward('Partnered', { partner: 'Known Partner <Reader.Two+nominee@GoogleMail.com>' })
    await withAddress('reader-2', 'readertwo@gmail.com')
    const asked = (await askedOf('coordinator', id, 'Known Partner <Reader.Two+nominee@GoogleMail.com>')).find(
      ({ name }) => name === 'Reader 2',
    )

    expect(asked).toMatchObject({ shared: ['nominator'], kind: 'past_reference' })
    expect(await tried(id)).toEqual(stopped)
  })

  it('REV-1 and of a reader is asked about where it is another account of theirs, now or before', async () => {
    const id = await putForward('Accounts', { login: 'security' })
    await withAddress('security', 'Two.Roles@posteo.de')
    await withAddress('security', 'other@posteo.de')
    await withAddress('reader-2', 'two.roles@posteo.de')
    const asked = await askedOf('lead', id)

    expect(asked.find(({ name }) => name === 'Reader 2')).toMatchObject({ shared: ['nominator'] })
    expect(asked.find(({ name }) => name === 'Reader 1')).toBeUndefined()
    expect(await tried(id)).toEqual(stopped)
  })
})

describe('what detection rests on', () => {
  it('is taken away by an admin alone where an admin wrote it, also where the person wrote the same, and the log names the row', async () => {
    const [me, admin] = [line.as('security'), { ...line.as('lead'), roles: ['admin' as const] }]
    const { accountId } = me
    await on.affiliations.add(me, accountId, 'A ministry')
    await on.affiliations.add(admin, accountId, 'A ministry')
    await on.affiliations.add(me, accountId, 'A ministry')
    const [row] = await on.affiliations.own(me)
    const id = row?.id ?? ''
    const refused = [
      await on.affiliations.remove(me, id),
      await on.affiliations.remove({ ...me, roles: [...me.roles, 'admin'] }, id),
    ]
    const left = await on.affiliations.own(me)
    const removed = await on.affiliations.remove(admin, id)

    expect(row).toEqual({ id, accountId, name: 'A ministry', isOwn: false })
    expect(refused).toEqual([
      { ok: false, code: 'not_found' },
      { ok: false, code: 'not_found' },
    ])
    expect([left, removed, await on.affiliations.own(me)]).toEqual([[row], { ok: true, value: null }, []])
    expect(
      await on.query<object>(
        `SELECT verb, object_id AS object FROM audit.entry WHERE purpose = $1 AND actor_id = $2 ORDER BY verb`,
        [id, admin.accountId],
      ),
    ).toEqual([
      { verb: 'affiliation.added', object: accountId },
      { verb: 'affiliation.removed', object: accountId },
    ])
  })

  it('holds old addresses too after a colleague has changed theirs, until the account ends', async () => {
    const { id } = await sender(line.world, 'Moved')
    const { accountId } = line.as('security')
    const asked = async () =>
      (await askedOf('coordinator', id)).find(({ name }) => name === 'Security officer')?.shared ?? []
    const change = (address: string | null) =>
      on.query('UPDATE app.staff_account SET address = $2 WHERE id = $1', [accountId, address])
    await change(' Moved@Example.org')
    await change('new@posteo.de')
    await change(null)
    const former = await asked()
    await on.query(`UPDATE app.staff_account SET state = 'disabled' WHERE id = $1`, [accountId])
    const left = await on.query('SELECT 1 FROM app.former_address WHERE account_id = $1', [accountId])
    await on.query(`UPDATE app.staff_account SET state = 'active' WHERE id = $1`, [accountId])

    expect(former).toEqual(['same_mailbox', 'mail_domain'])
    expect([left, await asked()]).toEqual([[], []])
  })
})
