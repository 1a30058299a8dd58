import type { Referee, RefereesToAsk } from '#features/application/index.js'
import type { OpenedRecord } from '#platform/vault/keyring.js'

/** The people to be asked, by place (1 and 2), and what they may see of the applicant. */
export interface KnownReferees {
  readonly people: ReadonlyMap<number, Referee>
  readonly shown: RefereesToAsk['shown']
  /** Whom the applicant names in place of referees: somebody of staff or a partner of record. */
  readonly knownTo: RefereesToAsk['knownTo']
}

/** The page about referees, where it was replaced after sending. */
const replacedSchema = 'references.section.references'

/** Records of the application that name referees: as sent, replaced whole, and whom the applicant named later in either place. */
export const namingSchemas = ['references', replacedSchema, 'referee.1', 'referee.2'] as const

/** What the opened records say; null where the holder's keys opened none, or the file names nobody. */
export function knownReferees(records: readonly OpenedRecord[]): KnownReferees | null {
  const valueOf = (schema: string) => records.find((record) => record.schema === schema)?.value
  const ask = asked(valueOf('references') as Naming | undefined, valueOf(replacedSchema) as Naming | undefined)
  if (!ask) return null
  const people = ask.referees.map((referee, index): [number, Referee] => {
    const later = valueOf(`referee.${index + 1}`) as { referee: Referee } | undefined
    return [index + 1, later?.referee ?? referee]
  })

  return { people: new Map(people), shown: ask.shown, knownTo: ask.knownTo }
}

interface Naming {
  readonly ask?: RefereesToAsk
  readonly values?: { readonly may_show_referee?: string }
}

// A replaced page knows whom to ask, and not the applicant's own name: what may be shown stays as it was sent, and the
// organisation goes where it may be shown no longer.
function asked(sent: Naming | undefined, replaced: Naming | undefined): RefereesToAsk | undefined {
  if (!replaced?.ask) return sent?.ask
  const { name = '', organisation } = sent?.ask?.shown ?? {}
  const isShown = organisation !== undefined && replaced.values?.may_show_referee === 'name_and_organisation'

  return { ...replaced.ask, shown: { name, ...(isShown && { organisation }) } }
}
