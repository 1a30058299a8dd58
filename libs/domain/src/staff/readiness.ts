import { applicationLifecycle, type ApplicationState } from '../application/lifecycle.js'
import type { Compartment } from '../compartment.js'
import { type ApprovalKind, approvalKinds, type ApprovalKindName } from '../decision/approval-kinds.js'
import { moveRows, type Role } from '../lifecycle.js'
import { earlyReadingRoles } from '../review/phases.js'
import { type Revealable, revealable, revealAskers, revealProblem } from './reveal.js'

type Moves<S extends ApplicationState> = (typeof applicationLifecycle)[S]['moves']
type SecondIn<M> = { [K in keyof M]: M[K] extends { second: true } ? K : never }[keyof M]

/** Every move of an application that needs a second person. */
export type SecondMove = { [S in ApplicationState]: SecondIn<Moves<S>> }[ApplicationState]

type RevealAct = `reveal_${Revealable}`

/** Acts a phase can do without. */
type PossibleAct = Exclude<RevealAct, ApprovalKindName> | 'early_reading' | 'more_openings'

/** An act of two people: a move of a file, an act that moves none, one part of a file revealed, or reading before its phase. */
export type TwoPersonAct = SecondMove | ApprovalKindName | PossibleAct

/** Phases that have two-person acts. */
export const phasesWithActs = ['collecting', 'screening', 'review', 'board', 'release', 'travel'] as const
export type PhaseWithActs = (typeof phasesWithActs)[number]

const beforeAnswers = ['screening', 'review', 'board', 'release'] as const
const onceSent = [...beforeAnswers, 'travel'] as const

/** Which phases need an act; a new act of two people does not compile without its phases. */
const neededIn: Readonly<Record<Exclude<TwoPersonAct, PossibleAct>, readonly PhaseWithActs[]>> = {
  not_eligible: ['screening'],
  reopen: beforeAnswers,
  undo_withdraw: beforeAnswers,
  clear: ['board'],
  release_invite: ['release'],
  release_waitlist: ['release'],
  release_reject: ['release'],
  bulk_decision: ['board', 'release'],
  promote_other: ['travel'],
  promote_late: ['travel'],
  reinstate: ['travel'],
  revoke_before_answer: ['travel'],
  cancel: ['travel'],
  lift_restriction: ['screening', 'review', 'board'],
  key_signing: ['screening', 'review'],
  export: ['release', 'travel'],
  reveal_identity: ['travel'],
}

/** In which phases an act may be wanted that none has to have: too few people for it refuse no phase. */
const possibleIn: Readonly<Record<PossibleAct, readonly PhaseWithActs[]>> = {
  early_reading: ['collecting', 'screening'],
  more_openings: beforeAnswers,
  reveal_contact: onceSent,
  reveal_profile: onceSent,
  reveal_risk: onceSent,
  reveal_references: onceSent,
  reveal_travel: ['travel'],
}

const phasesOf: Readonly<Record<TwoPersonAct, readonly PhaseWithActs[]>> = { ...neededIn, ...possibleIn }

/** Acts that are about no file: no conflict and no country keeps anybody from them. */
const aboutNoFile: ReadonlySet<TwoPersonAct> = new Set(['key_signing', 'early_reading', 'more_openings'])

/** Every two-person act, in the order of the tables. */
export const twoPersonActs = Object.keys(phasesOf) as TwoPersonAct[]

/** Acts of a phase, in the order of the tables, those it can do without last; none for a phase without any. */
export const actsOf = (phase: string): TwoPersonAct[] =>
  twoPersonActs.filter((act) => (phasesOf[act] as readonly string[]).includes(phase))

/** The part of a file an act reveals; undefined for every other act. */
const revealedBy = (act: TwoPersonAct): Revealable | undefined => revealable.find((part) => act === `reveal_${part}`)

const seconded = moveRows(applicationLifecycle).filter(({ second }) => second)

type Holders = readonly Role[] | 'keepers'

/**
 * Roles that may put an act forward, and those that may agree to it; keepers are those who keep a compartment, for a part that
 * is revealed that of the part, whatever their role.
 */
export function holdersOf(act: TwoPersonAct): { readonly first: Holders; readonly second: Holders } {
  if (act === 'early_reading') return { first: earlyReadingRoles, second: earlyReadingRoles }
  if (revealedBy(act)) return { first: revealAskers, second: 'keepers' }
  const kind: ApprovalKind | undefined = (approvalKinds as Readonly<Record<string, ApprovalKind>>)[act]
  if (kind) return { first: kind.askedBy ?? kind.by, second: kind.by }
  const rows = seconded.filter(({ move }) => move === act)
  return {
    first: [...new Set(rows.flatMap(({ by, proposedBy }) => proposedBy ?? by))],
    second: [...new Set(rows.flatMap(({ by }) => by))],
  }
}

export interface Person {
  readonly accountId: string
  readonly name: string
  /** ISO date, the last day of the signatures under their key; null: the root signed it. */
  readonly keyUntil: string | null
  readonly grants: readonly {
    readonly role: Role
    readonly endsOn: string | null
    readonly keeperOf: readonly Compartment[]
  }[]
}

/** A file somebody must not judge: a conflict, or a country excluded for them. */
export interface Bar {
  readonly accountId: string
  readonly file: string
}

export interface ActReadiness {
  readonly act: TwoPersonAct
  /** Who holds the permission on that day, by name. */
  readonly people: readonly Person[]
  /** Those of them who could put it forward, and those who could agree. */
  readonly first: readonly Person[]
  readonly second: readonly Person[]
  /**
   * How many of them count for the file that is left to the fewest: as many as there are people, but where one role puts the
   * act forward and another agrees, one more at most than the smaller of the two has.
   */
  readonly fewest: number
  /** Files left to fewer than two. */
  readonly filesWithoutTwo: number
  /**
   * `refused`: fewer than two; `missing`: fewer than two for an act the phase can do without; `red`: fewer than three, which
   * one absence makes too few.
   */
  readonly verdict: 'ready' | 'red' | 'refused' | 'missing'
}

/**
 * For each two-person act of a phase: who could be first and second on its first day, after conflicts, exclusions and the
 * last days of roles and of signed keys (DOMAIN §5). `on` is an ISO date.
 */
export function readiness(
  phase: string,
  on: string,
  { people, bars }: { readonly people: readonly Person[]; readonly bars: readonly Bar[] },
): ActReadiness[] {
  return actsOf(phase).map((act) => {
    const able = ableTo(act, people, on)
    const left = [...barredByFile(aboutNoFile.has(act) ? [] : bars).values()].map((barred) => countOf(able, barred))
    const fewest = Math.min(countOf(able, nobody), ...left)

    return {
      act,
      people: people.filter((person) => able.first.includes(person) || able.second.includes(person)),
      ...able,
      fewest,
      filesWithoutTwo: left.filter((count) => count < 2).length,
      verdict: verdictOf(fewest, act),
    }
  })
}

const verdictOf = (fewest: number, act: TwoPersonAct): ActReadiness['verdict'] => {
  if (fewest < 2) return Object.hasOwn(possibleIn, act) ? 'missing' : 'refused'
  return fewest < 3 ? 'red' : 'ready'
}

interface Able {
  readonly first: readonly Person[]
  readonly second: readonly Person[]
}

/** A part is asked for by who may be shown it, and opened by who keeps it. */
function ableTo(act: TwoPersonAct, people: readonly Person[], on: string): Able {
  const { first, second } = holdersOf(act)
  const part = revealedBy(act)
  const able = {
    first: people.filter((person) => holds(person, first, on)),
    second: people.filter((person) => holds(person, second, on)),
  }
  if (part === undefined) return able

  return {
    first: able.first.filter((person) => revealProblem(keptBy(person, on), part) === null),
    second: able.second.filter((person) => keptBy(person, on).includes(part)),
  }
}

const grantsOn = ({ grants, keyUntil }: Person, on: string): Person['grants'] =>
  keyUntil !== null && keyUntil < on ? [] : grants.filter(({ endsOn }) => endsOn === null || endsOn >= on)

const keptBy = (person: Person, on: string): Compartment[] => grantsOn(person, on).flatMap(({ keeperOf }) => keeperOf)

const holds = (person: Person, by: Holders, on: string): boolean =>
  by === 'keepers' ? keptBy(person, on).length > 0 : grantsOn(person, on).some(({ role }) => by.includes(role))

const nobody: ReadonlySet<string> = new Set()

/** Fewer than two: no two distinct people; fewer than three: no two are left once a certain one is away. */
function countOf(able: Able, barred: ReadonlySet<string>): number {
  const idsOf = (people: readonly Person[]) =>
    people.map(({ accountId }) => accountId).filter((accountId) => !barred.has(accountId))
  const [first, second] = [idsOf(able.first), idsOf(able.second)]
  return Math.min(new Set([...first, ...second]).size, first.length + 1, second.length + 1)
}

/** Who is barred from each file. */
function barredByFile(bars: readonly Bar[]): Map<string, Set<string>> {
  const barred = new Map<string, Set<string>>()
  for (const { accountId, file } of bars) barred.set(file, (barred.get(file) ?? new Set()).add(accountId))
  return barred
}
