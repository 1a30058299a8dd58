import { askPlanned, type Database, type Tx } from '#platform/database/database.js'

/** Who typed one file, as a session that opens how the person can be reached finds it; null where it does not. */
export interface TypedBy {
  readonly id: string
  readonly isByProxy: boolean | null
}

/** Writes the plain fact beside the files; what is known already is not written again. */
export async function noteTypists(asked: Pick<Database, 'prepared'> | Tx, files: readonly TypedBy[]): Promise<void> {
  const found = files.filter(({ isByProxy }) => isByProxy !== null)
  if (found.length === 0) return
  await askPlanned(asked, 'SELECT app.typed_by_note($1, $2)', [
    found.map(({ id }) => id),
    found.map(({ isByProxy }) => isByProxy),
  ])
}

/** Who typed, by the answers of a file; null where these do not say. */
export const isTypedByProxy = (values: { readonly applying_for?: unknown } | undefined): boolean | null =>
  values?.applying_for === undefined ? null : values.applying_for === 'proxy'
