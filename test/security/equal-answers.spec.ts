import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { newAccessCode } from '#platform/vault/access.js'
import { begin, type ProxiedRegistration, startBehindProxy } from '#test/support/web/registration.js'
import { practiceWorld, type World } from '#test/support/world.js'
import { compare } from './equal/compare.js'
import { questionsOf } from './equal/questions.js'

const pairs = 200
let world: World
let registration: ProxiedRegistration

beforeAll(async () => {
  world = await practiceWorld()
  registration = await startBehindProxy(world)
}, 30_000)

afterAll(async () => {
  await registration.close()
  await world.end()
})

describe('what the public app says of what exists', () => {
  it(`is, over ${pairs} pairs, what it says of what does not: erased codes, foreign ids, links that are over`, async () => {
    const ground = { world, registration }
    const questions = await questionsOf(ground)
    const each = Math.ceil(pairs / questions.length)

    const found = []
    for (const question of questions) found.push(await compare(ground, question, each))

    expect(found.map(({ name, different }) => ({ name, different }))).toEqual(
      questions.map(({ name }) => ({ name, different: [] })),
    )
    expect(questions.map(({ name }) => name)).toEqual(
      expect.arrayContaining(['POST /:lang/messages/:id/removal', 'POST /api/v1/links', 'POST /api/v1/links/renewal']),
    )
  }, 120_000)

  it('would be seen to differ', async () => {
    const code = await begin(registration.visitor())
    const telling = {
      name: 'a code that opens a file',
      names: async () => ({ known: code, unknown: newAccessCode() }),
      ask: (client: ReturnType<typeof registration.visitor>, name: string) =>
        client.post('/en/sign-in', { code: name }),
      isTimed: true,
    }

    const { different } = await compare({ world, registration }, telling, 1)

    expect(different[0]).toMatch(/^\[303,.*\[422,/)
  })
})
