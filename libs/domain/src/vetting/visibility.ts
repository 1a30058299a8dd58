import type { Compartment } from '../compartment.js'
import type { Role } from '../lifecycle.js'
import { knownFlags, type VettingFlag } from './flags.js'

/** A member of staff as far as seeing goes. */
export interface Viewer {
  readonly accountId: string
  readonly roles: readonly Role[]
}

/** Facts of one application as far as seeing goes. */
export interface FileFacts {
  readonly state: string
  readonly isRestricted: boolean
  /** The wave still collects, and the file was sent too lately to be screened. */
  readonly isSealed: boolean
  /** The phase of the wave is one in which readers read, and the edition is not archived. */
  readonly isReadingOpen: boolean
  /** The viewer has a conflict of interest with this person, or must first compare a country they may not read. */
  readonly hasConflict: boolean
  /** Roles in which the file is assigned to the viewer at this moment. */
  readonly assignedAs: readonly Role[]
  /** State of the viewer's own review of this file. */
  readonly ownReview: 'none' | 'draft' | 'submitted' | 'abstained' | 'removed'
  /** The lead asked the viewer what they think of a review that is in, instead of a blind reading; what they said of it. */
  readonly opinion: 'none' | 'asked' | 'agree' | 'disagree'
}

export interface Seen {
  /** The file exists for this viewer: in lists, counts, search and by its address. */
  readonly exists: boolean
  /** Compartments the viewer may ask the keyring for; what opens depends on keys besides. */
  readonly compartments: readonly Compartment[]
  /** The same without regard to a review they owe: names are compared with colleagues from these, and shown from none. */
  readonly compared: readonly Compartment[]
  /** They owe a review of it: whatever their other roles have beside the profile is kept from them until it is in. */
  readonly readsBlind: boolean
  /** Other people's reviews: who wrote them, scores, words. */
  readonly reviews: boolean
  /** Also reviews their authors keep from other readers. */
  readonly privateReviews: boolean
  readonly decisions: boolean
  /** The viewer's own reading and review of it may be written now. */
  readonly ownReview: boolean
  /** Kinds of flags the viewer may know of; none for who reads the file to score it. */
  readonly flags: readonly VettingFlag[]
}

/** `open`: any file of the edition. `assigned`: only files assigned in that role (SECURITY: roles and compartments). */
const reach: Readonly<
  Partial<
    Record<
      Role,
      { readonly open: readonly Compartment[]; readonly assigned: readonly Compartment[]; readonly allFiles: boolean }
    >
  >
> = {
  reviewer: { open: [], assigned: ['profile'], allFiles: false },
  translator: { open: [], assigned: ['profile'], allFiles: false },
  vetting_lead: { open: ['profile', 'risk', 'references'], assigned: ['contact'], allFiles: true },
  coordinator: { open: ['contact', 'profile', 'balance'], assigned: ['risk'], allFiles: true },
  board: { open: ['balance'], assigned: ['profile'], allFiles: true },
  security_officer: { open: ['risk'], assigned: ['contact', 'profile', 'references', 'travel'], allFiles: true },
  travel_desk: { open: ['identity', 'travel'], assigned: ['contact'], allFiles: false },
}

const nothing: Seen = {
  exists: false,
  compartments: [],
  compared: [],
  readsBlind: false,
  reviews: false,
  privateReviews: false,
  decisions: false,
  ownReview: false,
  flags: [],
}
const hiddenStates = new Set(['draft', 'erased'])
/** Before a file is decided on a reader still has a review of it to write. */
const readAhead = new Set(['submitted', 'screening', 'more_info', 'in_review'])

/**
 * What one viewer may see of one application. The only answer to that question: lists, counts, search, pages and
 * exports all ask here. A conflict hides everything; a restricted file exists for the vetting lead and those it is
 * assigned to; whoever has a review of their own to write sees nobody else's until it is in, and of the person the profile
 * alone, whatever other role they hold. Who was asked for an opinion has none to write unless they disagree, or have begun one. Phases (decision 0018): for readers a file is there while
 * reading is open; what was sent lately to a wave that collects is read by the security officer alone.
 */
export function visible(viewer: Viewer, file: FileFacts): Seen {
  if (file.hasConflict || hiddenStates.has(file.state)) return nothing
  const now = file.assignedAs.filter(
    (role) => viewer.roles.includes(role) && (file.isReadingOpen || role !== 'reviewer'),
  )
  const seesAll = viewer.roles.some((role) => reach[role]?.allFiles)
  const isAssigned = now.length > 0
  const exists = file.isRestricted ? viewer.roles.includes('vetting_lead') || isAssigned : seesAll || isAssigned
  if (!exists) return nothing

  const compared = viewer.roles
    .filter((role) => !file.isSealed || role === 'security_officer')
    .flatMap((role) => [...(reach[role]?.open ?? []), ...(now.includes(role) ? (reach[role]?.assigned ?? []) : [])])
  const isReader = file.assignedAs.includes('reviewer')
  const isBlind = isReader && file.ownReview !== 'submitted' && !givesOpinion(file)
  const readsBlind = isBlind && readAhead.has(file.state)
  const compartments = readsBlind ? compared.filter((name) => name === 'profile') : compared
  const mayKnow = !isBlind && !file.isSealed
  const judges = viewer.roles.some((role) => role === 'coordinator' || role === 'vetting_lead' || role === 'board')

  return {
    exists,
    compartments: inOrder(compartments),
    compared: inOrder(compared),
    readsBlind,
    reviews: mayKnow && (judges || now.includes('reviewer')),
    privateReviews: mayKnow && judges,
    decisions: mayKnow && judges,
    ownReview: now.includes('reviewer'),
    flags: isReader ? [] : knownFlags(viewer.roles),
  }
}

const inOrder = (names: readonly Compartment[]): Compartment[] =>
  [...new Set(names)].toSorted((a, b) => (a < b ? -1 : 1))

const givesOpinion = ({ opinion, ownReview }: FileFacts): boolean =>
  (opinion === 'asked' || opinion === 'agree') && (ownReview === 'none' || ownReview === 'abstained')

/** True when a role may see files that are not assigned to it: the SQL predicate of lists is built from this. */
export const seesAllFiles = (roles: readonly Role[]): boolean => roles.some((role) => reach[role]?.allFiles)
