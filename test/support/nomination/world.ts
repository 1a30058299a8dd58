import { Clock } from '#platform/clock/clock.js'
import { TestClock } from '../clock.js'
import { openMainLine } from '../main-line.js'
import { nominationDoors } from './doors.js'

/** A world with its staff, the doors of nominations, and what lies in the database about one of them. */
export async function openNominations() {
  const line = await openMainLine()
  const { world } = line
  const query = <T>(text: string, values: unknown[] = []) => world.operator.query<T>(text, values)
  const stateOf = async (id: string) =>
    (await query<{ state: string }>('SELECT state FROM app.nomination WHERE id = $1', [id]))[0]?.state
  /** Sealed records of the nomination and of its links. */
  const recordsOf = async (id: string): Promise<number> =>
    (
      await query(
        `SELECT 1 FROM sealed.record WHERE owner_id = $1 OR owner_id IN (SELECT id FROM app.link WHERE subject_id = $1)`,
        [id],
      )
    ).length
  const applicationsOf = (id: string) =>
    query<{ id: string; state: string; wave: string }>(
      'SELECT id, state, wave FROM app.application WHERE nomination_id = $1',
      [id],
    )
  const verbsOf = async (id: string) =>
    (await query<{ verb: string }>('SELECT verb FROM audit.entry WHERE object_id = $1 ORDER BY seq', [id])).map(
      ({ verb }) => verb,
    )

  return {
    line,
    doors: nominationDoors(world, line.door),
    clock: new TestClock(new Clock(), world.database),
    coordinator: line.as('coordinator'),
    query,
    stateOf,
    recordsOf,
    applicationsOf,
    verbsOf,
    end: () => world.end(),
  }
}
export type OpenNominations = Awaited<ReturnType<typeof openNominations>>
