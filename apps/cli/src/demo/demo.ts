import { parseArgs } from 'node:util'
import { LocalStaff, readSignIns, writeSignIns } from '#features/staff/cli/local-staff.js'
import type { Database } from '#platform/database/database.js'
import { colleagues } from './colleagues.js'
import { type Doors, openDoors } from './doors.js'
import { Draw } from './draw.js'
import { answer, type Applicant, invite, open, review, type SignedIn, travel } from './stages.js'
import { Team } from './team.js'

const stages = ['open', 'review', 'invited', 'travel'] as const
type Stage = (typeof stages)[number]

interface Wanted {
  readonly stage: Stage
  readonly seed: number
  readonly size: number
}

/** Reads `--stage <open|review|invited|travel> --seed N --size N`; null when it cannot be read. */
export function readDemoOptions(args: readonly string[]): Wanted | null {
  const { values } = parseArgs({
    args: [...args],
    options: { stage: { type: 'string' }, seed: { type: 'string' }, size: { type: 'string' } },
    strict: false,
  })
  const stage = stages.find((one) => one === values.stage)
  const [seed, size] = [Number(values.seed ?? 1), Number(values.size ?? 24)]
  return stage && Number.isInteger(seed) && Number.isInteger(size) && size > 0 && size <= 500
    ? { stage, seed, size }
    : null
}

export const demoUsage = `npm run demo -- --stage <${stages.join('|')}> [--seed 1] [--size 24]`

/** Fills a practice copy with invented people through the real use-cases; the same seed gives the same people. */
export async function runDemo(operator: Database, editionId: string, wanted: Wanted): Promise<void> {
  const doors = await openDoors()
  try {
    await new LocalStaff(operator, doors.keyFolder).addMissing(editionId, colleagues)
    const applicants = await open(doors, wanted.seed, wanted.size)
    remember(doors, applicants)
    const reached = stages.indexOf(wanted.stage)
    const team = new Team(doors)
    if (reached >= 1) await review(doors, team, new Draw(wanted.seed), applicants)
    const invited = reached >= 2 ? await invite(doors, team, applicants) : []
    const coming = reached >= 3 ? await answer(doors, signedInTo(doors), invited) : []
    if (reached >= 3) await travel(doors, team, signedInTo(doors), coming)
    console.log('The mailbox page lists the sign-ins and codes.')
  } finally {
    await doors.close()
  }
}

// Three codes are enough to look around with; the list is read by people.
function remember(doors: Doors, applicants: readonly Applicant[]): void {
  const now = readSignIns(doors.keyFolder)
  const added = applicants.slice(0, 3).map(({ person, code, caseNumber }) => ({ label: person.name, code, caseNumber }))
  writeSignIns(doors.keyFolder, { ...now, applicants: [...added, ...now.applicants].slice(0, 12) })
}

const signedInTo =
  (doors: Doors): SignedIn =>
  async ({ code }) => {
    const session = await doors.applicant.signIn.run(code, 900)
    const me = session.ok ? await doors.applicant.sessions.find(session.value) : null
    if (!me) throw new Error('no_session')
    return me
  }
