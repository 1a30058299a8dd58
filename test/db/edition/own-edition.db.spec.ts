import { afterAll, beforeAll, describe, expect, it } from '@jest/globals'
import { tracks } from '#domain/application/tracks.js'
import { ReadOpenCall } from '#features/application/registration/open-call.js'
import { Clock } from '#platform/clock/clock.js'
import { sender } from '#test/support/people/sender.js'
import { practiceWorld, type World } from '#test/support/world.js'
import { anotherEdition } from './another-edition.js'

let world: World

beforeAll(async () => {
  world = await practiceWorld()
}, 30_000)

afterAll(() => world.end())

describe('somebody who applied to an edition', () => {
  it('APP-6 is asked what that one asks while the next is open', async () => {
    const person = await sender(world, 'OWN')
    const me = await person.me()
    await world.operator.query(`UPDATE app.call_window SET closes_at = app.now() - interval '1 hour'`)
    const next = await anotherEdition(world, 'next')
    await world.operator.query('INSERT INTO app.call_window (edition_id, opens_at) VALUES ($1, app.now())', [next])
    await world.operator.query(
      `INSERT INTO app.edition_form VALUES ($1, '{protection,digital_safety,advocacy,wellbeing,law,media,organising}', true), ($2, '{law}', false)`,
      [world.editionId, next],
    )
    const call = new ReadOpenCall(world.sql('app_registration'), new Clock())

    const [own, open] = [await call.of(me.editionId), await call.run()]

    expect([own?.nameNeutral, own?.isOpen, own?.notOffered]).toEqual(['Spring meeting', false, []])
    expect([open?.nameNeutral, open?.isOpen, open?.closesAt]).toEqual(['next', true, null])
    expect(open?.notOffered).toEqual(['remote', ...tracks.filter((one) => one !== 'law').map((one) => `tracks.${one}`)])
    expect(await call.of(next)).toEqual(open)
  })
})
