import { attackByGuessing } from './guesses.js'
import { attackWithStorms } from './storms.js'
import { attackByTiming } from './timing.js'

/** The long attacks on the public app, each with its figures: so many pairs of each question. True when every promise held. */
export async function attackPublicApp(pairs: number): Promise<boolean> {
  const held = [
    await attackWithStorms(10_000, Date.now() % 1_000_000),
    await attackByTiming(pairs),
    await attackByGuessing(100_000),
  ]
  return held.every(Boolean)
}
