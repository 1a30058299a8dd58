import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { until } from '#test/support/until.js'
import { type AnnexEntry, annexPath, lastDayOf, readAnnex, signClaim, signingKey, writeAnnex } from './annex.js'
import { Directory } from './directory.js'
import { keyId, newKeyPair } from './keys.js'
import { localPaths, localRootKey, makeLocalKeys, signStaffKeys } from './local-keys.js'

let folder: string
const [a, b, colleague, other] = [newKeyPair(), newKeyPair(), newKeyPair(), newKeyPair()]
const clock = { now: () => new Date('2027-03-01T10:00:00Z') }
const claim = {
  accountId: 'c',
  publicKey: colleague.publicKey.toString('base64'),
  from: '2027-03-01',
  until: '2027-08-28',
}
const open = () => new Directory(localPaths(folder).directory, localRootKey(folder), clock)
const signed = (change: Partial<typeof claim> = {}, by = { a, b }): AnnexEntry => {
  const entry = { ...claim, ...change }
  const signatures = Object.entries(by).map(([id, { secretKey }]) => ({
    by: id,
    signature: signClaim(entry, secretKey),
  }))
  return { ...entry, signatures }
}
/** What a fresh process makes of an annex that somebody wrote by hand. */
const readWith = (...entries: AnnexEntry[]) => {
  writeAnnex(annexPath(localPaths(folder).directory), { version: 7, entries, struck: [] })
  return open().signedStaffKey('c')
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delegates-annex-'))
  makeLocalKeys(folder)
  signStaffKeys(folder, {
    staff: { a: a.publicKey, b: b.publicKey, other: other.publicKey },
    keepers: { a: signingKey(a.secretKey), b: signingKey(b.secretKey) },
  })
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('the annex of the key directory', () => {
  it('names a key two keepers signed, in every process, without the root', () => {
    const [writer, reader] = [open(), open()]
    expect(reader.signedStaffKey('c')).toBeUndefined()

    expect(writer.admit(signed())).toBe(1)

    expect([reader.staffKey('c'), reader.lastDayOf('c')]).toEqual([colleague.publicKey, '2027-08-28'])
  })

  it.each([
    ['fewer than two signers', () => ({ ...signed(), signatures: signed().signatures.slice(0, 1) })],
    ['the same signer twice', () => signed({}, { a, b: a })],
    [
      'one signature under two names',
      () => ({ ...signed(), signatures: [0, 0].map((i) => signed().signatures[i] ?? { by: '', signature: '' }) }),
    ],
    [
      'a signer the root does not name as a keeper',
      () => signed({}, { a, other } as unknown as { a: typeof a; b: typeof b }),
    ],
    ['the person themself as a signer', () => ({ ...signed({ accountId: 'a' }), accountId: 'c' })],
    ['another key under the signatures', () => ({ ...signed(), publicKey: other.publicKey.toString('base64') })],
    ['another last day under the signatures', () => ({ ...signed(), until: '2027-08-27' })],
    ['an entry that has ended', () => signed({ from: '2026-12-01', until: '2027-02-28' })],
    ['an entry that has not begun', () => signed({ from: '2027-03-02' })],
    ['more than 180 days', () => signed({ until: '2027-08-29' })],
    ['days that are none', () => signed({ until: '9999' })],
    ['no signature at all', () => ({ ...signed(), signatures: [] })],
  ] as const)('refuses %s', (_, entry) => {
    const made = entry()

    expect(readWith(made)).toBeUndefined()
    expect(() => open().admit(made)).toThrow('key_not_signed')
  })

  it('strikes a key for good, one of the root too, and no signature brings it back', () => {
    const directory = open()
    directory.admit(signed())

    expect(directory.strike([colleague.publicKey, b.publicKey])).toBe(2)
    expect(directory.strike([colleague.publicKey])).toBe(2)

    expect([directory.signedStaffKey('c'), directory.signedStaffKey('b'), directory.keeperKey('b')]).toEqual([
      undefined,
      undefined,
      undefined,
    ])
    expect(() => directory.admit(signed())).toThrow('key_not_signed')
    expect(readAnnex(annexPath(localPaths(folder).directory))).toEqual({
      version: 2,
      entries: [],
      struck: [colleague, b].map(({ publicKey }) => keyId(publicKey).toString('hex')),
    })
  })

  it('is refused when an older version is put back, or taken away, and when it is no annex', async () => {
    const path = annexPath(localPaths(folder).directory)
    const directory = open()
    directory.admit(signed())
    const older = readFileSync(path, 'utf8')
    directory.strike([colleague.publicKey])
    const startedMs = performance.now()
    writeFileSync(path, older)

    await until('the directory looks again', () => performance.now() - startedMs > 1200)

    expect(() => directory.current()).toThrow('annex_rolled_back')
    rmSync(path)
    expect(() => directory.signedStaffKey('nobody')).toThrow('annex_rolled_back')
    writeFileSync(path, '{"version": 9}')
    expect(() => open()).toThrow('annex_malformed')
  })

  it('ends an entry after 180 days, or with the edition', () => {
    expect([lastDayOf('2027-03-01', '2028-01-01'), lastDayOf('2027-03-01', '2027-04-30')]).toEqual([
      '2027-08-28',
      '2027-04-30',
    ])
  })
})
