import { codeFromBytes } from '#domain/application/access-code.js'
import { filesByCode } from '#features/application/cli/door.js'
import { LocalStaff } from '#features/staff/cli/local-staff.js'
import { capAtFirst } from '#features/selection/cli/door.js'
import { setReaders } from '#features/vetting/cli/door.js'
import type { Database } from '#platform/database/database.js'
import { derive } from '#platform/vault/keys.js'
import { localSecret } from '#platform/vault/local-keys.js'
import { colleagues } from '../colleagues.js'
import type { Doors } from '../doors.js'
import { Progress } from '../progress.js'
import { standBeside } from './beside.js'
import { makeLot } from './lot.js'
import { nominateOthers } from './nominated.js'
import { type CodedFile, planBoard } from './plan.js'
import { demoReaders, moreReaders } from './readers.js'
import { boardTools } from './tools.js'

const lotSize = 20
/** One lot is sealed while another is read: from there on each waits for the other at the head of the audit chain. */
const lanes = 2

export interface BoardWanted {
  readonly seed: number
  readonly size: number
}

/** How far a run came: all files there are, and how many of them it made. */
export interface BoardMade {
  readonly files: readonly CodedFile[]
  readonly before: number
  readonly made: number
}

/**
 * An edition whose board meets: thousands of files in every state. What is there already is left alone; `isStopped` is
 * asked between two lots, each a transaction of its own.
 */
export async function fillBoard(
  operator: Database,
  doors: Doors,
  edition: { readonly id: string },
  { seed, size, isStopped }: BoardWanted & { readonly isStopped: () => boolean },
): Promise<BoardMade> {
  const { keyFolder } = doors
  await new LocalStaff(operator, keyFolder).addMissing(edition.id, [...colleagues, ...moreReaders])
  const files = coded(keyFolder, { seed, size })
  const known = await filesByCode(
    operator,
    files.map(({ code }) => code),
  )
  const missing = files.filter(({ code }) => !known.has(code))
  const made = await makeMissing(operator, doors, edition.id, { seed, missing, files, isStopped })

  return { files, before: known.size, made }
}

/** The codes are secrets of this practice copy: the seed alone does not tell them. */
function coded(keyFolder: string, { seed, size }: BoardWanted): CodedFile[] {
  const secret = localSecret(keyFolder, `demo-${seed}`)
  return planBoard(seed, size).map((file) => {
    const code = codeFromBytes(derive(secret, String(file.number)).subarray(0, 15))
    return { ...file, code }
  })
}

interface Work {
  readonly seed: number
  readonly files: readonly CodedFile[]
  readonly missing: readonly CodedFile[]
  readonly isStopped: () => boolean
}

async function makeMissing(operator: Database, doors: Doors, editionId: string, work: Work): Promise<number> {
  const { missing, files, isStopped } = work
  const shown = await doors.applicant.call.of(editionId)
  if (missing.length > 0 && !shown?.isOpen) throw new Error('call_closed')
  const tools = await boardTools(operator, { editionId, keyFolder: doors.keyFolder, directory: doors.directory })
  const languagesOf = new Map(demoReaders(work.seed).map((one) => [tools.actors(one.login).accountId, one.languages]))
  await operator.transaction((tx) => setReaders(tx, editionId, languagesOf))
  // A list for all places, though these people come from 26 countries and ask for eight languages.
  await capAtFirst(operator, tools.actors('coordinator'), { mostPerCountry: 12, mostLanguages: 8 })
  const call = { editionId, arrivalOn: shown?.arrivalOn ?? '', notOffered: shown?.notOffered ?? [] }
  const progress = new Progress('applications', missing.length)
  const lots = lotsOf(missing)
  let made = 0
  const lane = async (): Promise<void> => {
    while (!isStopped()) {
      const lot = lots.shift()
      if (!lot) return
      await operator.transaction((tx) => makeLot(tx, tools, call, lot))
      made += lot.length
      progress.step(lot.length)
    }
  }
  await Promise.all(Array.from({ length: lanes }, lane))
  progress.end()
  await standBeside(tools, files, isStopped)
  if (!isStopped()) await nominateOthers(tools, { seed: work.seed, size: files.length })

  return made
}

const lotsOf = (files: readonly CodedFile[]): CodedFile[][] =>
  Array.from({ length: Math.ceil(files.length / lotSize) }, (_, i) => files.slice(i * lotSize, (i + 1) * lotSize))
