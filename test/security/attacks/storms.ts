import { practiceWorld } from '#test/support/world.js'
import { startRegistration } from '#test/support/web/registration.js'
import { type Storm, targetOn } from '../fuzz/run.js'

const calm = ({ failed, slow, injections, leaks, untouched, isAlive, peakMib }: Storm): boolean =>
  [failed, slow, injections, leaks, untouched].every((list) => list.length === 0) && isAlive && peakMib < 512

/** Attacks 4 to 7 and 10: unfit requests over every route in every state. True when all were answered calmly. */
export async function attackWithStorms(requests: number, seed: number): Promise<boolean> {
  const world = await practiceWorld()
  const registration = await startRegistration(world)
  const target = await targetOn(world, registration)
  try {
    const result = await target.storm({ requests, seed })
    const { seconds, statuses, slowestMs, peakMib, failed, slow, injections, leaks, untouched } = result
    const over = Object.entries(statuses).map(([status, count]) => `${status}: ${count}`)
    console.log(
      `${requests} unfit requests (seed ${seed}) in ${Math.round(seconds)} s: ${failed.length} failed, ${slow.length} over 1 s`,
    )
    console.log(`slowest ${slowestMs} ms, peak memory ${peakMib} MiB, ${leaks.length} lines of log with a word of them`)
    console.log(over.join(', '))
    for (const line of [...failed, ...slow, ...injections, ...leaks, ...untouched]) console.log(`  ${line}`)
    return calm(result)
  } finally {
    await target.stop()
    await registration.close()
    await world.end()
  }
}
