import { Injectable } from '@nestjs/common'
import { matching } from '#domain/filter/matches.js'
import type { Filter } from '#domain/filter/tree.js'
import type { StaffActor } from '#features/staff/index.orm.js'
import { Database } from '#platform/database/database.js'
import type { ListedApplication } from '../list-applications.js'
import { type SeenFile, seenFiles } from '../see-file.js'
import { type OpenedFields, searchable, shutFields } from './file-fields.js'
import { mayRead, WorkingSets } from './working-sets.js'

/** Orders of the list; files without what they are sorted by stand last. */
export const fileOrders = ['case', 'name', 'week'] as const
export type FileOrder = (typeof fileOrders)[number]

export interface FileSearch {
  readonly state?: string
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
    const files = await seenFiles(this.database, actor, {
      where: '($3::text IS NULL OR a.state = $3)',
      tail: 'ORDER BY a.case_number',
      values: [search.state ?? null],
    })
    const opened = await this.sets.of(actor, files)
    const fits = matching(search.filter)
    const fit = files
      .filter((file) => fits(searchable(file, opened.get(file.id), shutFields(mayRead(actor, file)))))
      .map((file) => ({ ...file, name: shownName(actor, file, opened.get(file.id)) }))
    const sorted = fit.toSorted(comparing[search.order])
    const from = search.after === undefined ? 0 : sorted.findIndex(({ id }) => id === search.after) + 1
    const isLost = search.after !== undefined && from === 0
    const rows = isLost ? [] : sorted.slice(from, from + pageSize)

    return {
      rows,
      next: !isLost && sorted.length > from + pageSize ? (rows.at(-1)?.id ?? null) : null,
      fit: fit.length,
      seen: files.length,
    }
  }
}

const shownName = (actor: StaffActor, file: SeenFile, opened: OpenedFields | undefined): string | null =>
  mayRead(actor, file).contact ? (opened?.name ?? null) : null

type Comparing = (one: ListedApplication, other: ListedApplication) => number

const lastWithout =
  (value: (file: ListedApplication) => string | null): Comparing =>
  (one, other) => {
    const [a, b] = [value(one), value(other)]
    if (a === null || b === null) return Number(a === null) - Number(b === null)
    return collator.compare(a, b)
  }

// Files came by case number, and sorting keeps the order of what is equal.
const comparing: Readonly<Record<FileOrder, Comparing>> = {
  case: () => 0,
  name: lastWithout(({ name }) => name),
  week: lastWithout(({ submittedWeek }) => submittedWeek),
}
