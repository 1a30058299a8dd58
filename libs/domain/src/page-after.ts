/** Rows of a list, and the cursor after which the next ones begin; null on the last page. */
export interface PageAfter<T> {
  readonly rows: readonly T[]
  readonly next: string | null
}

/** What a cursor that is not in the list begins. */
export const emptyPage: PageAfter<never> = { rows: [], next: null }

/** The rows after the one whose id is the cursor, from the first without one; null where no row has it. */
export function pageAfter<T>(
  all: readonly T[],
  idOf: (row: T) => string,
  { after, size }: { readonly after: string | undefined; readonly size: number },
): PageAfter<T> | null {
  const from = after === undefined ? 0 : all.findIndex((row) => idOf(row) === after) + 1
  if (after !== undefined && from === 0) return null
  const rows = all.slice(from, from + size)
  const last = rows.at(-1)

  return { rows, next: last !== undefined && all.length > from + size ? idOf(last) : null }
}
