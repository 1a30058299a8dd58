/** A question as the page draws it; `describeSection` of a form class gives exactly this shape. */
export interface FieldSpec {
  /** Path in the catalogue: `safe_channels.handle`. */
  readonly id: string
  readonly name: string
  readonly control:
    | 'text'
    | 'textarea'
    | 'email'
    | 'radio'
    | 'select'
    | 'tick'
    | 'ticks'
    | 'selects'
    | 'date'
    | 'partial_date'
    | 'group'
    | 'repeat'
  readonly required: 'yes' | 'no' | 'sometimes'
  readonly options?: readonly string[]
  readonly source?: 'countries' | 'languages' | 'interpretation' | 'issuers' | 'zones'
  /** Asked only of those who gave one of these answers to another question of the form. */
  readonly showWhen?: { readonly field: string; readonly is: readonly string[] }
  readonly autocomplete?: string
  readonly ltr?: true
  readonly rows?: number
  readonly limit?: number
  readonly max?: number
  readonly min?: number
  readonly numeric?: true
  readonly fields?: readonly FieldSpec[]
}

/** Path of a field → error code. */
export type ErrorCodes = Readonly<Record<string, string>>

export interface Choice {
  readonly value: string
  readonly label: string
}
