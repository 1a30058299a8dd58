import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { root } from '#test/support/cluster.js'

interface Cruise {
  summary: { violations: { rule: { name: string } }[]; totalCruised: number }
  modules: { source: string }[]
}
const rules = createRequire(import.meta.url)(path.join(root, '.dependency-cruiser.cjs')) as {
  forbidden: { name: string }[]
}
const folders = ['apps', 'libs', 'migrations', 'test']
const d = 'libs/domain/src'
const p = 'libs/platform/src'
const f = 'libs/features/src'

/** One file for each rule, breaking just that one; what they import exists beside them. */
const violations: Record<string, string> = {
  [`${d}/a.ts`]: `import './b.js'\nimport '#platform/x.js'\nimport 'pg'\nexport const a = 1`,
  [`${d}/b.ts`]: `import './a.js'\nimport './gone.js'`,
  [`${p}/x.ts`]: `import '#features/one/inner.js'\nexport const x = 1`,
  'libs/words/src/w.ts': `import '#domain/a.js'`,
  'libs/ui/src/u.ts': `import '#platform/x.js'\nimport { a } from '#domain/a.js'\nexport const u = a`,
  [`${f}/one/inner.ts`]: `import '#apps/staff/src/s.js'\nimport '#features/two/inner.js'\nimport 'nodemailer'`,
  [`${f}/two/inner.ts`]: 'export const t = 1',
  'apps/staff/src/s.ts': `import '#apps/worker/src/w.js'\nimport '#features/two/inner.js'\nimport 'typeorm'`,
  'apps/worker/src/w.ts': `import '#features/two/inner.js'`,
  'apps/cli/src/c.ts': `import '#features/two/inner.js'`,
  'apps/registration/src/r.ts': `import '#features/two/inner.js'\nimport { q } from '#platform/orm.js'\nexport const r = q`,
  [`${p}/orm.ts`]: `import 'typeorm'\nexport const q = 1`,
}
/** The same places, each importing what it may. */
const lawful: Record<string, string> = {
  [`${d}/a.ts`]: 'export const a = 1\nexport type A = number',
  [`${p}/x.ts`]: `import '#domain/a.js'\nimport 'typeorm'\nexport const x = 1`,
  'libs/ui/src/u.ts': `import type { A } from '#domain/a.js'\nexport const u: A = 1`,
  [`${f}/one/index.ts`]: `import '#platform/x.js'\nexport const one = 1`,
  [`${f}/two/staff/use.ts`]: `import '#features/one/index.js'\nexport const two = 1`,
  'apps/staff/src/s.ts': `import '#features/two/staff/use.js'\nimport '#ui/u.js'`,
}

function cruise(cwd: string): Cruise {
  const bin = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const there = folders.filter((folder) => readdirSync(cwd).includes(folder))
  const args = [bin, ...there, '--config', path.join(root, '.dependency-cruiser.cjs'), '--output-type', 'json']
  try {
    return JSON.parse(
      execFileSync(process.execPath, args, { cwd, env: { PATH: process.env.PATH }, maxBuffer: 1e8 }).toString(),
    ) as Cruise
  } catch (error) {
    // It exits with the number of violations.
    return JSON.parse(String((error as { stdout: Buffer }).stdout)) as Cruise
  }
}

function cruiseTree(files: Record<string, string>): string[] {
  const tree = mkdtempSync(path.join(tmpdir(), 'delegates-tree-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(tree, name)), { recursive: true })
    writeFileSync(path.join(tree, name), `${text}\n`)
  }
  for (const name of ['package.json', 'tsconfig.json']) cpSync(path.join(root, name), path.join(tree, name))
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'))
  const found = cruise(tree).summary.violations.map((violation) => violation.rule.name)
  rmSync(tree, { recursive: true })
  return [...new Set(found)].toSorted((a, b) => (a < b ? -1 : 1))
}

const sources = (folder: string): string[] =>
  readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' }).filter((name) => /\.tsx?$/.test(name))

describe('boundaries', () => {
  it('has a canary for every rule, and each one fires', () => {
    expect(cruiseTree(violations)).toEqual(
      rules.forbidden.map((rule) => rule.name).toSorted((a, b) => (a < b ? -1 : 1)),
    )
  }, 30_000)

  it('lets the lawful tree through', () => {
    expect(cruiseTree(lawful)).toEqual([])
  }, 30_000)

  it('looks at every source file there is', () => {
    const seen = cruise(root).modules.filter((module) => /^(apps|libs|migrations|test)\/.*\.tsx?$/.test(module.source))

    expect(seen.length).toBeGreaterThanOrEqual(folders.flatMap(sources).length)
  }, 60_000)
})
