import { Injectable } from '@nestjs/common'
import { largestSet } from '#domain/decision/sample.js'
import { readQuery } from '#features/application/staff/search/application-query.js'
import { SearchFiles } from '#features/application/staff/search/search-files.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { ListForm } from './decide-many.form.js'

export interface Listed {
  /** Of every file of the list, in its order; of a list that is too long for one decision, those of its beginning. */
  readonly ids: readonly string[]
  readonly count: number
}

/** The whole of a list as the viewer sees it. */
@Injectable()
export class ListedIds {
  constructor(private readonly search: SearchFiles) {}

  /** Null for a search that is over, and for a filter that is none. */
  async run(me: StaffActor, { state, filter, search }: ListForm): Promise<Listed | null> {
    const read = readQuery({ state, filter, search })
    const files = read.ok ? await this.search.all(me, read.query) : null
    if (!files || typeof files === 'string') return null

    return { ids: files.slice(0, largestSet + 1).map(({ id }) => id), count: files.length }
  }
}
