import type { Reason } from '#domain/selection/choose/reasons.js'
import type { Step } from '#domain/selection/choose/relax.js'
import type { Standing } from '#domain/selection/choose/tie-band.js'
import type { Finding } from '#domain/selection/input/finding.js'
import type { SelectionInput } from '#domain/selection/input/selection-input.js'
import type { Odds } from '#domain/selection/lottery/odds.js'
import type { Member } from '#domain/selection/record.js'

/** What the thread is asked: to choose, with a `list` to say why each person is on it or not, or to find the odds in the tie band. */
export interface ChooserJob {
  readonly input: SelectionInput
  readonly seed: string
  readonly solverVersion: string
  readonly secondsPerTask: number
  readonly list?: readonly string[]
  readonly odds?: true
}

export interface Chosen {
  readonly kind: 'chosen'
  readonly chosen: readonly string[]
  readonly total: number
  readonly bound: number
  readonly isProven: boolean
  readonly standings: readonly (readonly [id: string, standing: Standing])[]
  readonly members: readonly Member[]
  readonly inputDigest: string
  readonly resultDigest: string
}

export type ChooserAnswer =
  | Chosen
  | { readonly kind: 'explained'; readonly reasons: ReadonlyMap<string, readonly Reason[]> }
  | { readonly kind: 'odds'; readonly odds: Odds; readonly inputDigest: string }
  | { readonly kind: 'not_proven' }
  | { readonly kind: 'unfit'; readonly findings: readonly Finding<string>[] }
  | { readonly kind: 'no_selection'; readonly steps: readonly Step[]; readonly isProven: boolean }
  | { readonly kind: 'cannot_relax' | 'nothing_found' }

/** How far the thread is. */
export type ChooserStep = 'solving' | 'weighing' | 'explaining'

export type ChooserMessage = { readonly step: ChooserStep } | { readonly answer: ChooserAnswer }
