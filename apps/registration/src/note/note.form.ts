import { type NoteTopic, noteTopicNames } from '#domain/message/note-topics.js'
import { Field } from '#platform/form/section.js'

export const noteLimit = 1500

export class NoteForm {
  @Field({ control: 'radio', options: noteTopicNames })
  topic!: NoteTopic

  @Field({ control: 'textarea', limit: noteLimit })
  text!: string
}
