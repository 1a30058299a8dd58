import { describe, expect, it } from '@jest/globals'
import { launcher, type Source, typescript } from './sources.js'

const marks = /(?:oxlint|eslint)-disable[\w-]*|biome-ignore|@ts-(?:ignore|expect-error|nocheck)/
const reason = /-- ([a-z-]+)\s*(?:\*\/.*)?$/

/** The closed list, each with the folders where that reason can be a true one. */
const allowed: Readonly<Record<string, RegExp>> = {
  'framework-signature': /^(apps|libs\/platform|libs\/features|test)\//,
  'fifth-collaborator': /^libs\/features\//,
  generated: /^(migrations|libs\/words)\//,
  'vendor-type-gap': /^(libs\/platform|test)\//,
}

const unreasoned = (sources: readonly Source[]): string[] =>
  sources.flatMap(({ file, text }) =>
    text
      .split('\n')
      .filter((line) => marks.test(line) && !allowed[reason.exec(line)?.[1] ?? '']?.test(file))
      .map((line) => `${file}: ${line.trim()}`),
  )

describe('suppressions', () => {
  it('carry a reason from the closed list, in a folder where it can be true', () => {
    const line = '// oxlint-disable-next-line max-params'
    const canaries = [
      { file: 'apps/a.ts', text: line },
      { file: 'apps/b.ts', text: `${line} -- because` },
      { file: 'libs/domain/src/c.ts', text: `${line} -- framework-signature` },
      { file: 'libs/platform/src/d.ts', text: '// @ts-expect-error -- vendor-type-gap' },
      { file: 'libs/features/src/e.ts', text: `${line} -- fifth-collaborator` },
    ]
    const ours = [...typescript(), ...launcher()].filter(({ file }) => !file.endsWith('/suppressions.spec.ts'))

    expect(unreasoned(canaries).map((found) => found.slice(0, found.indexOf(':')))).toEqual([
      'apps/a.ts',
      'apps/b.ts',
      'libs/domain/src/c.ts',
    ])
    expect(unreasoned(ours)).toEqual([])
  })
})
