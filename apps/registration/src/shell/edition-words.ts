import { Injectable } from '@nestjs/common'
import { ReadOpenCall } from '#features/application/registration/open-call.js'
import type { Words } from '#words/index.js'

/** Values that questions name: the day of arrival, in the words of the page. */
export type About = Readonly<Record<string, string>>

@Injectable()
export class EditionWords {
  constructor(private readonly call: ReadOpenCall) {}

  async about(words: Words): Promise<About> {
    const call = await this.call.run()
    return { date: words.date(call?.arrivalOn ?? '') }
  }
}
