import { type SeenFile, seenFiles } from '#features/application/index.orm.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import type { Database } from '#platform/database/database.js'

type Queries = Pick<Database, 'query'>

/** Marked files the actor sees, by case number. What is held or restricted is not among them, nor who withdrew. */
export async function markedFiles(queries: Queries, actor: StaffActor): Promise<SeenFile[]> {
  const files = await seenFiles(queries, actor, {
    where: `a.state <> 'withdrawn' AND EXISTS (SELECT 1 FROM app.calibration_file k WHERE k.application_id = a.id)`,
    tail: 'ORDER BY a.case_number',
  })
  return files.filter(isOpen)
}

/** Files in review of these case numbers, of those the actor sees; held and restricted ones are as if they were not there. */
export async function markableFiles(
  queries: Queries,
  actor: StaffActor,
  caseNumbers: readonly string[],
): Promise<SeenFile[]> {
  const files = await seenFiles(queries, actor, {
    where: `a.state = 'in_review' AND a.case_number = ANY ($3)`,
    tail: 'ORDER BY a.case_number',
    values: [caseNumbers],
  })
  return files.filter(isOpen)
}

/** How many files of the edition may be marked; 0: none, and marks say nothing. */
export async function calibrationLimit(queries: Queries, { editionId }: StaffActor): Promise<number> {
  const [row] = await queries.query<{ most: number }>(
    'SELECT calibration_files AS most FROM app.edition WHERE id = $1',
    [editionId],
  )
  return row?.most ?? 0
}

const isOpen = ({ isHeld, facts }: SeenFile): boolean => !isHeld && !facts.isRestricted
