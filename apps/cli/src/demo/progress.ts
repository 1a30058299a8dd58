const width = 30

/** One line that fills as the work goes on; on a screen that is no terminal, one line when it is done or ends early. */
export class Progress {
  private done = 0
  private readonly began = performance.now()

  constructor(
    private readonly what: string,
    private readonly total: number,
  ) {
    if (total > 0) this.show()
  }

  step(count = 1): void {
    this.done += count
    this.show()
  }

  /** What was done before this run is no part of its rate. */
  get perSecond(): number {
    return Math.round((this.done * 1000) / Math.max(1, performance.now() - this.began))
  }

  /** The work was stopped: what follows begins on a line of its own. */
  end(): void {
    if (this.done < this.total) process.stdout.write(process.stdout.isTTY ? '\n' : `${this.line()}\n`)
  }

  private show(): void {
    if (process.stdout.isTTY) process.stdout.write(`\r${this.line()}${this.done === this.total ? '\n' : ''}`)
    else if (this.done === this.total) process.stdout.write(`${this.line()}\n`)
  }

  private line(): string {
    const filled = this.total === 0 ? width : Math.round((this.done / this.total) * width)
    return `${'#'.repeat(filled)}${'.'.repeat(width - filled)} ${this.done}/${this.total} ${this.what}, ${this.perSecond}/s `
  }
}
