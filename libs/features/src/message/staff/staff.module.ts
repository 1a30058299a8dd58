import { Module } from '@nestjs/common'
import { AnswerNote } from './answer-note.js'
import { ReadNotes } from './read-notes.js'

const useCases = [AnswerNote, ReadNotes]

/** What staff may do with notes. Needs `Database`, `Keyring`, `Directory` and `Audit`, provided globally by the app. */
@Module({ providers: useCases, exports: useCases })
export class MessageStaffModule {}
