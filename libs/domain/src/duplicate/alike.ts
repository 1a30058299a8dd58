import { isInitialsKey, nameKeys } from '../name/name-keys.js'
import { type NameLikeness, nameLikeness } from '../name/name-likeness.js'
import { type ReadName, readName } from '../name/name-words.js'
import { pairsSharing } from './blocks.js'
import { type Handle, handleAsPhone, type Phone, phoneKey, phonesAlike, readHandle, readPhone } from './channels.js'
import { type Pair, pairKey } from './pairs.js'

/** A file with all that may give away that it is somebody's second. */
export interface ContactFile {
  readonly id: string
  /** Chosen name and others the person goes by. */
  readonly names: readonly string[]
  /** Keyed digest of the address; null without one. */
  readonly mail: string | null
  readonly phones: readonly string[]
  readonly handles: readonly { readonly channel: string; readonly handle: string }[]
}

/** `handle_elsewhere`: the same handle on another channel. */
export const alikeReasons = [
  'same_mail',
  'same_phone',
  'same_handle',
  'phone_ending',
  'handle_elsewhere',
  'name_same',
  'name_other_order',
  'name_shorter',
  'name_initials',
  'name_sounds_alike',
] as const
export type AlikeReason = (typeof alikeReasons)[number]

export interface AlikePair extends Pair {
  /** The strongest first. */
  readonly reasons: readonly AlikeReason[]
}

export interface Alike {
  readonly pairs: readonly AlikePair[]
  /** Files that share one address, number, handle or part of a name with too many others to list them two by two. */
  readonly crowds: readonly { readonly about: 'mail' | 'phone' | 'handle' | 'name'; readonly ids: readonly string[] }[]
}

/** A number that more than this many files share is an office's, a name a common one. */
const mostTogether = 100

/**
 * Pairs that may be one person, with why, in the order of the files; a question to a person, never an answer. A pair that
 * was judged (`pairKey`) is not asked about again; a crowd is listed whole. 5,000 files take under a second.
 */
export function findAlike(files: readonly ContactFile[], judged: ReadonlySet<string>): Alike {
  const read = files.map(readFile)
  const { pairs, crowds } = pairsSharing(read, { keysOf, counts, most: mostTogether })

  return {
    pairs: pairs.flatMap(([first, second]) => {
      const [one, other] = [read[first], read[second]]
      const reasons =
        one && other && !judged.has(pairKey({ first: one.id, second: other.id })) ? reasonsOf(one, other) : []
      return one && other && reasons.length > 0 ? [{ first: one.id, second: other.id, reasons }] : []
    }),
    crowds: crowds.map(({ key, places }) => ({
      about: kinds[key.charAt(0)] ?? 'name',
      ids: places.flatMap((place) => read[place]?.id ?? []),
    })),
  }
}

interface ReadFile {
  readonly id: string
  readonly names: readonly ReadName[]
  readonly hasInitials: boolean
  readonly mail: string | null
  readonly phones: readonly Phone[]
  readonly handles: readonly Handle[]
}

function readFile({ id, names, mail, phones, handles }: ContactFile): ReadFile {
  const read = handles.flatMap(({ channel, handle }) => readHandle(channel, handle) ?? [])
  const numbers = read.map((handle) => ({ handle, phone: handleAsPhone(handle) }))
  const spoken = names.map(readName)

  return {
    id,
    mail,
    names: spoken,
    hasInitials: spoken.some(({ words }) => words.some(({ isInitial }) => isInitial)),
    phones: [...phones.flatMap((phone) => readPhone(phone) ?? []), ...numbers.flatMap(({ phone }) => phone ?? [])],
    handles: numbers.flatMap(({ handle, phone }) => (phone ? [] : [handle])),
  }
}

const kinds: Readonly<Record<string, 'mail' | 'phone' | 'handle' | 'name'>> = { m: 'mail', p: 'phone', h: 'handle' }

const keysOf = ({ names, mail, phones, handles }: ReadFile): string[] => [
  ...(mail === null ? [] : [`m${mail}`]),
  ...phones.map((phone) => `p${phoneKey(phone)}`),
  ...handles.map(({ name }) => `h${name}`),
  ...names.flatMap((name) => nameKeys(name).map((key) => `n${key}`)),
]

/** Names that share no more than a beginning are compared only where one of the two has initials. */
const counts = (key: string, { hasInitials }: ReadFile): boolean => hasInitials || !isInitialsKey(key.slice(1))

function reasonsOf(one: ReadFile, other: ReadFile): AlikeReason[] {
  const found: (AlikeReason | null)[] = []
  if (one.mail !== null && one.mail === other.mail) found.push('same_mail')
  for (const a of one.phones) for (const b of other.phones) found.push(phonesAlike(a, b))
  for (const a of one.handles) for (const b of other.handles) found.push(handlesAlike(a, b))
  for (const a of one.names) for (const b of other.names) found.push(namesAlike(a, b))

  return found.some((reason) => reason !== null) ? alikeReasons.filter((reason) => found.includes(reason)) : []
}

const handlesAlike = (one: Handle, other: Handle): AlikeReason | null =>
  one.name === other.name ? (one.channel === other.channel ? 'same_handle' : 'handle_elsewhere') : null

function namesAlike(one: ReadName, other: ReadName): AlikeReason | null {
  const likeness: NameLikeness | null = nameLikeness(one, other)
  return likeness && `name_${likeness}`
}
