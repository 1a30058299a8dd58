import { Injectable } from '@nestjs/common'
import { ReadOpenCall } from '#features/application/registration/open-call.js'
import type { Words } from '#words/index.js'

/** Values that questions name: the day of arrival, in the words of the page. */
export type About = Readonly<Record<string, string>>

/** What the edition puts into a form: values its questions name, and what it does not offer. */
export interface Asking {
  readonly about: About
  readonly notOffered: readonly string[]
}

@Injectable()
export class EditionWords {
  constructor(private readonly call: ReadOpenCall) {}

  async asking(words: Words): Promise<Asking> {
    const { arrivalOn = '', notOffered = [] } = (await this.call.run()) ?? {}
    return { about: { date: words.date(arrivalOn) }, notOffered }
  }
}
