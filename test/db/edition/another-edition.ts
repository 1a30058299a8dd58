import type { World } from '#test/support/world.js'

/** One more edition on the same days, whose call has no window yet; answers its id. */
export async function anotherEdition(world: World, code: string): Promise<string> {
  const [row] = await world.operator.query<{ id: string }>(
    `INSERT INTO app.edition (code, name_public, name_neutral, zone, arrival_on, programme_from, programme_to, departure_on, capacity)
     SELECT $2, $2, $2, zone, arrival_on, programme_from, programme_to, departure_on, capacity FROM app.edition WHERE id = $1
     RETURNING id`,
    [world.editionId, code],
  )
  return row?.id ?? ''
}
