/** Field path → error code. */
export type IdentityErrors = Readonly<Record<string, string>>

export interface DocumentAnswers {
  readonly document_kind?: string
  readonly issuer?: string
  readonly number?: string
  readonly issue_date?: unknown
  readonly expiry_date?: unknown
  readonly biometric_chip?: string
  readonly blank_pages?: string
  readonly passport_name_native?: string
  readonly has_mrz?: string
  readonly mrz_primary_identifier?: string
  readonly nationality_of_document?: string
  readonly document_sex_marker?: string
}

const typed = ['number', 'issue_date', 'expiry_date', 'blank_pages', 'passport_name_native'] as const
const chosen = ['issuer', 'biometric_chip', 'has_mrz', 'nationality_of_document', 'document_sex_marker'] as const

/** Whether the person holds a document: `none_yet` is a full answer, and the travel desk takes it from there. */
export const hasDocument = ({ document_kind: kind }: DocumentAnswers): boolean =>
  kind !== undefined && kind !== 'none_yet'

/**
 * Everything printed in the document is needed once there is one; the machine-readable names once it has those lines
 * (the secondary name may be empty); the document ends after it began.
 */
export function documentErrors(answers: DocumentAnswers): IdentityErrors {
  if (!hasDocument(answers)) return {}
  const missing = [
    ...typed.filter((name) => !answers[name]).map((name) => [name, 'missing'] as const),
    ...chosen.filter((name) => !answers[name]).map((name) => [name, 'choose'] as const),
  ]
  const hasNoLine = answers.has_mrz === 'yes' && !answers.mrz_primary_identifier

  return {
    ...Object.fromEntries(missing),
    ...(hasNoLine ? { mrz_primary_identifier: 'missing' } : {}),
    ...endsTooEarly('expiry_date', answers.issue_date, answers.expiry_date),
  }
}

export interface PersonAnswers {
  readonly legal_residence?: { readonly permit_kind?: string; readonly valid_to?: unknown }
}

const withEnd = new Set(['long_stay_visa'])

/** A long-stay visa always ends; a permit may be without end, a citizen's right is. */
export const personErrors = ({ legal_residence: residence }: PersonAnswers): IdentityErrors =>
  withEnd.has(residence?.permit_kind ?? '') && !residence?.valid_to ? { 'legal_residence.valid_to': 'missing' } : {}

interface Stay {
  readonly entered_on?: unknown
  readonly left_on?: unknown
}

export interface VisitAnswers {
  readonly schengen_history?: {
    readonly stays?: readonly Stay[]
    readonly visa?: { readonly valid_from?: unknown; readonly valid_to?: unknown; readonly entries?: string }
  }
}

/** Days in order; of a visa that is held, from, until and entries together. */
export function visitErrors({ schengen_history: history }: VisitAnswers): IdentityErrors {
  const stays = (history?.stays ?? []).map((stay, index) =>
    endsTooEarly(`schengen_history.stays.${index}.left_on`, stay.entered_on, stay.left_on),
  )
  const visa = history?.visa ?? {}
  const path = 'schengen_history.visa'
  const isHeld = Boolean(visa.valid_from ?? visa.valid_to ?? visa.entries)
  const gaps = {
    ...(visa.valid_from ? {} : { [`${path}.valid_from`]: 'missing' }),
    ...(visa.valid_to ? {} : { [`${path}.valid_to`]: 'missing' }),
    ...(visa.entries ? {} : { [`${path}.entries`]: 'choose' }),
  }

  return Object.assign(
    {},
    ...stays,
    isHeld ? gaps : {},
    endsTooEarly(`${path}.valid_to`, visa.valid_from, visa.valid_to),
  )
}

/** ISO dates compare as text; parts that make no date yet are judged at their own field. */
const endsTooEarly = (path: string, first: unknown, last: unknown): IdentityErrors =>
  typeof first === 'string' && typeof last === 'string' && last < first ? { [path]: 'last_before_first' } : {}
