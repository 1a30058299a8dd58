import { filesByCode } from '#features/application/cli/door.js'
import { readSignIns } from '#features/staff/cli/local-staff.js'
import type { Database } from '#platform/database/database.js'
import type { Doors } from '../doors.js'
import { rememberApplicants } from '../remember.js'
import { type BoardMade, type BoardWanted, fillBoard } from './board.js'
import type { CodedFile } from './plan.js'

/** People worth signing in as, in the order of the work. */
const shownLogins = [
  'coordinator',
  'coordinator-2',
  'reader-1',
  'reader-2',
  'translator',
  'lead',
  'lead-2',
  'security',
  'board-1',
  'board-2',
  'desk',
  'auditor',
  'admin',
]

/** The stage `board` on the terminal: progress, what was there before, who may sign in. Ctrl-C ends it after a lot. */
export async function runBoard(
  operator: Database,
  doors: Doors,
  editionId: string,
  wanted: BoardWanted,
): Promise<void> {
  const stop = { isAsked: false }
  const ask = () => {
    stop.isAsked = true
  }
  for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, ask)
  try {
    const done = await fillBoard(operator, doors, { id: editionId }, { ...wanted, isStopped: () => stop.isAsked })
    const present = done.files.slice(0, 3)
    rememberApplicants(doors.keyFolder, await listed(operator, present))
    say(done, stop.isAsked)
    sayWho(doors.keyFolder)
  } finally {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.off(signal, ask)
  }
}

function say({ files, before, made }: BoardMade, isStopped: boolean): void {
  if (before > 0) console.log(`${before} of ${files.length} applications were there already and are as they were.`)
  if (isStopped && before + made < files.length) {
    console.log(
      `Stopped with ${before + made} of ${files.length}: every one of them is whole. The same line goes on from here.`,
    )
  } else if (made === 0) console.log('Nothing was added. Another seed makes other people.')
}

function sayWho(keyFolder: string): void {
  const { people } = readSignIns(keyFolder)
  console.log('\nSign in as (one-time codes are on the mailbox page):')
  for (const login of shownLogins) {
    const person = people.find((one) => one.login === login)
    if (person) console.log(`  ${person.role.padEnd(18)} ${login.padEnd(15)} ${person.password}`)
  }
}

async function listed(operator: Database, files: readonly CodedFile[]) {
  const codes = files.map(({ code }) => code)
  const known = await filesByCode(operator, codes)
  return files.flatMap((file) => {
    const found = known.get(file.code)
    return found ? [{ ...file, caseNumber: found.caseNumber }] : []
  })
}
