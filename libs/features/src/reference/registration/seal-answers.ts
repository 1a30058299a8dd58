import type { Compartment } from '#domain/compartment.js'
import { type AnswerAsRead, answersAsRead } from '#platform/form/as-read.js'
import type { SealedIn } from '#platform/form/description.js'
import { sealedParts } from '#platform/form/sealed-parts.js'
import type { Directory } from '#platform/vault/directory.js'
import { sealRecord, type SealedRecord } from '#platform/vault/record.js'
import { type Lang, wordsFor } from '#words/index.js'
import { ReferenceForm } from './forms/reference.form.js'

const formVersion = 'reference-1'

/** `concerns` alone is a record of its own, so that nothing else of `risk` carries it along. */
const records: readonly { readonly schema: string; readonly compartment: Compartment; readonly part: SealedIn }[] = [
  { schema: 'reference.answer', compartment: 'references', part: 'references' },
  { schema: 'reference.risk', compartment: 'risk', part: 'risk' },
  { schema: 'reference.concerns', compartment: 'risk', part: 'risk' },
  { schema: 'reference.contact', compartment: 'contact', part: 'contact' },
]

const belongs = (schema: string, name: string): boolean => {
  const isConcerns = name === 'concerns'
  return schema === 'reference.concerns' ? isConcerns : !isConcerns
}

/** The answers as the referee read them, one record for each reader, owned by the reference. What is empty makes none. */
export function sealAnswers(directory: Directory, referenceId: string, values: object, lang: Lang): SealedRecord[] {
  const asRead = answersAsRead(ReferenceForm, values, wordsFor(lang))
  const parts = sealedParts(ReferenceForm, values)

  return records.flatMap(({ schema, compartment, part }) => {
    const own = Object.entries(parts[part] ?? {}).filter(([name]) => belongs(schema, name))
    if (own.length === 0) return []
    const answers = asRead.filter((one) => one.sealedIn === part && belongs(schema, one.path)).map(shownPart)
    const record = { form: formVersion, language: lang, answers, values: Object.fromEntries(own) }
    const place = { owner: referenceId, compartment, schema, version: 1 }
    return [sealRecord(place, record, [directory.compartmentKey(compartment)])]
  })
}

const shownPart = ({ path, question, lines }: AnswerAsRead) => ({ path, question, lines })
