import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { root } from '#test/support/cluster.js'
import { sourcesOf } from './sources.js'

interface Said {
  readonly diagnostics: readonly { readonly code: string }[]
}

/** Rules that fire on one page part, by the configuration of the house. */
function lintOf(markup: string): string[] {
  const folder = mkdtempSync(path.join(tmpdir(), 'delegates-page-'))
  const file = path.join(folder, 'canary.tsx')
  writeFileSync(file, `export const Canary = () => ${markup}\n`)
  const oxlint = path.join(root, 'node_modules/oxlint/bin/oxlint')
  const ran = spawnSync(process.execPath, [oxlint, '-c', path.join(root, '.oxlintrc.json'), '-f', 'json', file])
  rmSync(folder, { recursive: true })

  return (JSON.parse(String(ran.stdout)) as Said).diagnostics.map(({ code }) => code)
}

describe('the lint of pages', () => {
  it.each([
    ['markup from a value', '<p dangerouslySetInnerHTML={{ __html: 1 }} />', 'react(no-danger)'],
    ['a script', `<script>{'a()'}</script>`, 'react(forbid-elements)'],
    ['a style sheet in the page', `<style>{'a {}'}</style>`, 'react(forbid-elements)'],
    ['a frame', '<iframe src="/a" sandbox="" title="a" />', 'react(forbid-elements)'],
    ['a style on an element', `<p style={{ color: 'red' }} />`, 'react(forbid-dom-props)'],
    ['a script on an element', '<p onClick={() => 1} />', 'react(forbid-dom-props)'],
    ['a script behind a link', '<a href="javascript:a()">a</a>', 'react(jsx-no-script-url)'],
  ])('refuses %s', (_, markup, rule) => {
    expect(lintOf(markup)).toContain(rule)
  })

  it('leaves one way to load a script: a file of ours, without a line in the page', () => {
    const makers = sourcesOf(['apps', 'libs'], ['.ts', '.tsx']).filter(({ text }) => /['"`]script['"`]/.test(text))

    expect(makers.map(({ file }) => file)).toEqual(['libs/ui/src/deferred-script.tsx'])
    expect(makers[0]?.text).toMatch(/h\('script', \{\s+src,\s+defer: true,/)
  })

  it('lets plain markup through', () => {
    expect(lintOf('<p dir="auto">{1}</p>')).toEqual([])
  })
})
