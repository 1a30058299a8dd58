/** The only source of time for use-cases. Tests move it; SQL has `app.now()`, moved by the same test support. */
export class Clock {
  private aheadMs = 0

  now(): Date {
    return new Date(Date.now() + this.aheadMs)
  }

  /** Tests and demonstrations only: how far this process's time runs ahead of the machine's, in milliseconds. */
  setAhead(ms: number): void {
    this.aheadMs = ms
  }
}
