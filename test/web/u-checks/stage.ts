import type { BrowserContext } from 'playwright-core'
import type { TestClock } from '#test/support/clock.js'
import { type Lang, type Words, wordsFor } from '#words/index.js'
import { become, type Cast } from './cast.js'
import { lookingContext } from './looks.js'

/** A language at a width: what somebody does is tried in several of both. */
export interface Stage {
  readonly lang: Lang
  readonly width: number
  /** Who of the cast sends their application here. */
  readonly sender: string
}

/** The cast once it stands, and what their pages did against the policy. */
export interface Playing {
  cast: Cast
  time: TestClock
  readonly violations: string[]
}

/** The public app of one stage, as a browser of that width sees it. */
export class StageView {
  readonly words: Words

  constructor(
    private readonly playing: Playing,
    readonly stage: Stage,
  ) {
    this.words = wordsFor(stage.lang)
  }

  get cast(): Cast {
    return this.playing.cast
  }

  get time(): TestClock {
    return this.playing.time
  }

  get violations(): string[] {
    return this.playing.violations
  }

  /** Address of a page. */
  at(path = ''): string {
    return `${this.cast.registration.address}/${this.stage.lang}${path}`
  }

  /** Path of a page, as an address holds it. */
  path(path: string): string {
    return `/${this.stage.lang}${path}`
  }

  open(javaScriptEnabled = true): Promise<BrowserContext> {
    const viewport = { width: this.stage.width, height: 740 }
    return lookingContext(this.cast.browser, this.violations, { javaScriptEnabled, viewport })
  }

  /** A page of somebody of the cast. */
  async pageOf(person: string, path: string) {
    const context = await this.open()
    await become(context, this.cast, person)
    const page = await context.newPage()
    await page.goto(this.at(path))
    return page
  }
}
