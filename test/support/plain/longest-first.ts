import { statSync } from 'node:fs'

interface TestFile {
  readonly path: string
}

/** Parts of paths of what takes longest, the longest first: begun last, one of them would run on alone. */
const long = [
  'journeys/start',
  'u-checks/pages',
  'u-checks/flows',
  'security/worker-kills',
  'security/fuzz',
  'test/journeys',
  'security/submit-kills',
  'lottery/odds',
  'house/logs',
  'test/web/u-checks',
  'test/security',
  'review/calibration',
  'test/web',
  'test/db',
]

const rank = ({ path }: TestFile): number => {
  const found = long.findIndex((part) => path.includes(part))
  return found === -1 ? long.length : found
}

/** Orders the specs of a run, so that all workers end at about the same time; a fresh clone has no times of earlier runs. */
export class LongestFirst {
  sort<T extends TestFile>(tests: readonly T[]): T[] {
    const sized = tests.map((test) => ({ test, rank: rank(test), size: statSync(test.path).size }))
    return sized.toSorted((a, b) => a.rank - b.rank || b.size - a.size).map(({ test }) => test)
  }

  shard<T extends TestFile>(tests: readonly T[]): readonly T[] {
    return tests
  }

  allFailedTests(): TestFile[] {
    return []
  }

  cacheResults(): void {}
}

// Jest asks for a default.
export { LongestFirst as default }
