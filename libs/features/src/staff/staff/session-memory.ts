import { Injectable } from '@nestjs/common'
import { Clock } from '#platform/clock/clock.js'
import type { StaffActor } from './staff-actor.js'

const idleMs = 30 * 60_000

/** What sessions hold of one kind, each for itself alone. */
export class SessionHold<T> {
  private readonly held = new Map<string, { usedAtMs: number; readonly value: T }>()

  constructor(
    private readonly clock: Pick<Clock, 'now'>,
    private readonly begin: () => T,
  ) {}

  /** What this session holds, begun now where it holds nothing. */
  of(actor: StaffActor): T {
    const nowMs = this.clock.now().getTime()
    for (const [key, { usedAtMs }] of this.held) if (Math.abs(nowMs - usedAtMs) > idleMs) this.held.delete(key)
    const own = this.held.get(keyOf(actor)) ?? { usedAtMs: nowMs, value: this.begin() }
    own.usedAtMs = nowMs
    this.held.set(keyOf(actor), own)
    return own.value
  }

  /** The same without using it; undefined where it holds nothing. */
  peek(actor: StaffActor): T | undefined {
    return this.held.get(keyOf(actor))?.value
  }

  forget(actor: StaffActor): void {
    this.held.delete(keyOf(actor))
  }
}

/**
 * What live sessions opened, in this process's memory: gone when a session signs out, or half an hour after it last used it.
 * Whatever keeps opened records keeps them here, so that no sign-out leaves some of them behind.
 */
@Injectable()
export class SessionMemory {
  private readonly holds: SessionHold<unknown>[] = []

  constructor(private readonly clock: Clock) {}

  /** Room for one kind of thing, made of nothing by `begin`. */
  hold<T>(begin: () => T): SessionHold<T> {
    const hold = new SessionHold(this.clock, begin)
    this.holds.push(hold)
    return hold
  }

  /** The session is over: nothing it opened stays in memory. */
  forget(actor: StaffActor): void {
    for (const hold of this.holds) hold.forget(actor)
  }
}

const keyOf = ({ session }: StaffActor): string => session.hash.toString('hex')
