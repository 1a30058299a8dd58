import { afterAll, beforeAll } from '@jest/globals'
import { TestClock } from '#test/support/clock.js'
import { openCast } from './cast.js'
import { checkForm } from './form-flows.js'
import { checkKeyboard } from './keyboard.js'
import { checkLeaving } from './leaving-flows.js'
import type { Playing, Stage } from './stage.js'

/** Everything that is done on these pages, in these languages and widths, by one cast. */
export function play(stages: readonly Stage[]): Playing {
  const playing = { violations: [] as string[] } as unknown as Playing

  beforeAll(async () => {
    playing.cast = await openCast()
    playing.time = new TestClock(playing.cast.registration.clock, playing.cast.world.database)
  }, 120_000)

  afterAll(async () => {
    await playing.time.reset()
    await playing.cast.close()
  })

  checkForm(stages, playing)
  checkKeyboard(stages, playing)
  checkLeaving(stages, playing)
  return playing
}
