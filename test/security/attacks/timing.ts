import { practiceWorld } from '#test/support/world.js'
import { startBehindProxy } from '#test/support/web/registration.js'
import { compare, type Comparison } from '../equal/compare.js'
import { questionsOf } from '../equal/questions.js'

const isEqual = ({ different, gap, p }: Comparison, isTimed: boolean): boolean =>
  different.length === 0 && (!isTimed || (gap < 0.05 && p > 0.01))

const shown = ({ name, pairs, different, gap, p }: Comparison, isTimed: boolean): string =>
  `${name}: ${pairs} pairs, ${different.length} differ${isTimed ? `, median gap ${(gap * 100).toFixed(2)} %, p ${p.toFixed(3)}` : ''}`

function printDifferences({ different }: Comparison): void {
  for (const line of different.slice(0, 3)) console.log(`  ${line}`)
}

/** Promise 9: answers about what exists and what does not, by bytes and by time. True when nothing tells them apart. */
export async function attackByTiming(pairs: number): Promise<boolean> {
  const world = await practiceWorld()
  const registration = await startBehindProxy(world)
  const ground = { world, registration }
  let isHeld = true
  try {
    for (const question of await questionsOf(ground)) {
      await compare(ground, question, 50)
      let result = await compare(ground, question, pairs)
      console.log(shown(result, question.isTimed))
      // One run in a hundred falls below 0.01 by chance alone; two in a row are no chance.
      if (!isEqual(result, question.isTimed)) {
        printDifferences(result)
        result = await compare(ground, question, pairs)
        console.log(`again, ${shown(result, question.isTimed)}`)
      }
      printDifferences(result)
      isHeld &&= isEqual(result, question.isTimed)
    }
    return isHeld
  } finally {
    await registration.close()
    await world.end()
  }
}
