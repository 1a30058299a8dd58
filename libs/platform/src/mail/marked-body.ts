import { Readable } from 'node:stream'
import { Fault } from '#platform/fault.js'

/**
 * `untouched`: nobody read · `marking`: the mark is on its way · `handed`: marked, all bytes given to the connection ·
 * `lost`: another worker owns the row · `unsent`: stopped before the first byte.
 */
export type BodyStage = 'untouched' | 'marking' | 'handed' | 'lost' | 'unsent'

export interface MarkedBodyParts {
  readonly raw: Buffer
  /** Commits `handing_over`; false when the claim is no longer ours. */
  readonly mark: () => Promise<boolean>
  /** True when the server's last line was 354 and the envelope is what it should be. */
  readonly mayStart: () => boolean
}

/**
 * The message as a stream whose first read commits the mark, and only then gives bytes. In `smtp-connection` that read
 * comes after the server's 354; `mayStart` checks this each time, so a library that changes its order sends nothing
 * instead of sending unmarked.
 */
export class MarkedBody extends Readable {
  private current: BodyStage = 'untouched'
  private marking: Promise<void> = Promise.resolve()

  constructor(private readonly parts: MarkedBodyParts) {
    super()
    // Errors are the connection's to report; without a listener a late one would end the process.
    this.on('error', () => undefined)
  }

  override _read(): void {
    if (this.current !== 'untouched') return
    if (!this.parts.mayStart()) {
      this.halt('unsent', 'smtp_order_changed')
      return
    }
    this.current = 'marking'
    this.marking = this.start()
  }

  /** Waits for a mark under way and says how far the message got. No byte leaves after this. */
  async stop(): Promise<BodyStage> {
    this.destroy()
    await this.marking
    return this.current
  }

  private async start(): Promise<void> {
    const owned = await this.parts.mark().catch((cause: unknown) => this.halt('unsent', 'mark_failed', cause))
    if (this.current !== 'marking') return
    if (!owned) this.halt('lost', 'claim_lost')
    else if (this.destroyed) this.current = 'unsent'
    else {
      this.current = 'handed'
      this.push(this.parts.raw)
      this.push(null)
    }
  }

  private halt(stage: 'lost' | 'unsent', code: string, cause?: unknown): false {
    this.current = stage
    this.destroy(new Fault(code, { cause }))
    return false
  }
}
