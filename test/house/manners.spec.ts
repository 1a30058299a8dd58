import { describe, expect, it } from '@jest/globals'
import { launcher, type Source, typescript } from './sources.js'

const bareCatches = (sources: readonly Source[]): string[] =>
  sources.filter(({ text }) => /\bcatch\s*\{|\.catch\(\(\)\s*=>/.test(text)).map(({ file }) => file)

// A leg that cannot run on this machine says so in the test's own title: `it.todo('… skipped: <reason>')`.
const plain = /\.(skip|only|todo)\((?!'[^']* skipped: )|\bjest\.mock\(|\bsleep\(/
const weakTests = (sources: readonly Source[]): string[] =>
  sources
    .filter(
      ({ file, text }) => file.endsWith('.spec.ts') && !/house\/(manners|lint)\.spec/.test(file) && plain.test(text),
    )
    .map(({ file }) => file)

// Addresses live in the app's `paths`; decorators of controllers begin without a slash.
const literal = /['"`]\/(?:[a-z]|\$\{)/
const pathLiterals = (sources: readonly Source[]): string[] =>
  sources
    .filter(({ file }) => /^(apps\/(registration|staff)|libs\/(features|ui))\//.test(file))
    .filter(({ file }) => !/paths\.ts$|\.spec\.tsx?$/.test(file))
    .flatMap(({ file, text }) =>
      text
        .split('\n')
        .filter((line) => literal.test(line) && !/^import|from '/.test(line))
        .map((line) => `${file}: ${line.trim()}`),
    )

const own = [...typescript(), ...launcher()].filter(({ file }) => !file.endsWith('test/house/manners.spec.ts'))

describe('manners', () => {
  it('catches nothing without looking at it', () => {
    expect(
      bareCatches([
        { file: 'a.ts', text: 'try { a() } catch { b() }' },
        { file: 'b.ts', text: 'a().catch(() => 1)' },
      ]),
    ).toHaveLength(2)
    expect(bareCatches(own)).toEqual([])
  })

  it('skips, focuses and mocks no test, and never sleeps', () => {
    expect(weakTests([{ file: 'a.spec.ts', text: `it.skip('x')` }])).toHaveLength(1)
    expect(weakTests(own)).toEqual([])
  })

  it('takes every address from `paths`', () => {
    const file = 'apps/staff/src/a.page.tsx'
    expect(
      pathLiterals([
        { file, text: '<a href="/desk">' },
        { file, text: 'redirect(`/${lang}/home`)' },
        { file, text: "import x from '/x'\n@Controller(':lang/home')\nconst half = a / b" },
      ]),
    ).toHaveLength(2)
    expect(pathLiterals(own)).toEqual([])
  })
})
