import type { Home } from '#features/application/registration/read-home.js'
import { PageForm } from '#ui/page-form.js'
import type { WordKey, Words } from '#words/index.js'
import type { Reply } from '../home/possible-acts.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface ReplyProps {
  readonly words: Words
  readonly home: Home
  readonly ways: readonly Reply[]
  readonly notice: unknown
  readonly token: string
}

const buttons: Readonly<Record<Reply, WordKey>> = {
  confirm: 'reply.yes',
  decline: 'reply.no',
  take_back: 'reply.take_back',
  give_back: 'reply.give_back',
}

export const ReplyText = ({ words, home, ways, notice, token }: ReplyProps) => (
  <>
    <Refused words={words} code={notice} />
    <h1>{words('reply.title')}</h1>
    {ways.includes('confirm') && <Offer words={words} home={home} />}
    {ways.includes('take_back') && home.takeBackUntil && (
      <p>{words('reply.declined', { deadline: words.instant(home.takeBackUntil, home.zone) })}</p>
    )}
    {ways.includes('give_back') && <p>{words('reply.give_back_text')}</p>}
    {ways.map((reply) => (
      <PageForm key={reply} id={reply} action={pathsFor(words.lang).reply} token={token}>
        <input type="hidden" name="answer" value={reply} />
        <div class="buttons">
          <button class={reply === 'decline' || reply === 'give_back' ? 'second' : 'main'}>
            {words(buttons[reply])}
          </button>
        </div>
      </PageForm>
    ))}
  </>
)

function Offer({ words, home }: { readonly words: Words; readonly home: Home }) {
  const isLate = home.deadlineAt !== null && home.now > home.deadlineAt

  return (
    <>
      {home.deadlineAt && (
        <p class="lead">{words('reply.lead', { deadline: words.instant(home.deadlineAt, home.zone) })}</p>
      )}
      {home.zone === 'UTC' && <p class="hint">{words('reply.deadline_utc')}</p>}
      {isLate && <p>{words('reply.late')}</p>}
      <h2>{words('reply.question')}</h2>
      <p>{words('reply.yes_next')}</p>
      <p>{words('reply.no_next')}</p>
    </>
  )
}
