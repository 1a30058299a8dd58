import { onScale } from '#domain/review/calibration.js'
import type { Breach } from '#domain/selection/counts/what-if.js'
import type { Gauge, GaugeRow } from '#domain/selection/draft/gauges.js'
import type { Family } from '#domain/selection/draft/families.js'
import { ruledValue } from '#domain/selection/draft/rules.js'
import type { Step } from '#domain/selection/choose/relax.js'
import type { NamedReason, NamedRule } from '#features/selection/staff/run/explain-person.js'
import type { Rule } from '#domain/selection/problem.js'
import type { Words } from '#words/index.js'

/** A family of the balance in words. */
export const familyText = (words: Words, family: Family): string => words(`staff.cohort.family.${family}`)

/** One value of a family in words. */
export function valueText(words: Words, family: Family, value: string): string {
  if (value === 'not_said') return words('staff.cohort.not_said')
  if (family === 'region') return words.country(value)
  if (family === 'theme') return words.find(`option.themes.${value}`) ?? value
  if (family === 'language') return value === 'sign' ? words('interpretation.sign') : words.language(value)
  if (family === 'age') return words.find(`option.age_band.${value}`) ?? value

  return words.find(`staff.cohort.value.${family}.${value}`) ?? value
}

/** What a rule is about. Keys of organisations and countries say nothing, so they are left out. */
export function ruleText(words: Words, rule: Rule): string {
  if (rule.kind !== 'quota') return words(`staff.cohort.rule.${rule.kind}`)
  const { family, value, isOpposite } = ruledValue(rule.family, rule.value)
  const name = valueText(words, family, value)

  return isOpposite ? words('staff.cohort.rule.without', { name }) : `${familyText(words, family)}: ${name}`
}

/** How a list breaks a rule. */
export function breachText(words: Words, { rule, by }: Breach): string {
  const name = ruleText(words, rule)
  if (rule.kind === 'budget') return words('staff.cohort.breach.budget', { amount: crowns(words, by) })
  if (rule.kind === 'languages') return words('staff.cohort.breach.languages', { count: by, most: rule.most })

  return by < 0
    ? words('staff.cohort.breach.few', { name, count: -by })
    : words('staff.cohort.breach.many', { name, count: by })
}

/** Minor units of SEK as whole crowns. */
export const crowns = (words: Words, minorUnits: number): string => words.number(Math.round(minorUnits / 100))

const isOff = ({ floor, cap, draft, withThese }: GaugeRow): boolean => {
  const count = withThese ?? draft ?? 0
  return (floor !== null && count < floor) || (cap !== null && count > cap)
}

/** The finding of a gauge: which rules are not kept, or that all are. */
export function findingText(words: Words, { family, rows, isSettled, isShort }: Gauge): string {
  const name = familyText(words, family)
  if (isShort) return words('staff.cohort.finding.settled_short', { name })
  if (isSettled) return words('staff.cohort.finding.settled', { name })
  const ruled = rows.filter(({ floor, cap }) => floor !== null || cap !== null)
  if (ruled.length === 0) {
    return words(family === 'language' ? 'staff.cohort.finding.free_language' : 'staff.cohort.finding.free', { name })
  }
  const off = ruled.filter(isOff)
  if (off.length === 0) return words('staff.cohort.finding.kept', { name, count: ruled.length })

  return words('staff.cohort.finding.off', {
    name,
    values: words.list(
      off.map(({ value, floor, cap, draft, withThese }) => {
        const count = withThese ?? draft ?? 0
        const label = valueText(words, family, value)
        return floor !== null && count < floor
          ? words('staff.cohort.finding.below', { label, count, floor })
          : words('staff.cohort.finding.above', { label, count, cap: cap ?? 0 })
      }),
    ),
  })
}

/** The value a bound is of; its family is known from it. */
function boundText(words: Words, rule: Rule): string {
  if (rule.kind !== 'quota') return ruleText(words, rule)
  const { family, value, isOpposite } = ruledValue(rule.family, rule.value)

  return isOpposite ? ruleText(words, rule) : valueText(words, family, value)
}

/** A change of one bound, as an instruction. The cap of organisations, and that of countries, is one number for all. */
export function stepText(words: Words, { rule, bound, from, to }: Step): string {
  if (rule.kind === 'organisation' || rule.kind === 'country') {
    return words(`staff.cohort.relax.${rule.kind}`, { from, to })
  }
  if (rule.kind === 'languages') return words('staff.cohort.relax.languages', { from, to, count: to - from })
  return words(`staff.cohort.relax.${bound}`, { name: boundText(words, rule), from, to })
}

const ruleList = (words: Words, rules: readonly NamedRule[]): string =>
  words.list(rules.map((rule) => (rule ? ruleText(words, rule) : words('staff.cohort.why.balance_rule'))))

/** Why somebody is on a list or not, one sentence a reason. */
export function reasonText(words: Words, reason: NamedReason, isIn: boolean): string {
  if (reason.code === 'score') return scoreText(words, reason, isIn)
  if (reason.code === 'drawn' || reason.code === 'not_drawn') {
    return words(`staff.cohort.why.${reason.code}`, { percent: String(Math.round(reason.chance * 1000) / 10) })
  }
  if (reason.code === 'fills_floor') {
    return words('staff.cohort.why.fills_floor', { rules: ruleList(words, reason.rules), other: reason.instead })
  }
  if (reason.code === 'held_by_cap') {
    const text = capText(words, reason)
    return reason.isNext ? `${text} ${words('staff.cohort.why.next_in_line')}` : text
  }
  if (reason.code === 'no_free_place' || reason.code === 'places_for_floors') return placeText(words, reason)
  if (reason.code === 'next_if_place_frees') {
    const [first = '', ...others] = reason.places
    return words('staff.cohort.why.next_if', { first, count: others.length })
  }
  return words(`staff.cohort.why.${reason.code}`)
}

/** Why a free place is not theirs; languages alone have a sentence of their own. */
function placeText(
  words: Words,
  { code, rules }: Extract<NamedReason, { code: 'no_free_place' | 'places_for_floors' }>,
): string {
  const [rule] = rules
  if (rules.length === 1 && rule?.kind === 'languages') {
    return words('staff.cohort.why.no_free_place_language', { most: rule.most, count: rule.over })
  }
  return words(`staff.cohort.why.${code}`, { rules: ruleList(words, rules) })
}

/** Which caps stand against somebody; languages alone have a sentence of their own. */
function capText(words: Words, { rules, instead: other }: Extract<NamedReason, { code: 'held_by_cap' }>): string {
  const [rule] = rules
  if (rules.length === 1 && rule?.kind === 'languages') {
    return words('staff.cohort.why.one_language_more', { most: rule.most, count: rule.over, other })
  }
  return words('staff.cohort.why.held_by_cap', { rules: ruleList(words, rules), other })
}

function scoreText(words: Words, reason: Extract<NamedReason, { code: 'score' }>, isIn: boolean): string {
  const score = words.score(onScale(reason.score / 100))
  if (reason.other === null) {
    return words(isIn ? 'staff.cohort.why.nobody_follows' : 'staff.cohort.why.no_place', { score })
  }
  const other = words.score(onScale(reason.other / 100))
  const text = words(isIn ? 'staff.cohort.why.score_in' : 'staff.cohort.why.score_out', { score, other })

  return reason.isClose ? `${text} ${words('staff.cohort.why.close')}` : text
}
