import type { Referee, RefereesToAsk } from '#features/application/index.js'
import type { OpenedRecord } from '#platform/vault/keyring.js'

/** The people to be asked, by place (1 and 2), and what they may see of the applicant. */
export interface KnownReferees {
  readonly people: ReadonlyMap<number, Referee>
  readonly shown: RefereesToAsk['shown']
  /** Whom the applicant names in place of referees: somebody of staff or a partner of record. */
  readonly knownTo: RefereesToAsk['knownTo']
}

/** Records of the application that name referees: as sent, and whom the applicant named later in either place. */
export const namingSchemas = ['references', 'referee.1', 'referee.2'] as const

/** What the opened records say; null where the holder's keys opened none, or the file names nobody. */
export function knownReferees(records: readonly OpenedRecord[]): KnownReferees | null {
  const valueOf = (schema: string) => records.find((record) => record.schema === schema)?.value
  const ask = (valueOf('references') as { ask?: RefereesToAsk } | undefined)?.ask
  if (!ask) return null
  const people = ask.referees.map((referee, index): [number, Referee] => {
    const later = valueOf(`referee.${index + 1}`) as { referee: Referee } | undefined
    return [index + 1, later?.referee ?? referee]
  })

  return { people: new Map(people), shown: ask.shown, knownTo: ask.knownTo }
}
