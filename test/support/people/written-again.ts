import type { World } from '../world.js'

/**
 * The person has written a part of their profile again; `unshared`: compartments no reader has been handed yet. Answers the
 * number of the newest version.
 */
export async function writtenAgain(world: World, id: string, unshared: readonly string[] = []): Promise<number> {
  const [row] = await world.operator.query<{ number: number }>(
    `INSERT INTO app.section_version (application_id, number, section, version, compartments, unshared, file_version, on_week)
     SELECT a.id, n.next, 'example', n.next, '{profile}', $2, a.version, date_trunc('week', app.today())
     FROM app.application a, LATERAL (SELECT 1 + app.profile_number(a.id) AS next) n WHERE a.id = $1 RETURNING number`,
    [id, unshared],
  )
  return row?.number ?? 1
}
