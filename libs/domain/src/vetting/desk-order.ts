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
}

/** What the list can be narrowed to. */
export const deskFilters = ['all', 'incomplete', 'harm', 'weak', 'concern', 'ready'] as const
export type DeskFilter = (typeof deskFilters)[number]

const allPoints = checkPoints.length

/** True when two people could clear the file as far as the list can tell. */
const isReady = (file: DeskFacts): boolean =>
  file.state === 'vetting' &&
  file.points === allPoints &&
  file.grade >= 'E3' &&
  file.openHarm === 0 &&
  !file.hasConcern &&
  !file.isRestricted

const fits: Readonly<Record<DeskFilter, (file: DeskFacts) => boolean>> = {
  all: () => true,
  incomplete: ({ points }) => points < allPoints,
  harm: ({ openHarm }) => openHarm > 0,
  weak: ({ grade }) => grade < 'E3',
  concern: ({ hasConcern, isRestricted }) => hasConcern || isRestricted,
  ready: isReady,
}

/** The files that fit, in the order given. */
export const fitting = <F extends DeskFacts>(files: readonly F[], filter: DeskFilter): F[] => files.filter(fits[filter])

/** The first that somebody can go on with: in vetting, and more to be found out; null for none. */
export const nextFile = <F extends DeskFacts>(files: readonly F[]): F | null =>
  files.find((file) => file.state === 'vetting' && !isReady(file)) ?? null
