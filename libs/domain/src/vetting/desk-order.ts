import { checkPoints, type Evidence } from './clearing.js'

/** What the list of the vetting desk knows of one file. */
export interface DeskFacts {
  readonly state: string
  /** Points of the checklist with a finding, of fifteen. */
  readonly points: number
  readonly grade: Evidence
  /** Do-no-harm items nobody has judged. */
  readonly openHarm: number
  readonly hasConcern: boolean
  readonly isRestricted: boolean
  /** Findings, and words about a concern, that one person alone stands for so far. */
  readonly unseconded: number
  /** Of these, those this viewer did not write. */
  readonly forViewer: number
}

/** What the list can be narrowed to. */
export const deskFilters = ['all', 'incomplete', 'harm', 'weak', 'concern', 'second', 'ready'] as const
export type DeskFilter = (typeof deskFilters)[number]

const allPoints = checkPoints.length

/** True when two people could clear the file as far as the list can tell. */
const isReady = (file: DeskFacts): boolean =>
  file.state === 'vetting' &&
  file.points === allPoints &&
  file.grade >= 'E3' &&
  file.openHarm === 0 &&
  file.unseconded === 0 &&
  !file.hasConcern &&
  !file.isRestricted

const fits: Readonly<Record<DeskFilter, (file: DeskFacts) => boolean>> = {
  all: () => true,
  incomplete: ({ points }) => points < allPoints,
  harm: ({ openHarm }) => openHarm > 0,
  weak: ({ grade }) => grade < 'E3',
  concern: ({ hasConcern, isRestricted }) => hasConcern || isRestricted,
  second: ({ unseconded }) => unseconded > 0,
  ready: isReady,
}

/** The files that fit, in the order given. */
export const fitting = <F extends DeskFacts>(files: readonly F[], filter: DeskFilter): F[] => files.filter(fits[filter])

const waitsForOthers = (file: DeskFacts): boolean => file.forViewer === 0 && isReady({ ...file, unseconded: 0 })

/** The first that this viewer can go on with: in vetting, and more to be found out or to be looked at by them; null for none. */
export const nextFile = <F extends DeskFacts>(files: readonly F[]): F | null =>
  files.find((file) => file.state === 'vetting' && !isReady(file) && !waitsForOthers(file)) ?? null
