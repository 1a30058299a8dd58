import type { WebAnswer } from '#test/support/web/client.js'
import { Dice } from '../fuzz/dice.js'
import type { Ground, Question } from './questions.js'
import { median, rankTest } from './rank.js'

/** How answers about what exists and what does not compare. */
export interface Comparison {
  readonly name: string
  readonly pairs: number
  /** Pairs whose answers differ in status, headers or bytes, the beginnings of both. */
  readonly different: readonly string[]
  /** Share by which the medians of the waits differ. */
  readonly gap: number
  /** How likely chance alone would rank the waits so. */
  readonly p: number
}

/** All that is seen of an answer, but for the name asked about, which some pages show again. */
const seen = ({ status, headers, text }: WebAnswer, name: string): string => {
  const { date: _, ...rest } = headers
  return JSON.stringify([status, rest, text]).replaceAll(name, '<name>')
}

let networks = 0
const nextNetwork = (): string => {
  networks += 1
  return `10.${Math.floor(networks / 250) % 250}.${networks % 250}.9`
}

/** Asks in pairs, the order within each drawn, every question from a network of its own. */
export async function compare(ground: Ground, question: Question, pairs: number): Promise<Comparison> {
  const dice = new Dice(pairs)
  const waits = { known: [] as number[], unknown: [] as number[] }
  const different: string[] = []
  for (let nth = 0; nth < pairs; nth += 1) {
    const names = await question.names(nth)
    const texts: Partial<Record<keyof typeof waits, string>> = {}
    const order = dice.chance(0.5) ? (['known', 'unknown'] as const) : (['unknown', 'known'] as const)
    for (const which of order) {
      const client = ground.registration.visitorFrom(nextNetwork())
      const began = performance.now()
      const answer = await question.ask(client, names[which], nth)
      waits[which].push(performance.now() - began)
      texts[which] = seen(answer, names[which])
    }
    if (texts.known !== texts.unknown) different.push(`${texts.known?.slice(0, 200)} | ${texts.unknown?.slice(0, 200)}`)
  }
  const [known, unknown] = [median(waits.known), median(waits.unknown)]

  return {
    name: question.name,
    pairs,
    different,
    gap: Math.abs(known - unknown) / Math.min(known, unknown),
    p: rankTest(waits.known, waits.unknown),
  }
}
