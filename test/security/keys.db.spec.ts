import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { Audit } from '#platform/audit/audit.js'
import { keyId, newKeyPair, openWrap, pairFromSecret } from '#platform/vault/keys.js'
import { Keyring } from '#platform/vault/keyring.js'
import { openRecord } from '#platform/vault/record.js'
import { sealedApplication, submitted } from '#test/support/sealed-application.js'
import { opensWith, stealDump, tryOpen } from '#test/support/theft/stolen-dump.js'
import { practiceWorld, usualStaff, type World } from '#test/support/world.js'

const size = 200
const assigned = 30
let world: World
let ids: string[]
let keyring: Keyring

const dump = () => stealDump(world)

beforeAll(async () => {
  world = await practiceWorld(usualStaff)
  const registration = world.sql('app_registration')
  ids = []
  for (let i = 0; i < size; i += 1) {
    ids.push((await sealedApplication(registration, world.directory, world.editionId, `secret of ${i}`)).id)
  }
  const staff = await world.as('app_staff')
  keyring = new Keyring(staff, world.directory, new Audit(staff))
  const coordinator = await world.holder('coordinator')
  const reader = await world.holder('reader-1')
  await staff.transaction(async (tx) => {
    for (const owner of ids.slice(0, assigned))
      await keyring.share(tx, coordinator, { owner, schemas: ['profile'], to: reader.accountId })
  })
}, 60_000)

afterAll(() => world.end())

describe('what a stolen database opens', () => {
  it('promise 3: with a reviewer’s secret, exactly the assigned profiles and nothing else', async () => {
    const reader = await world.holder('reader-1')

    const opened = opensWith(await dump(), [reader.pair])

    expect(opened.map((record) => record.schema)).toEqual(Array(assigned).fill('profile'))
    expect(new Set(opened.map((record) => record.owner))).toEqual(new Set(ids.slice(0, assigned)))
  })

  it('promise 4: with the worker’s key, every mailbox record and nothing else', async () => {
    const secret = Buffer.from(readFileSync(join(world.keyFolder, 'worker', 'mailbox.key'), 'utf8'), 'base64')

    const opened = opensWith(await dump(), [pairFromSecret(secret)])

    expect(opened.map((record) => record.schema)).toEqual(Array(size).fill('contact.mailbox'))
  })

  it('promise 2: with all the public process holds, nothing that was submitted', async () => {
    const known = [
      newKeyPair(),
      ...submitted.map((name) => ({
        publicKey: world.directory.compartmentKey(name),
        secretKey: world.directory.compartmentKey(name),
      })),
    ]

    expect(opensWith(await dump(), known)).toEqual([])
  })

  it('a keeper opens the whole compartment: the test can see a leak', async () => {
    const opened = opensWith(await dump(), [(await world.holder('lead')).pair])

    expect(new Set(opened.map((record) => record.schema))).toEqual(new Set(['profile', 'risk', 'references']))
    expect(opened).toHaveLength(3 * size)
  })
})

describe('the keyring of a live session', () => {
  it('opens for a reader exactly what was assigned, after its audit line', async () => {
    const reader = await world.holder('reader-1')
    const before = await lines()

    const opened = await keyring.open(
      reader,
      { verb: 'profile.opened', objectId: ids[0] ?? '' },
      { owners: ids, schemas: ['profile', 'risk', 'contact.rest'] },
    )

    expect(opened.map((record) => record.owner).toSorted()).toEqual(ids.slice(0, assigned).toSorted())
    expect(opened[0]?.value).toEqual({ text: expect.stringMatching(/^secret of \d+$/) })
    expect(await lines()).toBe(before + 1)
  })

  it('DATA-6 opens nothing when the line cannot be written', async () => {
    const reader = await world.holder('reader-1')
    await world.operator.query('ALTER TABLE audit.entry ADD CONSTRAINT no_more CHECK (seq < 0) NOT VALID')

    const outcome = keyring.open(
      reader,
      { verb: 'profile.opened', objectId: 'x' },
      { owners: ids, schemas: ['profile'] },
    )

    await expect(outcome).rejects.toThrow('database_23514')
    await world.operator.query('ALTER TABLE audit.entry DROP CONSTRAINT no_more')
  })

  it('opens nothing any more once the assignment is taken away', async () => {
    const reader = await world.holder('reader-1')
    const staff = await world.as('app_staff')
    await staff.transaction(async (tx) =>
      keyring.unshareAll(tx, [{ owner: ids[0] ?? '', from: reader.pair.publicKey }]),
    )

    const opened = await keyring.open(
      reader,
      { verb: 'profile.opened', objectId: ids[0] ?? '' },
      { owners: ids.slice(0, 2), schemas: ['profile'] },
    )

    expect(opened.map((record) => record.owner)).toEqual([ids[1]])
  })

  it('refuses to wrap to a key the directory does not name', async () => {
    const staff = await world.as('app_staff')
    const coordinator = await world.holder('coordinator')
    const stranger = '00000000-0000-4000-8000-000000000000'

    const outcome = staff.transaction(async (tx) =>
      keyring.share(tx, coordinator, { owner: ids[0] ?? '', schemas: ['profile'], to: stranger }),
    )

    await expect(outcome).rejects.toThrow('key_not_signed')
  })

  it('sees no wrap in the database beyond the keys it holds', async () => {
    const staff = await world.as('app_staff')

    expect(await staff.query('SELECT 1 FROM wraps.dek_wrap')).toEqual([])
    expect(await staff.query('SELECT 1 FROM wraps.key_wrap')).toEqual([])
  })

  it('promise 5: accepts no record moved, rolled back, or re-wrapped from another row', async () => {
    const stolen = await dump()
    const lead = await world.holder('lead')
    const pairs = stolen.keyWraps.flatMap((row) => tryOpen(() => pairFromSecret(openWrap(row.wrap, lead.pair))) ?? [])
    const own = stolen.wraps.flatMap((row) => {
      const pair = pairs.find((candidate) => keyId(candidate.publicKey).equals(row.recipient))
      const record = stolen.records.find((candidate) => candidate.id === row.record_id)
      return pair && record ? [{ record, key: openWrap(row.wrap, pair) }] : []
    })
    let accepted = 0
    for (let i = 0; i < 1000; i += 1) {
      const a = own[i % own.length]
      const b = own[(i * 7 + 1) % own.length]
      if (!a || !b || a.record.id === b.record.id) continue
      const place = {
        owner: a.record.owner_id,
        compartment: a.record.compartment,
        schema: a.record.schema_id,
        version: a.record.version,
      }
      const tries = [
        () => openRecord(place, b.record.body, b.key),
        () => openRecord(place, a.record.body, b.key),
        () => openRecord({ ...place, version: 2 }, a.record.body, a.key),
        () => openRecord({ ...place, compartment: 'identity' }, a.record.body, a.key),
      ]
      if (tryOpen(tries[i % 4] ?? (() => null)) !== null) accepted += 1
    }

    expect(accepted).toBe(0)
  })
})

const lines = async (): Promise<number> => {
  const [row] = await world.operator.query<{ seq: string }>('SELECT seq FROM audit.head')
  return Number(row?.seq)
}
