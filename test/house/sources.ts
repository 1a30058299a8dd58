import { readdirSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { root } from '#test/support/cluster.js'

export interface Source {
  /** Path from the repository root. */
  readonly file: string
  readonly text: string
}

/** Every checked-in source below these folders whose name ends like one of the endings. */
export function sourcesOf(folders: readonly string[], endings: readonly string[]): Source[] {
  return folders.flatMap((folder) =>
    readdirSync(path.join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((name) => endings.some((ending) => name.endsWith(ending)))
      .map((name) => path.join(folder, name))
      .toSorted((a, b) => (a < b ? -1 : 1))
      .map((file) => ({ file, text: readFileSync(path.join(root, file), 'utf8') })),
  )
}

/** TypeScript of apps, libraries, migrations and tests. */
export const typescript = (): Source[] => sourcesOf(['apps', 'libs', 'migrations', 'test'], ['.ts', '.tsx'])

/** The launcher: plain JavaScript outside the build. */
export const launcher = (): Source[] => sourcesOf(['apps/cli/launch', 'apps/cli/src'], ['.mjs'])
