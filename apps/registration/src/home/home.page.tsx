import type { Replacing } from '#features/application/registration/after-sending/read-replacing.js'
import { replaceableNow } from '#features/application/registration/after-sending/replaceable.js'
import type { Home } from '#features/application/registration/read-home.js'
import type { OwnReferee } from '#features/reference/registration/own-referees.js'
import { Notice } from '#ui/blocks.js'
import { TaskList } from '#ui/task-list.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Inbox } from '../message/inbox.js'
import { RefereeList } from '../referee/referee-list.js'
import { Question } from '../question/question.js'
import { Refused } from '../shell/notice.js'
import { openTasks, taskItem } from '../task/task-item.js'
import { Signal, Standing } from './beside-state.js'
import { mayLeave, replyWays } from './possible-acts.js'

export interface HomeProps {
  readonly words: Words
  readonly home: Home
  readonly referees: readonly OwnReferee[]
  readonly file: Replacing
  /** ISO date by which to look in again; null where something else says what comes. */
  readonly lookIn: string | null
  /** Code of a refusal that sent the person back here. */
  readonly notice: unknown
  readonly token: string
}

export const HomeText = ({ words, home, file, referees, lookIn, notice, token }: HomeProps) => (
  <>
    <Refused words={words} code={notice} />
    <h1>{words('home.title')}</h1>
    <p>{words('home.case_number', { number: home.caseNumber })}</p>
    <h2>{words('home.state_title')}</h2>
    <State words={words} home={home} />
    <Standing words={words} home={home} token={token} />
    {lookIn !== null && <p>{words('home.look_in', { date: words.date(lookIn) })}</p>}
    <h2>{words('home.next_title')}</h2>
    <ToDo words={words} home={home} file={file} token={token} />
    {home.visa && <Visa words={words} visa={home.visa} />}
    <RefereeList words={words} referees={referees} />
    <h2>{words('home.messages_title')}</h2>
    <Inbox words={words} messages={home.messages} token={token} />
    <Acts words={words} home={home} file={file} />
    <Signal words={words} token={token} />
  </>
)

interface Part {
  readonly words: Words
  readonly home: Home
}

/** Public label of the state; an answer is due at an instant shown in the person's own zone. */
function State({ words, home }: Part) {
  const date = home.deadlineAt ? words.instant(home.deadlineAt, home.zone) : ''

  return (
    <Notice title={words.find(`state.${home.state}`, { date })}>
      <p>{words.find(`state_text.${home.state}`)}</p>
      {home.wording !== '' && <p>{words.find(`decision.wording.${home.wording}`)}</p>}
    </Notice>
  )
}

function ToDo({ words, home, file, token }: Pick<HomeProps, 'words' | 'home' | 'file' | 'token'>) {
  const paths = pathsFor(words.lang)
  const tasks = openTasks(home.tasks).map((task) => taskItem(words, task, home.now))
  const mustReply = replyWays(home).includes('confirm')
  if (home.state === 'more_info') {
    const message = home.messages.find(({ kind }) => kind === 'question_waiting')
    return <Question words={words} file={file} message={message} token={token} />
  }
  // Only a delegate has travel papers, and with them tasks that come one by one.
  const isDelegate = home.identityVersion !== null
  if (home.isAsked) {
    return (
      <p>
        <a class="main" href={paths.waitlist}>
          {words('waitlist_page.interest_title')}
        </a>
      </p>
    )
  }
  if (!mustReply && tasks.length === 0) return <p>{words(isDelegate ? 'home.ours' : 'home.nothing_to_do')}</p>

  return (
    <>
      {mustReply && (
        <p>
          <a class="main" href={paths.reply}>
            {words('home.reply')}
          </a>
        </p>
      )}
      {tasks.length > 0 && <TaskList items={tasks} />}
      {tasks.length > 0 && (
        <p>
          <a href={paths.tasks}>{words('home.tasks_title')}</a>
        </p>
      )}
    </>
  )
}

const days = ['earliest', 'safe', 'legal'] as const

function Visa({ words, visa }: { readonly words: Words; readonly visa: NonNullable<Home['visa']> }) {
  const dates = { earliest: visa.earliestOn, safe: visa.safeOn, legal: visa.legalOn }

  return (
    <>
      <h2>{words('visa.title')}</h2>
      <p>{words.find(`visa.path.${visa.path}`) ?? words('visa.path.waiting')}</p>
      <dl class="dates">
        {days.map((day) => {
          const date = dates[day]
          return date === null ? null : (
            <div key={day}>
              <dt>{words(`visa.${day}`)}</dt>
              <dd>{words.date(date)}</dd>
            </div>
          )
        })}
      </dl>
    </>
  )
}

function Acts({ words, home, file }: Pick<HomeProps, 'words' | 'home' | 'file'>) {
  const paths = pathsFor(words.lang)
  const ways = replyWays(home)
  const links = [
    ...(home.identityVersion === null ? [] : [{ href: paths.travelPapers, text: words('identity.title') }]),
    ...(ways.includes('take_back') ? [{ href: paths.reply, text: words('reply.take_back') }] : []),
    ...(ways.includes('give_back') ? [{ href: paths.reply, text: words('reply.give_back') }] : []),
    ...(home.isAsked === null ? [] : [{ href: paths.waitlist, text: words('waitlist_page.title') }]),
    ...(replaceableNow(file).length > 0 ? [{ href: paths.replacement, text: words('home.replace') }] : []),
    ...(file.copy !== null ? [{ href: paths.copy, text: words('home.copy') }] : []),
    { href: paths.note, text: words('home.write') },
    { href: paths.preferences, text: words('shell.preferences') },
    { href: paths.consents, text: words('home.consents') },
    { href: paths.newCode, text: words('home.new_code') },
    { href: paths.pause, text: words('pause_page.title') },
    ...(mayLeave(home.state) ? [{ href: paths.withdrawal, text: words('home.withdraw') }] : []),
  ]

  return (
    <>
      <h2>{words('home.actions_title')}</h2>
      <ul>
        {links.map(({ href, text }) => (
          <li key={text}>
            <a href={href}>{text}</a>
          </li>
        ))}
      </ul>
    </>
  )
}
