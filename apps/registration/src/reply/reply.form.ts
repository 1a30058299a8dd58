import { Fault } from '#platform/fault.js'
import { Field } from '#platform/form/section.js'
import { isReply, replies, type Reply } from '../home/possible-acts.js'

export class ReplyForm {
  @Field({ control: 'radio', options: replies })
  answer!: string
}

/** Fault `malformed_form` for anything but one of the answers: the page sends nothing else. */
export function replyOf({ answer }: { readonly answer?: string }): Reply {
  if (!isReply(answer)) throw new Fault('malformed_form')
  return answer
}
