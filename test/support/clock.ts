import { Clock } from '#platform/clock/clock.js'
import pg from 'pg'
import type { TestDatabase } from './database.js'

/** Moves the time of this process and of one test database together. */
export class TestClock {
  private aheadMs = 0

  constructor(
    private readonly clock: Clock,
    private readonly database: TestDatabase,
  ) {}

  now(): Date {
    return this.clock.now()
  }

  /** Forward (or back, when negative) by this many milliseconds. */
  async move(ms: number): Promise<void> {
    await this.setAhead(this.aheadMs + ms)
  }

  /** To an instant; from there time runs on. */
  async moveTo(instant: Date): Promise<void> {
    await this.setAhead(instant.getTime() - Date.now())
  }

  /** Back to the machine's time. */
  async reset(): Promise<void> {
    await this.setAhead(0)
  }

  private async setAhead(ms: number): Promise<void> {
    const operator = new pg.Client({ connectionString: this.database.url('app_operator') })
    await operator.connect()
    try {
      await operator.query("UPDATE app.clock SET ahead = $1 * interval '1 millisecond'", [ms])
    } finally {
      await operator.end()
    }
    this.aheadMs = ms
    this.clock.setAhead(ms)
  }
}

/** The clocks of several processes, moved as one. */
export class Clocks extends Clock {
  constructor(private readonly all: readonly Clock[]) {
    super()
  }

  override setAhead(ms: number): void {
    super.setAhead(ms)
    for (const clock of this.all) clock.setAhead(ms)
  }
}
