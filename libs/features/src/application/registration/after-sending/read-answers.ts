import { Injectable } from '@nestjs/common'
import type { ApplicantSession } from '../applicant-session.js'
import type { AnswersCopy } from './own-copy.store.js'
import { OwnDrafts } from '../own-drafts.store.js'
import { type AsShown, sectionsAsRead } from './sections-as-read.js'

/** The draft as questions and answers, the safety part included: it goes to the person's own hands and nowhere else. */
@Injectable()
export class ReadAnswers {
  constructor(private readonly drafts: OwnDrafts) {}

  async run(me: ApplicantSession, shown: AsShown): Promise<AnswersCopy> {
    return sectionsAsRead(await this.drafts.open(me), shown).map(({ key, answers }) => ({
      key,
      language: shown.lang,
      answers: answers.map(({ question, lines }) => ({ question, lines })),
    }))
  }
}
