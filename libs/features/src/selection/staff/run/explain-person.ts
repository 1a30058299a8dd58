import { randomUUID } from 'node:crypto'
import { Injectable } from '@nestjs/common'
import { done, type Outcome, refuse } from '#domain/outcome.js'
import type { Reason } from '#domain/selection/choose/reasons.js'
import { isOfProfile } from '#domain/selection/draft/families.js'
import { ruledValue } from '#domain/selection/draft/rules.js'
import type { Rule } from '#domain/selection/problem.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import { solverVersion } from '#platform/solver/solver-version.js'
import type { Candidate } from '../candidates/candidate.js'
import { type CandidateSet, CandidateSets, mayChoose } from '../candidates/candidate-sets.js'
import { engineInput, hasPlace, ofWave } from '../engine-input.js'
import { countedUnder } from '../list/list-counts.js'
import { knownList, type KnownList } from '../list/list-rows.js'
import { owesWord } from '../list/sign-word.js'
import { lotteryOfList } from '../lottery/lottery-rows.js'
import { LotterySecrets } from '../lottery/lottery-secrets.js'
import { Chooser } from './chooser.js'

/**
 * A rule as it may be named beside a person: null for one that would say what they answered of themselves. Of languages, how
 * many more there would be than there may be.
 */
export type NamedRule =
  | Exclude<Rule, { readonly kind: 'languages' }>
  | { readonly kind: 'languages'; readonly most: number; readonly over: number }
  | null

/** A reason with cases for ids, nobody named whom security alone may name. */
export type NamedReason =
  | Exclude<Reason, { readonly rules: readonly Rule[] } | { readonly code: 'see_security' | 'next_if_place_frees' }>
  | { readonly code: 'fills_floor'; readonly rules: readonly NamedRule[]; readonly instead: string }
  | {
      readonly code: 'held_by_cap'
      readonly rules: readonly NamedRule[]
      readonly instead: string
      readonly isNext: boolean
    }
  | { readonly code: 'no_free_place' | 'places_for_floors'; readonly rules: readonly NamedRule[] }
  | { readonly code: 'see_security' }
  | { readonly code: 'drawn' | 'not_drawn'; readonly chance: number }
  | { readonly code: 'next_if_place_frees'; readonly places: readonly string[] }

export interface Explained {
  readonly caseNumber: string
  readonly isIn: boolean
  readonly reasons: readonly NamedReason[]
}

export type ExplainRefusal = 'not_found' | 'not_signed' | 'keys_missing' | 'unfit' | 'not_before_board'

const patienceSeconds = 30

/** Why somebody is on a list or not: facts about single exchanges, worked out in a thread and kept while the list is what it is. */
@Injectable()
export class ExplainPerson {
  constructor(
    private readonly database: Database,
    private readonly sets: CandidateSets,
    private readonly chooser: Chooser,
    private readonly secrets: LotterySecrets,
  ) {}

  /**
   * Refuses: not_found, not_signed (a reason is a figure, and not told before the word), keys_missing, unfit (the rules
   * contradict each other), not_before_board (cannot be put on a list).
   */
  async run(actor: StaffActor, listId: string, personId: string): Promise<Outcome<Explained, ExplainRefusal>> {
    const list = mayChoose(actor) ? await knownList(this.database, actor, listId) : null
    const set = list && ofWave(await this.sets.of(actor), list.row)
    const person = set?.byId.get(personId)
    if (!list || !set || !person) return refuse('not_found')
    if (await owesWord(this.database, actor)) return refuse('not_signed')
    if (!set.isOpen) return refuse('keys_missing')
    const reasons = await this.reasons(actor, list, set)
    if (!reasons) return refuse('unfit')
    const own = reasons.get(personId)
    if (!own) return refuse('not_before_board')

    const isIn = hasPlace(person) || list.draft.members.has(personId)
    const lots = await this.lots(actor, list, { id: personId, isIn })

    return done({
      caseNumber: person.caseNumber,
      isIn,
      reasons: [...lots, ...own.map((reason) => named({ set, list, person }, reason))],
    })
  }

  /** What lots said of somebody, where the list was drawn and nobody moved them since. */
  private async lots(
    actor: StaffActor,
    list: KnownList,
    { id, isIn }: { readonly id: string; readonly isIn: boolean },
  ): Promise<NamedReason[]> {
    const row = await lotteryOfList(this.database, actor, list.row.id)
    const secret = row && (await this.secrets.open(actor, row.id))
    const chance = secret ? (new Map(secret.chances).get(id) ?? 0) : 0
    if (!secret || !row?.chosen || chance === 0 || chance >= 1) return []
    const isDrawn = row.chosen.some((place) => secret.ids[place] === id)

    return isDrawn === isIn ? [{ code: isDrawn ? 'drawn' : 'not_drawn', chance }] : []
  }

  private async reasons(
    actor: StaffActor,
    list: KnownList,
    set: CandidateSet,
  ): Promise<ReadonlyMap<string, readonly Reason[]> | null> {
    const under = await countedUnder(this.database, actor, list.row)
    const { settings, places, apart, plan } = under
    const key = JSON.stringify(['reasons', list.row.id, list.row.version, settings.number, places, apart])
    const known = set.kept.get(key) as ReadonlyMap<string, readonly Reason[]> | undefined
    if (known) return known
    const { input } = engineInput(set, under, { plan, pinned: list.draft.pinned, apart })
    const members = [...list.draft.members, ...set.people.filter(hasPlace).map(({ id }) => id)]
    const job = { input, seed: '0', solverVersion, secondsPerTask: 1, list: members }
    const answer = await this.chooser.run(randomUUID(), job, { patienceSeconds })
    if (answer === 'cancelled' || answer.kind !== 'explained') return null
    set.kept.set(key, answer.reasons)

    return answer.reasons
  }
}

interface Beside {
  readonly set: CandidateSet
  readonly list: KnownList
  readonly person: Candidate
}

/** What a floor says of a person is what they answered: named for profiles the viewer may read, never for the balance. */
function nameable(beside: Beside, rule: Rule, instead?: string): NamedRule {
  const { person } = beside
  if (rule.kind === 'languages') {
    return person.knowsProfile ? { ...rule, over: languagesWith(beside, instead) - rule.most } : null
  }
  if (rule.kind !== 'quota') return rule
  return person.knowsProfile && isOfProfile(ruledValue(rule.family, rule.value).family) ? rule : null
}

/** Languages of interpretation if this person were on the list, instead of another one where one would leave. */
function languagesWith({ set, list, person }: Beside, instead?: string): number {
  const members = set.people.filter(
    (one) => (hasPlace(one) || list.draft.members.has(one.id)) && one.id !== instead && one.id !== person.id,
  )
  return new Set([...members, person].flatMap(({ values }) => values.language)).size
}

function named(beside: Beside, reason: Reason): NamedReason {
  const caseOf = (id: string) => beside.set.byId.get(id)?.caseNumber ?? ''
  if (reason.code === 'see_security') return { code: reason.code }
  if (reason.code === 'next_if_place_frees') return { ...reason, places: reason.places.map(caseOf) }
  if (!('rules' in reason)) return reason
  const instead = 'instead' in reason ? reason.instead : undefined
  const rules = reason.rules.map((rule) => nameable(beside, rule, instead))

  return 'instead' in reason ? { ...reason, rules, instead: caseOf(reason.instead) } : { ...reason, rules }
}
