import type { Compartment } from '#domain/compartment.js'

/** How a question is asked. `tick` one box, `ticks` several boxes, `selects` the same list up to `max` times. */
export type Control =
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

/** Lists too long to write beside the field; the page takes the names from the catalogue of its language. */
export type OptionSource = 'countries' | 'languages' | 'interpretation' | 'issuers' | 'zones'

/** Where an answer is sealed: its compartment, or the part of `contact` that the worker may open. */
export type SealedIn = Compartment | 'mailbox'

export interface ShowWhen {
  /** Another field of the same form. */
  readonly field: string
  readonly is: readonly string[]
}

/** What the decorator says of a field. Without `optional` and `showWhen` it is required. */
export interface FieldOptions {
  readonly control: Control
  /** Another compartment than the section's. */
  readonly compartment?: Compartment
  /** Goes to the mailbox record (contact, also for the worker). */
  readonly mailbox?: true
  readonly options?: readonly string[]
  readonly source?: OptionSource
  /** `sometimes`: the section's rule decides whether it is needed. */
  readonly optional?: true | 'sometimes'
  /** Required only then; left out of what is sealed otherwise. */
  readonly showWhen?: ShowWhen
  /** A tick of the same form that stands in its place: needed only while that is empty. */
  readonly unless?: string
  /** Asked only where the edition offers this; elsewhere an answer is dropped. */
  readonly offer?: string
  readonly autocomplete?: string
  /** Code, address or number: written left to right in every language. */
  readonly ltr?: true
  readonly rows?: number
  /** Characters; longer is flagged, four times as long is refused. */
  readonly limit?: number
  /** Entries of a repeat, or choices of ticks and selects. */
  readonly max?: number
  readonly min?: number
  /** Digits are asked for: phones show their number keys. */
  readonly numeric?: true
  /** Small letters typed are kept as capitals: the machine-readable lines of a document have no others. */
  readonly capitals?: true
  /** The class of the parts of a group or of one entry of a repeat. */
  readonly parts?: () => FormClass
}

export type FormClass<T extends object = object> = new () => T

/** A field as page, API document and sealing see it. */
export interface FieldDescription extends Omit<FieldOptions, 'parts' | 'compartment' | 'mailbox'> {
  /** Path in the catalogue: `safe_channels.handle`. */
  readonly id: string
  /** Property name: `handle`. */
  readonly name: string
  readonly sealedIn: SealedIn
  /** `sometimes`: decided by `showWhen` or by the section's rule. */
  readonly required: 'yes' | 'no' | 'sometimes'
  readonly fields?: readonly FieldDescription[]
}

export interface SectionDescription {
  readonly key: string
  readonly compartment: Compartment
  readonly fields: readonly FieldDescription[]
}

/** Field path → error code; paths of entries hold their number: `safe_channels.0.handle`. */
export type FieldErrors = Readonly<Record<string, string>>

export interface SectionOptions {
  readonly key: string
  readonly compartment: Compartment
  /** Rule over several fields; runs on the read values, its codes join those of the fields. */
  rule?(values: object): FieldErrors
  /** Fills what follows from other answers (the zone of a country with one clock). Runs before the checks. */
  derive?(values: object): object
  /** What a page never saved shows already filled in, in the language it is read in. */
  prefill?(lang: string): object
  /** Names of fields that are not asked of this person; they are left out of what the person reads back. */
  unasked?(values: object): readonly string[]
}
