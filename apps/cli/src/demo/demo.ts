import { parseArgs } from 'node:util'
import { LocalStaff } from '#features/staff/cli/local-staff.js'
import { setReaders } from '#features/vetting/cli/door.js'
import type { Database } from '#platform/database/database.js'
import { langs } from '#words/index.js'
import { runBoard } from './board/run-board.js'
import { colleagues } from './colleagues.js'
import { type Doors, openDoors } from './doors.js'
import { Draw } from './draw.js'
import { rememberApplicants } from './remember.js'
import { answer, invite, open, review, type SignedIn, travel } from './stages.js'
import { Team } from './team.js'

const stages = ['open', 'review', 'board', 'invited', 'travel'] as const
type Stage = (typeof stages)[number]
/** Between them they read every language a page is offered in. */
const readerLogins = ['reader-1', 'reader-2', 'reader-3']
/** Stages that people walk to one after the other. */
const walked: readonly Stage[] = ['open', 'review', 'invited', 'travel']

interface Wanted {
  readonly stage: Stage
  readonly seed: number
  readonly size: number
}

/** A board has the files of a whole edition before it; the other stages go person by person, through every page. */
const sizes = { usual: 24, most: 500, board: 3140, mostOfBoard: 5000 }

/** Reads `--stage <name> --seed N --size N`; null when it cannot be read. */
export function readDemoOptions(args: readonly string[]): Wanted | null {
  const { values } = parseArgs({
    args: [...args],
    options: { stage: { type: 'string' }, seed: { type: 'string' }, size: { type: 'string' } },
    strict: false,
  })
  const stage = stages.find((one) => one === values.stage)
  const [usual, most] = stage === 'board' ? [sizes.board, sizes.mostOfBoard] : [sizes.usual, sizes.most]
  const [seed, size] = [Number(values.seed ?? 1), Number(values.size ?? usual)]
  return stage && Number.isInteger(seed) && Number.isInteger(size) && size > 0 && size <= most
    ? { stage, seed, size }
    : null
}

export const demoUsage = `npm run demo -- --stage <${stages.join('|')}> [--seed 1] [--size 24; of a board ${sizes.board}]`

/** Fills a practice copy with invented people through the real use-cases; the same seed gives the same people. */
export async function runDemo(operator: Database, editionId: string, wanted: Wanted): Promise<void> {
  const doors = await openDoors()
  try {
    if (wanted.stage === 'board') return await runBoard(operator, doors, editionId, wanted)
    await new LocalStaff(operator, doors.keyFolder).addMissing(editionId, colleagues)
    const applicants = await open(doors, wanted.seed, wanted.size)
    rememberApplicants(doors.keyFolder, applicants)
    const reached = walked.indexOf(wanted.stage)
    const team = new Team(doors)
    const readers = await Promise.all(readerLogins.map((login) => team.member(login)))
    const languagesOf = new Map(readers.map(({ accountId }) => [accountId, langs]))
    await operator.transaction((tx) => setReaders(tx, editionId, languagesOf))
    if (reached >= 1) await review(doors, team, new Draw(wanted.seed), applicants)
    const invited = reached >= 2 ? await invite(doors, team, applicants) : []
    const coming = reached >= 3 ? await answer(doors, signedInTo(doors), invited) : []
    if (reached >= 3) await travel(doors, team, signedInTo(doors), coming)
    console.log('The mailbox page lists the sign-ins and codes.')
  } finally {
    await doors.close()
  }
}

const signedInTo =
  (doors: Doors): SignedIn =>
  async ({ code }) => {
    const session = await doors.applicant.signIn.run(code, 900)
    const me = session.ok ? await doors.applicant.sessions.find(session.value) : null
    if (!me) throw new Error('no_session')
    return me
  }
