import { Injectable } from '@nestjs/common'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { ReadOpenCall } from '#features/application/registration/open-call.js'
import type { NotOffered } from '#platform/form/offer.js'
import type { Words } from '#words/index.js'

/** Values that questions name: the day of arrival, in the words of the page. */
export type About = Readonly<Record<string, string>>

/** What the edition puts into a form: values its questions name, and what it does not offer. */
export interface Asking {
  readonly about: About
  readonly notOffered: NotOffered
}

@Injectable()
export class EditionWords {
  constructor(private readonly call: ReadOpenCall) {}

  /** Of the edition the person applies to. */
  async asking(words: Words, me: ApplicantSession): Promise<Asking> {
    const { arrivalOn = '', notOffered = [] } = (await this.call.of(me.editionId)) ?? {}
    return { about: { date: words.date(arrivalOn) }, notOffered }
  }
}
