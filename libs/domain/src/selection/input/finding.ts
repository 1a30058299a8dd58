/** Something wrong or odd in what was given. `rows` are places in the list, from 1; `about` holds ids, families and numbers. */
export interface Finding<C extends string> {
  readonly code: C
  readonly rows: readonly number[]
  readonly about: Readonly<Record<string, string | number>>
}

/** How values are compared: composed, trimmed, without case. Never shown or stored. */
export const comparable = (text: string): string => text.normalize('NFC').trim().toLowerCase()
