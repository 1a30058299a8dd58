import { Injectable } from '@nestjs/common'
import { matching } from '#domain/filter/matches.js'
import type { Filter } from '#domain/filter/tree.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import type { ListedApplication } from '../list-applications.js'
import { seenFiles } from '../see-file.js'
import { type OpenedFields, searchable, shutFields } from './file-fields.js'
import type { SeenPlain } from './seen-by.js'
import { answered, mayRead, type WorkingSet, WorkingSets } from './working-sets.js'

/** Orders of the list; files without what they are sorted by stand last. */
export const fileOrders = ['case', 'name', 'week'] as const
export type FileOrder = (typeof fileOrders)[number]

export interface FileSearch {
  readonly state?: string
  /** Id of the kept search the filter was read from; empty without one. */
  readonly id: string
  readonly filter: Filter
  readonly order: FileOrder
  /** Id of the file after which the page begins; one that is not in the list: an empty page. */
  readonly after?: string
}

export interface FoundFiles {
  readonly rows: readonly ListedApplication[]
  readonly next: string | null
  /** How many files fit, of how many the viewer sees. */
  readonly fit: number
  readonly seen: number
}

const pageSize = 50
// Names as they are, by the letters' order and not by their case; one order for every reader of the list.
const collator = new Intl.Collator('en')

/** Looks through the files a member of staff may see, by what their own session can open: 50 a page. */
@Injectable()
export class SearchFiles {
  constructor(
    private readonly database: Database,
    private readonly sets: WorkingSets,
  ) {}

  async run(actor: StaffActor, search: FileSearch): Promise<FoundFiles> {
    const set = await this.sets.of(actor)
    const key = JSON.stringify([search.id, search.state, search.order])
    const fit = answered(set, key, () => fitting(actor, search, set))
    const from = search.after === undefined ? 0 : fit.indexOf(search.after) + 1
    const isLost = search.after !== undefined && from === 0
    const ids = isLost ? [] : fit.slice(from, from + pageSize)

    return {
      rows: await this.rows(actor, ids, set.opened),
      next: !isLost && fit.length > from + pageSize ? (ids.at(-1) ?? null) : null,
      fit: fit.length,
      seen: set.seen.length,
    }
  }

  /** The files of a page as they stand now, judged once more one by one. */
  private async rows(
    actor: StaffActor,
    ids: readonly string[],
    opened: ReadonlyMap<string, OpenedFields>,
  ): Promise<ListedApplication[]> {
    const files = await seenFiles(this.database, actor, { where: 'a.id = ANY ($3)', values: [ids] })
    const byId = new Map(files.map((file) => [file.id, file]))

    return ids.flatMap((id) => {
      const file = byId.get(id)
      return file ? [{ ...file, name: mayRead(actor, file).contact ? (opened.get(id)?.name ?? null) : null }] : []
    })
  }
}

function fitting(actor: StaffActor, { state, filter, order }: FileSearch, { seen, opened }: WorkingSet): string[] {
  const fits = matching(filter)
  const fit = seen
    .filter((file) => state === undefined || file.state === state)
    .filter((file) => fits(searchable(file, opened.get(file.id), shutFields(mayRead(actor, file)))))
  // Files came by case number, and sorting keeps the order of what is equal.
  if (order === 'case') return fit.map(({ id }) => id)
  const valueOf = (file: SeenPlain): string | null =>
    order === 'week' ? file.submittedWeek : mayRead(actor, file).contact ? (opened.get(file.id)?.name ?? null) : null

  return fit
    .map((file) => ({ id: file.id, value: valueOf(file) }))
    .toSorted((one, other) => lastWithout(one.value, other.value))
    .map(({ id }) => id)
}

const lastWithout = (one: string | null, other: string | null): number =>
  one === null || other === null ? Number(one === null) - Number(other === null) : collator.compare(one, other)
