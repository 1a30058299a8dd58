import type { Family } from '#domain/selection/draft/families.js'
import type { InputError, InputWarning } from '#domain/selection/input/check.js'
import type { Finding } from '#domain/selection/input/finding.js'
import type { SettingsError } from '#features/selection/staff/settings/change-settings.js'
import type { Words } from '#words/index.js'
import { ruleText } from './sentences.js'

type Said = Readonly<Record<string, string | number>>
type NotWhole = Extract<SettingsError, `${string}_not_whole`>
type Code = InputError | InputWarning | SettingsError

interface FindingsProps {
  readonly words: Words
  readonly findings: readonly Finding<string>[]
}

/** Why nothing can be chosen or held against the rules: everything at once, each sentence once, nobody named. */
export const Findings = ({ words, findings }: FindingsProps) => {
  const byCode = new Map<string, Finding<string>[]>()
  for (const finding of findings) byCode.set(finding.code, [...(byCode.get(finding.code) ?? []), finding])
  const sentences = [...byCode].flatMap(([code, own]) => textsOf(words, code as Code, own))

  return (
    <ul>
      {[...new Set(sentences)].map((sentence) => (
        <li key={sentence}>{sentence}</li>
      ))}
    </ul>
  )
}

/** Findings about people are counted, since who they are is not for every reader; those about rules say their numbers. */
function textsOf(words: Words, code: Code, findings: readonly Finding<string>[]): string[] {
  const isOfPeople = findings.every(({ about }) => 'id' in about)
  if (isOfPeople) return [ruleFindingText(words, code, { count: findings.length })]
  const families = ({ about }: Finding<string>): Said =>
    Object.fromEntries(
      Object.entries(about).map(([name, value]) => [
        name,
        typeof value === 'string' ? engineFamilyText(words, value) : value,
      ]),
    )

  return findings.map((finding) => ruleFindingText(words, code, { names: '', ...families(finding) }))
}

const isNotWhole = (code: Code): code is NotWhole =>
  code.endsWith('_not_whole') && code !== 'places_not_whole' && code !== 'limit_not_whole'

/** One finding in words, with the numbers and names it needs. */
export const ruleFindingText = (words: Words, code: Code, said: Said): string =>
  isNotWhole(code) ? words('staff.cohort.not_whole', said) : words(`staff.cohort.finding.${code}`, said)

/** A family as the engine names it, in words. */
export const engineFamilyText = (words: Words, family: string): string =>
  family.includes(':')
    ? ruleText(words, { kind: 'quota', family, value: 'yes' })
    : words(`staff.cohort.family.${family as Family}`)
