import type { Family } from '#domain/selection/draft/families.js'
import type { SettingsFinding } from '#features/selection/staff/settings/change-settings.js'
import type { Words } from '#words/index.js'
import type { RuleParts } from './rules.form.js'
import { familyText, valueText } from '../sentences.js'

interface FamilyRulesProps {
  readonly words: Words
  readonly family: Family
  readonly rules: readonly RuleParts[]
  readonly findings: readonly SettingsFinding[]
}

const bounds = ['floor', 'target', 'cap'] as const

/** The rules of one family: open where there are any, or where something is wrong. */
export const FamilyRules = ({ words, family, rules, findings }: FamilyRulesProps) => {
  const own = rules.map((rule, at) => ({ rule, at })).filter(({ rule }) => rule.family === family)
  if (own.length === 0) return null
  const wrong = new Set(findings.flatMap(({ rows }) => rows.map((row) => row - 1)))
  const isSet = ({ rule, at }: (typeof own)[number]) => wrong.has(at) || bounds.some((bound) => rule[bound])

  return (
    <details open={own.some(isSet)}>
      <summary>
        {words('staff.cohort.rules.family', { name: familyText(words, family), count: own.filter(isSet).length })}
      </summary>
      <div class="scroll" role="region" aria-label={familyText(words, family)} tabindex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{familyText(words, family)}</th>
              {bounds.map((bound) => (
                <th key={bound} scope="col" class="number">
                  {words(`staff.cohort.${bound}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {own.map(({ rule, at }) => (
              <RuleRow key={at} words={words} rule={rule} at={at} isWrong={wrong.has(at)} />
            ))}
          </tbody>
        </table>
      </div>
    </details>
  )
}

interface RuleRowProps {
  readonly words: Words
  readonly rule: RuleParts
  readonly at: number
  readonly isWrong: boolean
}

const RuleRow = ({ words, rule, at, isWrong }: RuleRowProps) => (
  <tr class={isWrong ? 'wrong' : undefined}>
    <th scope="row">
      {valueText(words, rule.family, rule.value)}
      <input type="hidden" name={`rules.${at}.family`} value={rule.family} />
      <input type="hidden" name={`rules.${at}.value`} value={rule.value} />
    </th>
    {bounds.map((bound) => (
      <td key={bound} class="number">
        <input
          id={`rules.${at}.${bound}`}
          name={`rules.${at}.${bound}`}
          value={rule[bound]}
          aria-label={`${valueText(words, rule.family, rule.value)}: ${words(`staff.cohort.${bound}`)}`}
          aria-invalid={isWrong ? 'true' : undefined}
          class="w1 ltr"
          dir="ltr"
          inputmode="numeric"
        />
      </td>
    ))}
  </tr>
)
