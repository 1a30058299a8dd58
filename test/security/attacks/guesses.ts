import { newAccessCode } from '#platform/vault/access.js'
import { practiceWorld } from '#test/support/world.js'
import { begin, startBehindProxy } from '#test/support/web/registration.js'

const networks = 40
const atOnce = 20
const ownerEvery = 10_000

/** Attack 25: guessed codes from many networks at once, while owners of real ones sign in from elsewhere now and then. */
export async function attackByGuessing(guesses: number): Promise<boolean> {
  const world = await practiceWorld()
  const registration = await startBehindProxy(world)
  const counted: Record<number, number> = {}
  const owner = { asked: 0, letIn: 0 }
  try {
    // One each: a code may be typed five times in a minute, and this is over sooner.
    const codes: string[] = []
    for (let nth = 0; nth < guesses; nth += ownerEvery) codes.push(await begin(registration.visitorFrom('192.0.2.1')))
    const began = Date.now()
    const guess = async (nth: number): Promise<void> => {
      const client = registration.visitorFrom(`10.0.${nth % networks}.1`)
      const body = { code: newAccessCode() }
      const answer = await (nth % 2 === 0
        ? client.post('/en/sign-in', body)
        : client.json('POST', '/api/v1/sessions', body))
      counted[answer.status] = (counted[answer.status] ?? 0) + 1
    }
    for (let nth = 0; nth < guesses; nth += atOnce) {
      await Promise.all(Array.from({ length: atOnce }, (_, i) => guess(nth + i)))
      if (nth % ownerEvery !== 0) continue
      owner.asked += 1
      const code = codes.pop() ?? ''
      const { status } = await registration.visitorFrom('192.0.2.1').post('/en/sign-in', { code })
      if (status === 303) owner.letIn += 1
    }
    const { 429: slowed = 0, 422: onPages = 0, 401: onApi = 0, 303: onPage = 0, 201: token = 0, ...others } = counted
    const seconds = Math.round((Date.now() - began) / 1000)
    const allowed = networks * (120 + 2 * (seconds + 1))
    const opened = onPage + token
    console.log(
      `${guesses} guessed codes from ${networks} networks in ${seconds} s: ${opened} opened anything, ${slowed} turned away by the limit`,
    )
    console.log(
      `looked up ${onPages + onApi} of ${allowed} allowed; owners were let in ${owner.letIn} of ${owner.asked} times`,
    )
    for (const [status, count] of Object.entries(others)) console.log(`  answered ${status}: ${count}`)
    return opened === 0 && Object.keys(others).length === 0 && onPages + onApi <= allowed && owner.letIn === owner.asked
  } finally {
    await registration.close()
    await world.end()
  }
}
