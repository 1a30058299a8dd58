import { comparableName } from '../name/comparable-name.js'
import { isArabicScript, latinLetters } from '../name/letters.js'
import { type Sound, soundAlike, soundsOf } from '../name/sounds.js'

/** Why two affiliations may be one: the same words; one is the other's initials; one names the other and more. */
export type AffiliationLikeness = 'same' | 'abbreviation' | 'part_of'

/** An affiliation taken apart for comparing: what is written, and what stands in brackets, each on its own. */
export interface ReadAffiliation {
  readonly forms: readonly Form[]
}

interface Form {
  /** Words in Latin letters, common ones in one language, and how they may sound. */
  readonly words: ReadonlyMap<string, readonly Sound[]>
  /** Written without short vowels. */
  readonly isSparse: boolean
  /** First letters of all words but the small ones. */
  readonly initials: string
  /** The form itself when it is one word that may be initials. */
  readonly abbreviation: string | null
}

const small = new Set(
  'of the and for at in on de la le les el los las du des del della di da do dos das der die und fur y e et al i v na po dlya w fy dr az bray'.split(
    ' ',
  ),
)
/** Words that many names share, one row for each meaning; the first of a row stands for the others. */
const synonyms = `university univ uni universite universidad universidade universita universitat universitet universitesi uniwersytet danshgah jama
institute inst institut instituto istituto instytut mwssh mwssa
technology tech technical technologie tecnologia
centre center centro zentrum tsentr mrkz
organisation organization organizacion organisacao organizatsiya org sazman mnzma
foundation fund fondation fundacion fundacao stiftung fond fdn bnyad
association assoc associacion asociacion associacao assotsiatsiya anjmn
committee comite komitet komite kmyth ljna
network reseau red rede set shbkh shbka
international intl internacional internationale mezhdunarodnii mezhdunarodnaya
national natl nacional nationale natsionalnii natsionalnaya
human humain humana humanos humains cheloveka ansan alansan
rights droits derechos direitos prav prava hqwq lhqwq`
/** More of them, with one spelling. */
const unpaired =
  'law legal women media press group union college school department dept faculty society council movement initiative project programme program africa asia europe world state government ministry'
const common: ReadonlyMap<string, string> = new Map([
  ...unpaired.split(' ').map((word) => [word, word] as const),
  ...synonyms.split('\n').flatMap((row) => {
    const [first = '', ...others] = row.split(' ')
    return [first, ...others].map((word) => [word, first] as const)
  }),
])
const shortestAbbreviation = 3
const longestAbbreviation = 8
const mostForms = 4

/** Reads an affiliation once, so that it can be compared with many. */
export const readAffiliation = (text: string): ReadAffiliation => ({
  forms: [text.replace(/\([^()]*\)/g, ' '), ...Array.from(text.matchAll(/\(([^()]*)\)/g), ([, inner = '']) => inner)]
    .map(formOf)
    .filter(({ words }) => words.size > 0)
    .slice(0, mostForms),
})

/**
 * The strongest reason to ask whether two affiliations are one; null for none. UCSD and UCSB, or two institutes of
 * technology, are none: initials must be all of them, and words that many names share do not make two alike.
 */
export function affiliationLikeness(one: ReadAffiliation, other: ReadAffiliation): AffiliationLikeness | null {
  const found = one.forms.flatMap((a) => other.forms.map((b) => formLikeness(a, b)))
  return (['same', 'abbreviation', 'part_of'] as const).find((likeness) => found.includes(likeness)) ?? null
}

function formOf(text: string): Form {
  const written = withoutDots(comparableName(text).split(' ')).filter((word) => word !== '')
  const important = written
    .map((word) => ({ word, latin: latinLetters(word) }))
    .filter(({ latin }) => !small.has(latin))
  const [only, ...more] = written.map(latinLetters)
  const isAbbreviation =
    only !== undefined && more.length === 0 && only.length >= shortestAbbreviation && only.length <= longestAbbreviation

  return {
    words: new Map(important.map(({ word, latin }) => [common.get(latin) ?? latin, soundsOf(word)])),
    isSparse: written.some(isArabicScript),
    initials: important.map(({ latin }) => latin.charAt(0)).join(''),
    abbreviation: isAbbreviation ? only : null,
  }
}

/** "m i t", as M.I.T. is read, is the one word "mit". */
function withoutDots(words: readonly string[]): string[] {
  const joined: { word: string; isLetters: boolean }[] = []
  for (const word of words) {
    const last = joined.at(-1)
    const isLetters = Array.from(word).length === 1
    if (last?.isLetters && isLetters) last.word += word
    else joined.push({ word, isLetters })
  }

  return joined.map(({ word }) => word)
}

function formLikeness(a: Form, b: Form): AffiliationLikeness | null {
  const [fewer, more] = a.words.size <= b.words.size ? [a, b] : [b, a]
  const isPart = [...fewer.words].every((word) => isAmong(word, fewer, more))
  if (isPart && fewer.words.size === more.words.size) return 'same'
  if (isInitialsOf(a, b) || isInitialsOf(b, a)) return 'abbreviation'
  const isTelling = [...fewer.words.keys()].some((word) => !common.has(word) && word.length >= shortestAbbreviation)

  return isPart && isTelling ? 'part_of' : null
}

/** Sound counts only where one of the two leaves vowels out: "Tehran" is written thran. */
const isAmong = ([word, sounds]: [string, readonly Sound[]], form: Form, other: Form): boolean =>
  other.words.has(word) ||
  ((form.isSparse || other.isSparse) && [...other.words.values()].some((heard) => soundAlike(sounds, heard)))

const isInitialsOf = ({ abbreviation }: Form, { initials, words }: Form): boolean =>
  abbreviation !== null && words.size > 1 && abbreviation === initials
