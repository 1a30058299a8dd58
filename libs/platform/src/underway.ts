/** Work that a request began and does not wait for: whoever stops the process does. It never rejects, since nobody would hear. */
export class Underway {
  private readonly works = new Set<Promise<void>>()

  add(work: Promise<void>): void {
    this.works.add(work)
    void work.then(() => this.works.delete(work))
  }

  /** Waits for all of it. */
  async settled(): Promise<void> {
    await Promise.all(this.works)
  }
}
