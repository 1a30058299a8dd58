import { Injectable } from '@nestjs/common'
import { emptyPage, pageAfter } from '#domain/page-after.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { isSecond, isUndecided } from './passing.js'
import { ReadScreeningFiles, type ScreenedFile } from './screening-files.js'

/** What the queue can be narrowed to, by the state of each check. */
export const screeningFilters = {
  state: ['submitted', 'screening'],
  eligibility: ['open', 'yes', 'no', 'unsure'],
  completeness: ['complete', 'incomplete', 'sealed'],
  pairs: ['undecided', 'second', 'ended', 'none'],
  flags: ['some', 'none'],
} as const
export type ScreeningFilter = keyof typeof screeningFilters
export const screeningFilterNames = Object.keys(screeningFilters) as ScreeningFilter[]

export type ScreeningQuery = Readonly<Partial<Record<ScreeningFilter, string>>> & {
  /** Id of the file after which the page begins; one that is not in the queue: an empty page. */
  readonly after?: string
}

export interface Screening {
  readonly rows: readonly ScreenedFile[]
  readonly next: string | null
  /** How many wait, and how many of these fit the filter. */
  readonly waiting: number
  readonly fit: number
  /** Files that have left screening. */
  readonly done: number
  /** The file to look at first: in screening, not held, no second of a person, and nobody answered for it yet. */
  readonly nextFile: string | null
}

const pageSize = 50

/** The queue of the coordinators, 50 a page. */
@Injectable()
export class ReadScreening {
  constructor(private readonly files: ReadScreeningFiles) {}

  /** A value no filter knows fits nothing. */
  async run(actor: StaffActor, { after, ...query }: ScreeningQuery): Promise<Screening> {
    const { waiting, done } = await this.files.run(actor)
    const fit = waiting.filter((row) =>
      screeningFilterNames.every((name) => query[name] === undefined || standing[name](row) === query[name]),
    )

    return {
      ...(pageAfter(fit, ({ file }) => file.id, { after, size: pageSize }) ?? emptyPage),
      waiting: waiting.length,
      fit: fit.length,
      done,
      nextFile: nextOf(waiting)?.file.id ?? null,
    }
  }

  /** The next file nobody answered for, another one than this; null where none is left. */
  async nextAfter(actor: StaffActor, id: string): Promise<string | null> {
    const { waiting } = await this.files.run(actor)
    return nextOf(waiting.filter(({ file }) => file.id !== id))?.file.id ?? null
  }
}

const standing: Readonly<Record<ScreeningFilter, (row: ScreenedFile) => string>> = {
  state: ({ file }) => file.state,
  eligibility: ({ eligibility }) => eligibility,
  completeness: ({ completeness }) => completeness,
  pairs: pairsStanding,
  flags: ({ flags }) => (flags.length > 0 ? 'some' : 'none'),
}

function pairsStanding({ file, pairs, hasEnded }: ScreenedFile): string {
  if (pairs.some(isUndecided)) return 'undecided'
  if (pairs.some(({ second }) => second === file.id)) return 'second'

  return hasEnded ? 'ended' : 'none'
}

const nextOf = (waiting: readonly ScreenedFile[]): ScreenedFile | undefined =>
  waiting.find(
    ({ file, eligibility, pairs }) =>
      file.state === 'screening' && !file.isHeld && eligibility === 'open' && !isSecond(file.id, pairs),
  )
