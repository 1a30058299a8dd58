import type { Database } from '#platform/database/database.js'

type One = { readonly id: string } | undefined

/** These two must not come together, as this officer entered it. */
export const keptApart = (
  operator: Pick<Database, 'query'>,
  author: string | undefined,
  one: One,
  other: One,
): Promise<unknown[]> =>
  operator.query(
    `INSERT INTO app.apart_pair (edition_id, first_id, second_id, note_id, author_id)
     SELECT a.edition_id, least(a.id, $2), greatest(a.id, $2), gen_random_uuid(), $3 FROM app.application a WHERE a.id = $1`,
    [one?.id, other?.id, author],
  )
