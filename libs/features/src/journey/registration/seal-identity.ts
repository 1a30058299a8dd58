import type { Compartment } from '#domain/compartment.js'
import { recordArrays } from '#features/application/index.js'
import { type AnswerAsRead, answersAsRead } from '#platform/form/as-read.js'
import type { SealedIn } from '#platform/form/description.js'
import { sealedParts } from '#platform/form/sealed-parts.js'
import type { Directory } from '#platform/vault/directory.js'
import { sealRecord } from '#platform/vault/record.js'
import { type Lang, wordsFor } from '#words/index.js'
import { identitySections } from './forms/sections.js'
import type { ReadIdentity } from './read-identity.js'

export interface SealedFor {
  /** Application id. */
  readonly owner: string
  readonly version: number
  readonly lang: Lang
}

/** Names of the two records: the travel papers, and how to be woken on travel days. */
const schemas: Partial<Record<Compartment, string>> = { identity: 'identity.form', travel: 'travel.wishes' }

// The worker's mailbox record cannot be changed from here, so its one later answer goes to the desk.
const compartmentOf = (place: SealedIn): Compartment => (place === 'mailbox' ? 'travel' : place)

/** The papers as they were read, one record for each compartment, as the arrays the database takes. */
export function sealIdentity(directory: Directory, { owner, version, lang }: SealedFor, read: ReadIdentity): unknown[] {
  const parts = new Map<Compartment, { answers: Pick<AnswerAsRead, 'path' | 'question' | 'lines'>[]; values: object }>()
  for (const { key, form } of identitySections) {
    const values = read[key]?.values ?? {}
    const asRead = answersAsRead(form, values, wordsFor(lang))
    for (const [place, some] of Object.entries(sealedParts(form, values))) {
      const compartment = compartmentOf(place as SealedIn)
      const before = parts.get(compartment)
      const own = asRead.filter(({ sealedIn }) => sealedIn === place)
      const answers = own.map(({ path, question, lines }) => ({ path, question, lines }))
      parts.set(compartment, {
        answers: [...(before?.answers ?? []), ...answers],
        values: { ...before?.values, ...some },
      })
    }
  }

  return recordArrays(
    [...parts].map(([compartment, part]) => {
      const place = { owner, compartment, schema: schemas[compartment] ?? compartment, version }
      return sealRecord(place, { form: 'identity-1', language: lang, ...part }, [directory.compartmentKey(compartment)])
    }),
  )
}
