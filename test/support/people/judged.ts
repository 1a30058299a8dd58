import { type HarmItem, harmItems, type HarmVerdict } from '#domain/vetting/harm.js'
import type { NewCheck } from '#features/vetting/staff/record-check.js'
import { hiddenField } from '../web/client.js'

type Verdicts = Partial<Record<HarmItem, HarmVerdict>>
type Notes = Partial<Record<HarmItem, string>>

/** The four judgements as this page of the desk posts them; what is not named is safe. */
export const judgedForm = (drawn: string, verdicts: Verdicts = {}, notes: Notes = {}): Record<string, string> =>
  Object.fromEntries(
    harmItems.flatMap((item, i) => [
      [`harm.${i}.item`, item],
      [`harm.${i}.over`, hiddenField(drawn, `harm.${i}.over`)],
      [`harm.${i}.verdict`, verdicts[item] ?? 'safe'],
      [`harm.${i}.note`, notes[item] ?? ''],
    ]),
  )

/** The checklist as this page of the desk posts it. */
export const checklistForm = (drawn: string, checks: readonly NewCheck[]): Record<string, string> =>
  Object.fromEntries(
    checks.flatMap(({ point, result, evidence, note = '' }) => {
      const name = `checks.${point - 1}`
      return [
        [`${name}.point`, String(point)],
        [`${name}.over`, hiddenField(drawn, `${name}.over`)],
        [`${name}.result`, result],
        [`${name}.evidence`, evidence],
        [`${name}.note`, note],
      ]
    }),
  )
