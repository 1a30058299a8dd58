/**
 * One hand-over at a time: from the mark to the settled row at most one mail of this process is between "begun" and
 * "known", so that its sudden end leaves at most one whose fate nobody knows. Everything before runs side by side.
 */
export class Turn {
  private last: Promise<void> = Promise.resolve()

  /** Waits until all earlier holders are done; the result gives the turn on and may be called more than once. */
  async take(): Promise<() => void> {
    const before = this.last
    let release = () => {}
    this.last = new Promise((resolve) => {
      release = resolve
    })
    await before
    return release
  }
}
