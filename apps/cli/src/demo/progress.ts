const width = 30

/** One line that fills as the work goes on; on a screen that is no terminal, one line when it is done. */
export class Progress {
  private done = 0

  constructor(
    private readonly what: string,
    private readonly total: number,
  ) {
    this.show()
  }

  step(): void {
    this.done += 1
    this.show()
  }

  private show(): void {
    const filled = this.total === 0 ? width : Math.round((this.done / this.total) * width)
    const line = `${'#'.repeat(filled)}${'.'.repeat(width - filled)} ${this.done}/${this.total} ${this.what}`
    if (process.stdout.isTTY) process.stdout.write(`\r${line}${this.done === this.total ? '\n' : ''}`)
    else if (this.done === this.total) process.stdout.write(`${line}\n`)
  }
}
