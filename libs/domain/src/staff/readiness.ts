import { applicationLifecycle, type ApplicationState } from '../application/lifecycle.js'
import { type ApprovalKind, approvalKinds, type ApprovalKindName } from '../decision/approval-kinds.js'
import { moveRows, type Role } from '../lifecycle.js'

type Moves<S extends ApplicationState> = (typeof applicationLifecycle)[S]['moves']
type SecondIn<M> = { [K in keyof M]: M[K] extends { second: true } ? K : never }[keyof M]

/** Every move of an application that needs a second person. */
export type SecondMove = { [S in ApplicationState]: SecondIn<Moves<S>> }[ApplicationState]

/** An act of two people: a move of a file, or one of the acts that move none. */
export type TwoPersonAct = SecondMove | ApprovalKindName

/** Phases that need two-person acts. */
export const phasesWithActs = ['screening', 'review', 'board', 'release', 'travel'] as const
export type PhaseWithActs = (typeof phasesWithActs)[number]

const beforeAnswers = ['screening', 'review', 'board', 'release'] as const

/** Which phases need an act; a new act of two people does not compile without its phases. */
const neededIn: Readonly<Record<TwoPersonAct, readonly PhaseWithActs[]>> = {
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

/** Every two-person act, in the order of the table. */
export const twoPersonActs = Object.keys(neededIn) as TwoPersonAct[]

/** Acts a phase needs, in the order of the table; none for a phase without any. */
export const actsOf = (phase: string): TwoPersonAct[] =>
  twoPersonActs.filter((act) => (neededIn[act] as readonly string[]).includes(phase))

const seconded = moveRows(applicationLifecycle).filter(({ second }) => second)

type Holders = readonly Role[] | 'keepers'

/**
 * Roles that may put an act forward, and those that may agree to it; keepers are those who keep a compartment, whatever their
 * role.
 */
export function holdersOf(act: TwoPersonAct): { readonly first: Holders; readonly second: Holders } {
  const kind: ApprovalKind | undefined = (approvalKinds as Readonly<Record<string, ApprovalKind>>)[act]
  if (kind) return { first: kind.by, second: kind.by }
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
  readonly grants: readonly { readonly role: Role; readonly endsOn: string | null; readonly keeps: boolean }[]
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
  /**
   * How many of them count for the file that is left to the fewest: as many as there are people, but where one role puts the
   * act forward and another agrees, one more at most than the smaller of the two has.
   */
  readonly fewest: number
  /** Files left to fewer than two. */
  readonly filesWithoutTwo: number
  /** `refused`: fewer than two; `red`: fewer than three, which one absence makes too few. */
  readonly verdict: 'ready' | 'red' | 'refused'
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
    const { first, second } = holdersOf(act)
    const able = {
      first: people.filter((person) => holds(person, first, on)),
      second: people.filter((person) => holds(person, second, on)),
    }
    const left = [...barredByFile(bars).values()].map((barred) => countOf(able, barred))
    const fewest = Math.min(countOf(able, nobody), ...left)

    return {
      act,
      people: people.filter((person) => able.first.includes(person) || able.second.includes(person)),
      fewest,
      filesWithoutTwo: left.filter((count) => count < 2).length,
      verdict: verdictOf(fewest),
    }
  })
}

const verdictOf = (fewest: number): ActReadiness['verdict'] => {
  if (fewest < 2) return 'refused'
  return fewest < 3 ? 'red' : 'ready'
}

function holds({ grants, keyUntil }: Person, by: Holders, on: string): boolean {
  if (keyUntil !== null && keyUntil < on) return false
  return grants.some(
    ({ role, endsOn, keeps }) => (endsOn === null || endsOn >= on) && (by === 'keepers' ? keeps : by.includes(role)),
  )
}

interface Able {
  readonly first: readonly Person[]
  readonly second: readonly Person[]
}

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
