import type { Lang } from '#words/index.js'

/** Where invented people come from: names are common ones put together at random, each in its own script. */
export interface Origin {
  readonly country: string
  readonly zone: string
  /** Language of the pages they use. */
  readonly pages: Lang
  /** Language they write in. */
  readonly answers: string
  readonly given: readonly string[]
  readonly family: readonly string[]
  readonly summary: string
  readonly example: string
  readonly why: string
}
