import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const manifest = fileURLToPath(new URL('../package.json', import.meta.resolve('highs')))

/** Version of the solver, kept with what it proposed: another version may break ties another way. */
export const solverVersion = (JSON.parse(readFileSync(manifest, 'utf8')) as { version: string }).version
