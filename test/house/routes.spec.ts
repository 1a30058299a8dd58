import { describe, expect, it } from '@jest/globals'
import { type Source, typescript } from './sources.js'

/** An address written out where it should come from `paths`: a text that begins with a slash and a letter or a value. */
const literal = /(['"`])\/(?:[a-z]|\$\{)[^'"`\n]*\1/
const allowed = /paths\.ts$|\/api\/(document|operations)\.ts$/
const declared = /@(Controller|Get|Post|Put|Delete)\(|^import |from '/

const addressesIn = (files: readonly Source[]): string[] =>
  files
    .filter(({ file }) => /^apps\/(registration|staff)\/src\//.test(file) && !allowed.test(file))
    .flatMap(({ file, text }) =>
      text.split('\n').flatMap((line, i) => (literal.test(line) && !declared.test(line) ? [`${file}:${i + 1}`] : [])),
    )

describe('routes', () => {
  it('are written down in one place for each app: no other file spells an address', () => {
    const bad = {
      file: 'apps/staff/src/x.tsx',
      text: "const a = 1\nseeOther('/home')\nhref={`/${lang}/x`}\n@Get('/fine')",
    }

    expect(addressesIn([bad])).toEqual(['apps/staff/src/x.tsx:2', 'apps/staff/src/x.tsx:3'])
    expect(addressesIn(typescript())).toEqual([])
  })
})
