import { attackByGuessing } from './guesses.js'
import { attackWithStorms } from './storms.js'
import { attackByTiming } from './timing.js'

/** The long attacks on the public app, each with its figures. True when every promise held. */
export async function attackPublicApp(): Promise<boolean> {
  const held = [
    await attackWithStorms(10_000, Date.now() % 1_000_000),
    await attackByTiming(2000),
    await attackByGuessing(100_000),
  ]
  return held.every(Boolean)
}
