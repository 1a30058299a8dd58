import { readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { root } from '#test/support/cluster.js'
import { sourcesOf } from './sources.js'

const asks = '/** @jest-environment node */'
const isSilent = (compiled: string): boolean => !compiled.startsWith(asks)

describe('a spec that asks for a context of its own', () => {
  it('asks on the first line of what Jest reads: helpers compiled above it would silence it', () => {
    const asking = sourcesOf(['apps', 'libs', 'test'], ['.spec.ts', '.spec.tsx']).filter(({ text }) =>
      text.startsWith(asks),
    )
    const compiled = ({ file }: { readonly file: string }) =>
      readFileSync(path.join(root, 'dist', file.replace(/\.tsx?$/, '.js')), 'utf8')

    expect(asking.length).toBeGreaterThan(0)
    expect(asking.filter((source) => isSilent(compiled(source))).map(({ file }) => file)).toEqual([])
    expect(isSilent(`var helper = this;\n${asks}`)).toBe(true)
  })
})
