import { Injectable } from '@nestjs/common'
import type { CountedList } from './list-counts.js'

interface Told {
  readonly key: string
  readonly counts: CountedList
}

/**
 * The last counts of each list that a session with the keys worked out, in this process's memory: counts, and nothing of a
 * person. A member of the board without the keys is told them as long as everything they were made of stands as it did,
 * and only where they see the same candidates.
 */
@Injectable()
export class ToldCounts {
  private readonly told = new Map<string, Told>()

  tell(listId: string, key: string, counts: CountedList): void {
    this.told.set(listId, { key, counts })
  }

  /** Null when nobody with the keys has looked since something changed. */
  of(listId: string, key: string): CountedList | null {
    const told = this.told.get(listId)
    return told?.key === key ? told.counts : null
  }
}
