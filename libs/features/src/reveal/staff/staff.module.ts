import { Module } from '@nestjs/common'
import { StepUpWindow } from '#features/staff/index.orm.js'
import { AnswerReveal } from './answer-reveal.js'
import { AskReveal } from './ask-reveal.js'
import { ListReveals } from './list-reveals.js'
import { ReadReveal } from './read-reveal.js'

const useCases = [AnswerReveal, AskReveal, ListReveals, ReadReveal]

/** One compartment of one file, opened to one person for an hour. */
@Module({ providers: [...useCases, StepUpWindow], exports: useCases })
export class RevealStaffModule {}
