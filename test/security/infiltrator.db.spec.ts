import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { readFileSync } from 'node:fs'
import { LocalStaff } from '#features/staff/cli/local-staff.js'
import { Reads } from '#features/vetting/staff/assignment/reads.js'
import { Audit } from '#platform/audit/audit.js'
import { keyId, type KeyPair } from '#platform/vault/keys.js'
import { localPaths } from '#platform/vault/local-keys.js'
import { type MainLine, openMainLine } from '#test/support/main-line.js'
import { manySealed } from '#test/support/theft/many-sealed.js'
import { type Dump, opensWith, stealDump } from '#test/support/theft/stolen-dump.js'

const size = 2000
const assigned = 30
let line: MainLine
let ids: string[]

beforeAll(async () => {
  line = await openMainLine()
  const { world, door } = line
  ids = await manySealed(world, size)
  const reads = new Reads(door.keyring, world.directory, new Audit(door.database))
  const reader = line.as('reader-1').accountId
  const given = ids.slice(0, assigned).map((file) => ({ file, reader, drawn: 'pool' as const }))
  await door.database.transaction((tx) => reads.give(tx, line.as('coordinator'), given))
}, 60_000)

afterAll(() => line.world.end())

/** What a colleague opens of the whole database with the key of their own session, trying it on every wrap there is. */
async function opened(login: string, of: (dump: Dump) => Dump = (dump) => dump): Promise<Opened[]> {
  const { pair } = await line.world.holder(login)
  return opensWith(of(await stealDump(line.world)), [pair]).toSorted((a, b) => place(a) - place(b))
}

/** Of the wraps a dump itself says are theirs: quicker, once it is proved that no other opens. */
async function openedAsNamed(login: string): Promise<Opened[]> {
  const name = keyId((await line.world.holder(login)).pair.publicKey)
  return opened(login, (dump) => ({ ...dump, wraps: dump.wraps.filter(({ recipient }) => recipient.equals(name)) }))
}

/** The first hundred files alone. */
const some = 100
function ofSome({ records, wraps, keyWraps }: Dump): Dump {
  const first = new Set(ids.slice(0, some))
  const theirs = records.filter((record) => first.has(record.owner_id))
  const known = new Set(theirs.map(({ id }) => id))
  return { records: theirs, keyWraps, wraps: wraps.filter(({ record_id: id }) => known.has(id)) }
}

interface Opened {
  readonly owner: string
  readonly schema: string
}

const place = ({ owner }: { readonly owner: string }): number => ids.indexOf(owner)
const profiles = (files: readonly string[]) => files.map((owner) => ({ owner, schema: 'profile' }))

/** Every key of the directory, tried as if it were a secret one. */
function directoryKeys(): KeyPair[] {
  const text = readFileSync(localPaths(line.world.keyFolder).directory, 'utf8')
  const keys = [...text.matchAll(/"([A-Za-z0-9+/]{43}=)"/g)].map(([, key]) => Buffer.from(key ?? '', 'base64'))
  return keys.map((key) => ({ publicKey: key, secretKey: key }))
}

describe('a reviewer with the whole database, their own key and the directory', () => {
  it('promise 3: opens the profiles of the 30 files they were given, of 2,000, and nothing else', async () => {
    expect(await opened('reader-1')).toEqual(profiles(ids.slice(0, assigned)))
    expect(await openedAsNamed('reader-1')).toEqual(profiles(ids.slice(0, assigned)))
    expect(await opened('reader-2', ofSome)).toEqual([])
  })

  it('opens nothing with the keys of the directory, which are public', async () => {
    const keys = directoryKeys()

    expect(keys.length).toBeGreaterThan(20)
    expect(opensWith(ofSome(await stealDump(line.world)), keys)).toEqual([])
  })

  it('opens 29 after a conflict on one, and fewer with each file that is taken away', async () => {
    const reader = line.as('reader-1')
    await line.door.conflict.run(reader, ids[0] ?? '', 'family')
    const withConflict = await openedAsNamed('reader-1')
    for (const file of ids.slice(1, 3))
      await line.door.assign.end(line.as('coordinator'), file, { accountId: reader.accountId, role: 'reviewer' })

    expect(withConflict).toEqual(profiles(ids.slice(1, assigned)))
    expect(await openedAsNamed('reader-1')).toEqual(profiles(ids.slice(3, assigned)))
  })

  it('a coordinator who keeps nothing opens nothing; one who does shows that the test can see a leak', async () => {
    const { operator, editionId, keyFolder } = line.world
    const keyless = { login: 'coordinator-3', displayName: 'Coordinator 3', roles: ['coordinator'] } as const
    await new LocalStaff(operator, keyFolder).addMissing(editionId, [keyless])

    const kept = await opened('coordinator-2', ofSome)

    expect(await opened('coordinator-3')).toEqual([])
    expect(new Set(kept.map(({ schema }) => schema))).toEqual(new Set(['contact.rest', 'contact.mailbox', 'profile']))
    expect(kept).toHaveLength(3 * some)
  })
})
