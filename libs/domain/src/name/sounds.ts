import { isArabicScript, latinLetters } from './letters.js'

/**
 * A word as it may sound: its consonants, one letter for what is written in many ways, and the colours of the vowels
 * before each of them and after the last (A; I for e, i, y; O for o, u; ? for any).
 */
export interface Sound {
  readonly consonants: string
  readonly gaps: readonly string[]
  /** Short vowels are not written: what a gap holds must be heard in the other word, which may hold more. */
  readonly isSparse: boolean
}

/** Several letters for one sound, the longest first. */
const groups = 'shch=c tsch=c tch=c sch=c dzh=j sh=c ch=c zh=j dj=j kh=h gh=g th=t dh=d ph=f ck=k qu=k x=ks'
  .split(' ')
  .map((row) => row.split('='))
const singles: Readonly<Record<string, string>> = { q: 'k', w: 'v', c: 'k' }
const colours: Readonly<Record<string, string>> = { a: 'A', e: 'I', i: 'I', o: 'O', u: 'O' }

/** Letters of the Arabic script that are heard in more than one way, or only in their neighbours. */
const arabicWays: Readonly<Record<string, readonly string[]>> = {
  و: ['v', 'O'],
  ي: ['y', 'I'],
  ی: ['y', 'I'],
  ج: ['j', 'g'],
  ق: ['k', 'g'],
  ث: ['t', 's'],
  ذ: ['z', 'd'],
  ض: ['d', 'z'],
  ظ: ['z', 'd'],
  ا: ['A'],
  آ: ['A'],
  ...Object.fromEntries(Array.from('أإٱعءئؤىةۃ', (letter) => [letter, ['']])),
}
const mostReadings = 16

/** The ways one word of a name may sound; none for a script without a table. */
export function soundsOf(word: string): Sound[] {
  if (isArabicScript(word)) return arabicReadings(word).map((reading) => soundOf(reading, true))
  const written = latinLetters(word).replace(/[^\p{L}]/gu, '')
  if (!/^[a-z]+$/.test(written)) return []
  // Ukrainian reads г as h where Russian reads g.
  const spellings = word.toLowerCase().includes('г') ? [written, written.replaceAll('g', 'h')] : [written]

  return spellings.flatMap(otherOpenings).map((spelling) => soundOf(latinReading(spelling), false))
}

/** True when two words may be one name written twice: the same consonants, and vowels that can be heard alike. */
export const soundAlike = (one: readonly Sound[], other: readonly Sound[]): boolean =>
  one.some((a) => other.some((b) => a.consonants === b.consonants && vowelsAgree(a, b)))

/** Of three consonants and their vowels one may differ (Mohammed, Muhamad), of two none (Ali, Ola). */
function vowelsAgree(a: Sound, b: Sound): boolean {
  if (a.isSparse && b.isSparse) return a.gaps.join(' ') === b.gaps.join(' ')
  if (a.isSparse) return a.gaps.every((colour, i) => isHeard(colour, b.gaps[i] ?? ''))
  if (b.isSparse) return vowelsAgree(b, a)
  const different = a.gaps.filter((colour, i) => !overlap(colour, b.gaps[i] ?? ''))

  return different.length <= Math.floor(a.consonants.length / 3)
}

/** A long a is written e as well (Djamel). */
const heardAs: Readonly<Record<string, string>> = { A: 'AI', '?': 'AIO' }
const isHeard = (colour: string, heard: string): boolean =>
  Array.from(colour).every((one) => Array.from(heardAs[one] ?? one).some((way) => heard.includes(way)))
const overlap = (one: string, other: string): boolean =>
  one === other || Array.from(one).some((colour) => other.includes(colour))

/** Splits a reading ("mOhAmId") into consonants and what stands between them. */
function soundOf(reading: string, isSparse: boolean): Sound {
  const consonants = reading.replace(/[AIO?]/g, '')
  return { consonants, gaps: reading.split(/[a-z]/), isSparse }
}

/** Also without an article that has grown on (Elsayed), with or without the y of Yelena; Abdelkader without its l. */
function otherOpenings(word: string): string[] {
  const served = word.replace(/^abd(?:[aeoiu]|ou)l(?=.{2})/, 'abd')
  const bare = /^[ae]l[^aeiouy].{2}/.test(word) ? word.slice(2) : served
  const opened = served.replace(/^y(?=[aeiou])/, '').replace(/^i(?=[aou])/, 'y')

  return [...new Set([served, bare, opened])]
}

function latinReading(word: string): string {
  let reading = ''
  for (let i = 0; i < word.length; ) {
    const [group = '', sound = ''] = groups.find(([letters = '']) => word.startsWith(letters, i)) ?? [word.charAt(i)]
    const next = sound === '' ? single(word, i) : sound
    // Doubled letters are one, unless a vowel stands between them.
    if (!reading.endsWith(next)) reading += next
    i += group.length
  }

  return reading
}

/** A final h is silent, c before e, i and y is an s. */
function single(word: string, at: number): string {
  const [before, letter, after] = [word.charAt(at - 1), word.charAt(at), word.charAt(at + 1)]
  if (letter === 'y') return isConsonantY(before, after, at) ? 'y' : 'I'
  if (letter === 'h' && after === '' && before in colours) return ''
  if (letter === 'c' && (after === 'y' || colours[after] === 'I')) return 's'

  return colours[letter] ?? singles[letter] ?? letter
}

/** At the beginning before a vowel, and between two vowels unless the first is an i (Mariya is Maria). */
const isConsonantY = (before: string, after: string, at: number): boolean =>
  after in colours && (at === 0 || (before in colours && before !== 'i'))

function arabicReadings(word: string): string[] {
  const bare = word.normalize('NFC').replace(/[\p{M}\p{Cf}ـ]/gu, '')
  const served = bare.replace(/^عبدال(?=.{2})/u, 'عبد')
  const spellings = new Set([served, served.replace(/^ال(?=.{3})/u, '')])

  return [...new Set([...spellings].flatMap((spelling) => readingsOf(spelling.replace(/[هہ]$/u, ''))))]
}

/** All ways to read the letters, at most sixteen. At the beginning a vowel is open, and و and ي are consonants. */
function readingsOf(spelling: string): string[] {
  let readings = ['']
  for (const [i, letter] of Array.from(spelling).entries()) {
    const ways = i === 0 ? firstWays(letter) : waysOf(letter)
    readings = readings.flatMap((reading) => ways.map((way) => reading + way)).slice(0, mostReadings)
  }

  return readings
}

function firstWays(letter: string): readonly string[] {
  const ways = waysOf(letter)
  if (ways.includes('') || ways.includes('A')) return ['?']
  return 'ويی'.includes(letter) ? ways.slice(0, 1) : ways
}

const waysOf = (letter: string): readonly string[] => arabicWays[letter] ?? [latinReading(latinLetters(letter))]
