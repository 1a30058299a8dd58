import { describe, expect, it } from '@jest/globals'
import { Clock } from '#platform/clock/clock.js'
import { SessionMemory } from './session-memory.js'
import type { StaffActor } from './staff-actor.js'

const actorOf = (name: string) => ({ session: { hash: Buffer.from(name) } }) as unknown as StaffActor
const minutes = (count: number) => count * 60_000
const [one, other] = [actorOf('one'), actorOf('other')]

describe('what sessions opened', () => {
  it('is each one’s own, and gone half an hour after its last use', () => {
    const clock = new Clock()
    const hold = new SessionMemory(clock).hold<string[]>(() => [])

    hold.of(one).push('opened')
    clock.setAhead(minutes(25))
    expect([hold.of(one), hold.of(other), hold.peek(actorOf('nobody'))]).toEqual([['opened'], [], undefined])

    clock.setAhead(minutes(50))
    hold.of(one)
    clock.setAhead(minutes(81))
    hold.of(other)
    expect([hold.peek(one), hold.peek(other)]).toEqual([undefined, []])
  })

  it('of every kind is gone with the session, and nobody else’s', () => {
    const memory = new SessionMemory(new Clock())
    const [records, candidates] = [memory.hold(() => 'records'), memory.hold(() => 'candidates')]
    for (const hold of [records, candidates]) for (const actor of [one, other]) hold.of(actor)

    memory.forget(one)

    expect([records, candidates].map((hold) => [hold.peek(one), hold.peek(other)])).toEqual([
      [undefined, 'records'],
      [undefined, 'candidates'],
    ])
  })
})
