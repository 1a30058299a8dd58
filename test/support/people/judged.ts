import { type HarmItem, harmItems, type HarmVerdict } from '#domain/vetting/harm.js'
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
