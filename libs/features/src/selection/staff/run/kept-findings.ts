import type { Step } from '#domain/selection/choose/relax.js'
import { type BalanceRule, numberForAll, type PartOfPlaces, ruledValue } from '#domain/selection/draft/rules.js'
import type { Finding } from '#domain/selection/input/finding.js'

/** The rules as people set them, and the part of all places that a run was asked to fill. */
export interface RuleTerms extends PartOfPlaces {
  readonly rules: readonly BalanceRule[]
}

/** A pair kept apart is the security officer's to name, and a row of the board's is no place for it. */
export function withoutPair(finding: Finding<string>): Finding<string> {
  const about = Object.entries(finding.about).filter(([name]) => name !== 'one' && name !== 'other')
  return { ...finding, about: Object.fromEntries(about) }
}

/**
 * A step as a change of the rules themselves: a floor held in proportion becomes the one for all places. Keys of
 * organisations and countries mean something in this process alone, and nothing on a page.
 */
export function inTermsOf(terms: RuleTerms, step: Step): Step {
  const { rule, bound } = step
  if ('key' in rule) return { ...step, rule: { ...rule, key: '' } }
  if (rule.kind !== 'quota' || bound !== 'floor') return step
  const named = ruledValue(rule.family, rule.value)
  const own = terms.rules.find(({ family, value }) => family === named.family && value === named.value)

  return { ...step, from: Number(own?.floor ?? step.from), to: numberForAll(step.to, terms) }
}
