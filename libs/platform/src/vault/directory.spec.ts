import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals'
import { until } from '#test/support/until.js'
import { Directory, readDirectory, writeDirectory } from './directory.js'
import { newKeyPair } from './keys.js'
import { localPaths, localRootKey, makeLocalKeys, signStaffKeys } from './local-keys.js'
import { checkMode } from './mode-rules.js'

let folder: string
let path: string
const root = () => localRootKey(folder)
const rootSecret = () => Buffer.from(readFileSync(localPaths(folder).root, 'utf8'), 'base64')

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'delegates-directory-'))
  path = localPaths(folder).directory
  makeLocalKeys(folder)
})

afterEach(() => rmSync(folder, { recursive: true }))

describe('key directory', () => {
  it('names a new colleague once the signer has signed the key', async () => {
    const directory = new Directory(path, root())
    const colleague = newKeyPair().publicKey

    expect(() => directory.staffKey('c1')).toThrow('key_not_signed')
    signStaffKeys(folder, { staff: { c1: colleague } })

    expect(directory.staffKey('c1')).toEqual(colleague)
  })

  it('is refused when one byte was changed, when signed by another root, and when missing', () => {
    const text = readFileSync(path, 'utf8')

    writeFileSync(path, text.replace('"version": 1', '"version": 9'))
    expect(() => readDirectory(path, root())).toThrow('directory_signature')
    writeFileSync(path, text)
    expect(() => readDirectory(path, newKeyPair().publicKey)).toThrow('directory_signature')
    rmSync(`${path}.sig`)
    expect(() => readDirectory(path, root())).toThrow('directory_missing')
  })

  it('is refused when an older signed version is put back', async () => {
    const old = readDirectory(path, root())
    signStaffKeys(folder, { staff: { c1: newKeyPair().publicKey } })
    const startedMs = performance.now()
    const directory = new Directory(path, root())
    writeDirectory(path, old, rootSecret())

    await until('the directory looks again', () => performance.now() - startedMs > 1200)

    expect(() => directory.current()).toThrow('directory_rolled_back')
  })

  it('splits the recovery key so that neither half is it', () => {
    const other = mkdtempSync(join(tmpdir(), 'delegates-directory-'))
    const { recoveryHalves, recoveryPublicKey } = makeLocalKeys(other)
    const [a, b] = recoveryHalves.map((half) => Buffer.from(half, 'base64'))

    expect([a?.length, b?.length, recoveryPublicKey.length]).toEqual([32, 32, 32])
    expect(a?.equals(b ?? Buffer.alloc(0))).toBe(false)
    rmSync(other, { recursive: true })
  })
})

describe('live mode', () => {
  const signedLive = () =>
    writeDirectory(path, { ...readDirectory(path, root()), mode: 'live', version: 2 }, rootSecret())

  it('refuses a directory made for practice', () => {
    expect(() => checkMode('live', new Directory(path, root()), path)).toThrow('live_on_local_directory')
  })

  it('refuses to start where a root key lies, and starts once it is gone', () => {
    signedLive()

    expect(() => checkMode('live', new Directory(path, root()), path)).toThrow('offline_key_on_host')
    const publicKey = root()
    rmSync(localPaths(folder).root)
    expect(() => checkMode('live', new Directory(path, publicKey), path)).not.toThrow()
  })

  it('keeps practice mode away from a live directory', () => {
    signedLive()

    expect(() => checkMode('local', new Directory(path, root()), path)).toThrow('local_on_live_directory')
  })
})
