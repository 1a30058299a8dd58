/** What a use-case answers: a value, or an expected no with its code. `about` holds field names, ids or codes, never values. */
export type Outcome<T, C extends string> = { readonly ok: true; readonly value: T } | Refusal<C>

export interface Refusal<C extends string> {
  readonly ok: false
  readonly code: C
  readonly about?: Readonly<Record<string, unknown>>
}

/** Wraps a value as the good outcome. */
export const done = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value })

/** Wraps an expected no. */
export const refuse = <C extends string>(code: C, about?: Readonly<Record<string, unknown>>): Refusal<C> =>
  about ? { ok: false, code, about } : { ok: false, code }
