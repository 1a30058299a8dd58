import { existsSync, readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { root } from '#test/support/cluster.js'
import { type Source, sourcesOf } from './sources.js'

const front: Source = { file: 'README.md', text: readFileSync(path.join(root, 'README.md'), 'utf8') }
const pages = [front, ...sourcesOf(['docs', 'libs'], ['.md'])]
const decisions = pages.filter(({ file }) => file.startsWith('docs/decisions/'))
const libs = readdirSync(path.join(root, 'libs'))

/** Files and folders a page names that are not there; `…/*` stands for a folder, `<…>` for anything. */
const lost = ({ file, text }: Source): string[] =>
  [...text.matchAll(/`((?:apps|libs|migrations|test|docs)\/[\w./-]+)/g)]
    .map((match) => (match[1] ?? '').replace(/[./]+$/, ''))
    .filter((name) => !existsSync(path.join(root, name)) && !existsAs(name))
    .map((name) => `${file}: ${name}`)

/** True when files of that folder begin like the name. */
function existsAs(name: string): boolean {
  const folder = path.join(root, path.dirname(name))
  return existsSync(folder) && readdirSync(folder).some((entry) => entry.startsWith(`${path.basename(name)}.`))
}

describe('documents', () => {
  it('name only files that are there', () => {
    expect(lost({ file: 'a.md', text: 'See `test/house/docs` and `docs/never.md`.' })).toEqual(['a.md: docs/never.md'])
    expect(pages.flatMap(lost)).toEqual([])
  })

  it('describe every library in thirty lines at most', () => {
    const readmes = pages.filter(({ file }) => /^libs\/\w+\/README\.md$/.test(file))

    expect(readmes.map(({ file }) => file.split('/')[1])).toEqual(libs)
    expect(pages.filter(({ file, text }) => file.startsWith('libs/') && text.trim().split('\n').length > 30)).toEqual(
      [],
    )
  })

  it('number the decisions without a gap, each with date, context, decision and consequences', () => {
    const parts = [/^\d{4}-\d{2}-\d{2}$/m, /\*\*Context\.\*\*/, /\*\*Decision\.\*\*/, /\*\*Consequences\.\*\*/]

    expect(decisions.map(({ file }) => Number(path.basename(file).slice(0, 4)))).toEqual(decisions.map((_, i) => i + 1))
    expect(decisions.filter(({ text }) => !parts.every((part) => part.test(text)))).toEqual([])
  })
})
