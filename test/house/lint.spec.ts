import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { root } from '#test/support/cluster.js'

interface Said {
  readonly diagnostics: readonly { readonly code: string; readonly filename: string }[]
}

const lines = (count: number, text: string): string =>
  Array.from({ length: count }, (_, i) => text.replace('#', `${i}`)).join('\n')

/** One file for each rule the house relies on, and the rule it breaks. */
const canaries: Readonly<Record<string, readonly [rule: string, text: string]>> = {
  'libs/domain/src/clock.ts': ['eslint(no-restricted-properties)', 'export const now = () => Date.now()'],
  'libs/domain/src/chance.ts': ['eslint(no-restricted-properties)', 'export const die = () => Math.random()'],
  'libs/domain/src/place.ts': ['eslint(no-restricted-globals)', 'export const mode = () => process.env.MODE'],
  'libs/x/src/default.ts': ['import(no-default-export)', 'export default 1'],
  'libs/x/src/any.ts': ['typescript(no-explicit-any)', 'export const a = (b: any) => String(b)'],
  'libs/x/src/params.ts': ['eslint(max-params)', 'export const f = (a, b, c, d, e, g) => [a, b, c, d, e, g]'],
  'libs/x/src/long.ts': ['eslint(max-lines)', lines(251, 'export const a# = 1')],
  'libs/x/src/body.ts': ['eslint(max-lines-per-function)', `export function f() {\n${lines(41, 'console.log(#)')}\n}`],
  'libs/x/src/depth.ts': [
    'eslint(max-depth)',
    `export function f(a) {\n${'if (a) {'.repeat(4)} a() ${'}'.repeat(4)}\n}`,
  ],
  'libs/x/src/empty.ts': ['eslint(no-empty)', 'export const f = (a) => { if (a) {} }'],
  'libs/x/src/float.ts': [
    'typescript(no-floating-promises)',
    'const f = async () => 1\nexport const g = () => {\n  f()\n}',
  ],
  'libs/x/src/only.spec.ts': ['jest(no-focused-tests)', `it.only('x', () => { expect(1).toBe(1) })`],
  'libs/x/src/skip.spec.ts': ['jest(no-disabled-tests)', `it.skip('x', () => { expect(1).toBe(1) })`],
  'libs/x/src/mock.spec.ts': ['jest(no-restricted-jest-methods)', `jest.mock('pg')`],
}

/** What lint says in a tree of its own: file → rules that fired. */
function fired(files: Readonly<Record<string, string>>): Map<string, string[]> {
  const tree = mkdtempSync(path.join(tmpdir(), 'delegates-lint-'))
  for (const name of ['.oxlintrc.json', 'tsconfig.json']) cpSync(path.join(root, name), path.join(tree, name))
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(tree, name)), { recursive: true })
    writeFileSync(path.join(tree, name), `${text}\n`)
  }
  const bin = path.join(root, 'node_modules')
  const args = [path.join(bin, 'oxlint/bin/oxlint'), '--type-aware', '-f', 'json', 'libs']
  const env = { ...process.env, OXLINT_TSGOLINT_PATH: path.join(bin, '.bin/tsgolint') }
  const ran = spawnSync(process.execPath, args, { cwd: tree, env })
  rmSync(tree, { recursive: true })
  const said = (JSON.parse(String(ran.stdout)) as Said).diagnostics
  return new Map(
    Object.keys(files).map((name) => [name, said.filter((one) => one.filename.endsWith(name)).map((one) => one.code)]),
  )
}

describe('lint', () => {
  it('fires on each thing it is there for', () => {
    const found = fired(Object.fromEntries(Object.entries(canaries).map(([name, [, text]]) => [name, text])))

    expect(Object.entries(canaries).filter(([name, [rule]]) => !found.get(name)?.includes(rule))).toEqual([])
  })

  it('lets a plain file through', () => {
    expect(fired({ 'libs/x/src/plain.ts': 'export const a = 1' }).get('libs/x/src/plain.ts')).toEqual([])
  })
})
