import {
  type Criterion,
  criterionKeys,
  type Eligibility,
  meanOf,
  needsThirdReader,
  type Score,
  scoreOf,
} from '#domain/review/rubric.js'
import { invented, type Invented } from '../answers.js'
import { Draw } from '../draw.js'
import { gauss } from './gauss.js'
import { type DemoReader, demoReaders } from './readers.js'

/** Where a file has come to when the board meets. */
export type Fate =
  | 'submitted'
  | 'screening'
  | 'more_info'
  | 'not_eligible'
  | 'withdrawn'
  | 'in_review'
  | 'vetting'
  | 'board'

export interface PlannedRead {
  readonly reader: string
  readonly drawn: 'pool' | 'match'
  /** False while the reader has not sent it. */
  readonly isSent: boolean
  readonly eligibility: Eligibility
  readonly scores: Readonly<Record<Criterion, Score>>
}

export interface Planned {
  readonly number: number
  readonly fate: Fate
  readonly person: Invented
  readonly reads: readonly PlannedRead[]
  /** Put forward by a coordinator, who invited them. */
  readonly isNominated: boolean
  /** What happened beside the way: at most one of them. */
  readonly aside: 'none' | 'conflict' | 'held' | 'restricted'
}

/** A planned file with the code that will open it. */
export interface CodedFile extends Planned {
  readonly code: string
}

/** The same, once it is sent. */
export interface MadeFile extends CodedFile {
  readonly id: string
}

/** About one in eight never passes screening; of those read, this share of all is shortlisted, and of these most are clear. */
const shortlisted = 0.223
const cleared = 0.715
/** Reads drawn from all who can read the language, whatever their region. */
const poolWide = 0.28

/** All files of a demonstration: the same for the same seed and size, and each person the same for the same seed and number. */
export function planBoard(seed: number, size: number): Planned[] {
  const readers = demoReaders(seed)
  const read = Array.from({ length: size }, (_, i) => planFile(new Draw(seed * 100_003 + i + 1), i + 1, readers))
  const best = read
    .filter(({ fate }) => fate === 'in_review')
    .toSorted((a, b) => meanScore(b) - meanScore(a) || a.number - b.number)
    .slice(0, Math.round(size * shortlisted))
  const draw = new Draw(seed + 1)
  const ahead = new Map<number, Fate>(best.map(({ number }) => [number, draw.chance(cleared) ? 'board' : 'vetting']))

  return read.map((file) => whole({ ...file, fate: ahead.get(file.number) ?? file.fate }))
}

// A shortlisted file has every review in, and what keeps it from the board keeps it in vetting.
function whole(file: Planned): Planned {
  if (file.fate !== 'board' && file.fate !== 'vetting') return file
  const fate = file.aside === 'held' || file.aside === 'restricted' ? 'vetting' : file.fate
  return { ...file, fate, reads: file.reads.map((read) => ({ ...read, isSent: true })) }
}

function planFile(draw: Draw, number: number, readers: readonly DemoReader[]): Planned {
  // Some write twice, under another name and with the same mailbox.
  const mailbox = number > 1 && draw.chance(0.008) ? number - 1 : number
  const person = invented(draw, number, mailbox)
  const drawn = fateOf(draw)
  // Nobody has compared the two yet, and until then the later one stays where it is.
  const fate = mailbox === number || drawn === 'submitted' ? drawn : 'screening'
  const isRead = fate === 'in_review' || fate === 'withdrawn'
  return {
    number,
    fate,
    person,
    reads: isRead ? readsOf(draw, person.origin.answers, readers) : [],
    aside: fate === 'in_review' ? asideOf(draw) : 'none',
    isNominated: draw.chance(0.05),
  }
}

function fateOf(draw: Draw): Fate {
  if (draw.chance(0.128))
    return draw.one<Fate>([
      'submitted',
      'screening',
      'screening',
      'screening',
      'screening',
      'more_info',
      'not_eligible',
    ])
  return draw.chance(0.015) ? 'withdrawn' : 'in_review'
}

function asideOf(draw: Draw): Planned['aside'] {
  const at = draw.next()
  if (at < 0.015) return 'conflict'
  if (at < 0.02) return 'held'
  return at < 0.023 ? 'restricted' : 'none'
}

function readsOf(draw: Draw, language: string, readers: readonly DemoReader[]): PlannedRead[] {
  const quality = 3.3 + 0.75 * gauss(draw)
  const deserved = Object.fromEntries(criterionKeys.map((key) => [key, quality + 0.25 * gauss(draw)]))
  const eligibility: Eligibility = draw.chance(0.03) ? 'unsure' : 'yes'
  const taken: DemoReader[] = []
  const next = (): PlannedRead => {
    const drawn = draw.chance(poolWide) ? 'pool' : 'match'
    const reader = draw.one(choice(readers, taken, { language, drawn }))
    taken.push(reader)
    return { reader: reader.login, drawn, isSent: true, eligibility, scores: scored(draw, deserved, reader) }
  }
  const [first, second] = [next(), { ...next(), isSent: !draw.chance(0.02) }]

  return second.isSent && needsThirdReader(first, second) ? [first, second, next()] : [first, second]
}

/** Who may be drawn: everybody who reads the language, or those who read it before others. */
function choice(
  readers: readonly DemoReader[],
  taken: readonly DemoReader[],
  { language, drawn }: { readonly language: string; readonly drawn: 'pool' | 'match' },
): DemoReader[] {
  const able = readers.filter((reader) => reader.languages.includes(language) && !taken.includes(reader))
  const near = able.filter((reader) => language === 'en' || reader.languages.slice(1, 3).includes(language))
  return drawn === 'match' && near.length > 0 ? near : able
}

function scored(
  draw: Draw,
  deserved: Readonly<Record<string, number>>,
  { offset, scale }: DemoReader,
): PlannedRead['scores'] {
  const pairs = criterionKeys.map((key) => {
    const value = 3.3 + offset + scale * ((deserved[key] ?? 3.3) - 3.3) + 0.32 * gauss(draw)
    return [key, Math.min(5, Math.max(1, Math.round(value)))]
  })
  return Object.fromEntries(pairs) as PlannedRead['scores']
}

const meanScore = ({ reads }: Planned): number => meanOf(reads.map(({ scores }) => scoreOf(scores))) ?? 0
