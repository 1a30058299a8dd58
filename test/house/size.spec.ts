import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import ts from 'typescript'
import { type Source, sourcesOf, typescript } from './sources.js'

const hard = 250
const counted = (text: string): number =>
  text.split('\n').filter((line) => line.trim() !== '' && !/^\s*(\/\/|\/\*|\*|--)/.test(line)).length

const tooLong = (sources: readonly Source[]): string[] =>
  sources
    .map(({ file, text }) => ({ file, lines: counted(text) }))
    .filter(({ lines }) => lines > hard)
    .map(({ file, lines }) => `${file} ${lines}`)

const crowded = (sources: readonly Source[]): string[] => {
  const folders = new Map<string, number>()
  for (const { file } of sources) {
    if (/\.spec\.tsx?$/.test(file)) continue
    folders.set(path.dirname(file), (folders.get(path.dirname(file)) ?? 0) + 1)
  }
  return [...folders].filter(([, count]) => count > 20).map(([folder, count]) => `${folder} ${count}`)
}

/** Functions and methods with more than four parameters; lint holds constructors to five, its one number. */
function overloaded({ file, text }: Source): string[] {
  const found: string[] = []
  const look = (node: ts.Node): void => {
    const isCounted = ts.isFunctionLike(node) && !ts.isConstructorDeclaration(node)
    if (isCounted && node.parameters.length > 4) found.push(`${file} ${node.parameters.length}`)
    ts.forEachChild(node, look)
  }
  look(ts.createSourceFile(file, text, ts.ScriptTarget.ES2023))

  return found
}

/** Tables of facts are as long as the facts. */
const facts = /\/(facts|words\/src\/\w+)\/|\/time-zones\.ts$|catalogue\.ts$/
const sources = sourcesOf(['apps', 'libs', 'migrations', 'test'], ['.ts', '.tsx', '.mjs', '.sql']).filter(
  ({ file }) => !facts.test(file),
)

describe('size', () => {
  it('keeps every file within 250 counted lines', () => {
    expect(
      tooLong([
        { file: 'a.ts', text: 'x\n'.repeat(251) },
        { file: 'b.ts', text: `${'// why\n\n'.repeat(300)}x\n` },
      ]),
    ).toEqual(['a.ts 251'])
    expect(tooLong(sources)).toEqual([])
  })

  it('keeps folders small enough to read', () => {
    expect(crowded(Array.from({ length: 21 }, (_, i) => ({ file: `f/${i}.ts`, text: '' })))).toEqual(['f 21'])
    expect(crowded(sources)).toEqual([])
  })

  it('gives a function four parameters at most', () => {
    expect(
      overloaded({
        file: 'a.ts',
        text: 'const f = (a, b, c, d, e) => a\nclass A { constructor(a, b, c, d, e) {}\n m(a, b, c, d) {} }',
      }),
    ).toEqual(['a.ts 5'])
    // The columns of a table of cases are no parameters of anybody's.
    expect(
      typescript()
        .filter(({ file }) => !/\.spec\.tsx?$/.test(file))
        .flatMap(overloaded),
    ).toEqual([])
  })
})
