import type { NewColleague } from '#features/staff/cli/local-staff.js'
import { colleagues } from '../colleagues.js'
import { Draw } from '../draw.js'
import { origins } from '../peoples/origins.js'
import { gauss } from './gauss.js'

/** One reviewer as the plan knows them: what they read, and how they score. */
export interface DemoReader {
  readonly login: string
  /** English and five others; the first two are read by them before anybody else. */
  readonly languages: readonly string[]
  /** Points they add to what the work deserves, and how far they pull scores apart. */
  readonly offset: number
  readonly scale: number
}

const readerCount = 30
const others = [...new Set(origins.map(({ answers }) => answers))].filter((language) => language !== 'en').toSorted()
const loginOf = (i: number): string => `reader-${i + 1}`

/** The thirty reviewers of a big edition; the same for the same seed. */
export function demoReaders(seed: number): DemoReader[] {
  const draw = new Draw(seed)
  return Array.from({ length: readerCount }, (_, i) => ({
    login: loginOf(i),
    languages: ['en', ...Array.from({ length: 5 }, (__, k) => others[(i * 2 + k * 4) % others.length] ?? 'en')],
    offset: 0.35 * gauss(draw),
    scale: 0.85 + 0.3 * draw.next(),
  }))
}

const translator: NewColleague = { login: 'translator', displayName: 'Translator', roles: ['translator'] }

/** Readers whom the small team does not have yet, and somebody who translates for them. */
export const moreReaders: readonly NewColleague[] = [
  translator,
  ...Array.from(
    { length: readerCount },
    (_, i): NewColleague => ({
      login: loginOf(i),
      displayName: `Reader ${i + 1}`,
      roles: ['reviewer'],
    }),
  ).filter(({ login }) => colleagues.every((known) => known.login !== login)),
]
