import { setTimeout as pause } from 'node:timers/promises'
import { Logger } from '@nestjs/common'
import pg from 'pg'
import { errorCode } from '#platform/queue/error-code.js'

const firstWaitMs = 100
const longestWaitMs = 5000

/** Wakes the worker on `NOTIFY`: a connection of its own that comes back by itself when the database does. */
export class Listener {
  private readonly log = new Logger('outbox')
  private client?: pg.Client
  private readonly over = new AbortController()
  private running?: Promise<void>

  private readonly wakes: (() => Promise<void>)[] = []

  constructor(
    private readonly databaseUrl: string,
    private readonly channel: string,
  ) {}

  /** Called for every notification, and once after each connect for what was missed meanwhile. */
  onWake(wake: () => Promise<void>): void {
    this.wakes.push(wake)
  }

  start(): void {
    this.running = this.listen()
  }

  get isConnected(): boolean {
    return this.client !== undefined
  }

  async stop(): Promise<void> {
    this.over.abort()
    // A connection that is already gone has ended too.
    await Promise.allSettled([this.client?.end()])
    await this.running
  }

  private async listen(): Promise<void> {
    let waitMs = firstWaitMs
    while (!this.over.signal.aborted) {
      try {
        await this.connected(() => {
          waitMs = firstWaitMs
        })
      } catch (error) {
        this.log.warn(`listener ${errorCode(error)}`)
      }
      // Cut short by stop(): the loop's condition ends it.
      await Promise.allSettled([pause(waitMs, undefined, { signal: this.over.signal })])
      waitMs = Math.min(waitMs * 2, longestWaitMs)
    }
  }

  /** Resolves or rejects when the connection is over. */
  private async connected(onOpen: () => void): Promise<void> {
    const client = new pg.Client({ connectionString: this.databaseUrl, keepAlive: true })
    const over = new Promise<void>((resolve) => {
      client.once('end', resolve)
      // The end follows; an error without a listener would end the process.
      client.on('error', () => undefined)
    })
    await client.connect()
    try {
      client.on('notification', () => this.wake())
      await client.query(`LISTEN ${pg.escapeIdentifier(this.channel)}`)
      this.client = client
      onOpen()
      this.wake()
      if (!this.over.signal.aborted) await over
    } finally {
      this.client = undefined
      await Promise.allSettled([client.end()])
    }
  }

  private wake(): void {
    for (const wake of this.wakes) wake().catch((error: unknown) => this.log.warn(`wake ${errorCode(error)}`))
  }
}
