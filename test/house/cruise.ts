import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { root } from '#test/support/cluster.js'

interface Cruise {
  summary: { violations: { rule: { name: string } }[] }
  modules: { source: string }[]
}

const config = path.join(root, '.dependency-cruiser.cjs')
const rules = createRequire(import.meta.url)(config) as { forbidden: { name: string }[] }
const byText = (a: string, b: string) => (a < b ? -1 : 1)

const folders = ['apps', 'libs', 'migrations', 'test']
export const ruleNames = rules.forbidden.map((rule) => rule.name).toSorted(byText)

/** What dependency-cruiser says of a tree, with the one configuration of the house. */
export function cruise(cwd: string): Cruise {
  const bin = path.join(root, 'node_modules/dependency-cruiser/bin/dependency-cruise.mjs')
  const there = folders.filter((folder) => readdirSync(cwd).includes(folder))
  const args = [bin, ...there, '--config', config, '--output-type', 'json']
  try {
    const said = execFileSync(process.execPath, args, { cwd, env: { PATH: process.env.PATH }, maxBuffer: 1e8 })
    return JSON.parse(String(said)) as Cruise
  } catch (error) {
    // It exits with the number of violations.
    return JSON.parse(String((error as { stdout: Buffer }).stdout)) as Cruise
  }
}

/** Names of the rules that fire in a temporary tree of these files, sorted, each once. */
export function firedIn(files: Readonly<Record<string, string>>): string[] {
  const tree = mkdtempSync(path.join(tmpdir(), 'delegates-tree-'))
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(path.dirname(path.join(tree, name)), { recursive: true })
    writeFileSync(path.join(tree, name), `${text}\n`)
  }
  for (const name of ['package.json', 'tsconfig.json']) cpSync(path.join(root, name), path.join(tree, name))
  symlinkSync(path.join(root, 'node_modules'), path.join(tree, 'node_modules'))
  const fired = cruise(tree).summary.violations.map((violation) => violation.rule.name)
  rmSync(tree, { recursive: true })

  return [...new Set(fired)].toSorted(byText)
}
