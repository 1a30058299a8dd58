import type { Assessed } from './assess-form.js'

/** Records of the `identity` compartment the desk reads and writes. */
export const identitySchemas = { form: 'identity.form', assessment: 'identity.assessment' } as const

/** The travel form as the person read and answered it, and the values behind the answers. */
export interface IdentityRecord {
  readonly language: string
  readonly answers: readonly { readonly path: string; readonly question: string; readonly lines: readonly string[] }[]
  readonly values: Readonly<Record<string, unknown>>
}

/** What a member of the desk confirmed: the engine's whole answer, what it was made from, and the path decided. */
export interface AssessmentRecord extends Assessed {
  readonly formVersion: number
  readonly path: 'required' | 'not_required' | 'manual'
  /** Why a person decided a manual case; empty where the engine's answer was taken. */
  readonly reason: string
  readonly confirmedOn: string
  readonly confirmedBy: string
}
