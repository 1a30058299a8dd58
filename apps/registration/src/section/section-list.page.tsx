import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { sections } from '#features/application/registration/forms/sections.js'
import { progressOf } from '#features/application/registration/unanswered.js'
import type { Draft } from '#features/application/registration/own-drafts.store.js'
import type { NotOffered } from '#platform/form/offer.js'
import { Progress } from '#ui/blocks.js'
import { type TaskItem, TaskList } from '#ui/task-list.js'
import type { Words } from '#words/index.js'
import { DraftLife } from '../code/keep-draft.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'

const tones = { not_started: undefined, started: 'now', attention: 'wrong', done: 'done' } as const

export interface SectionListProps {
  readonly words: Words
  readonly draft: Draft
  readonly me: ApplicantSession
  readonly notOffered: NotOffered
  /** Code of a refusal that sent the person here. */
  readonly notice: unknown
}

export function SectionList({ words, draft, me, notOffered, notice }: SectionListProps) {
  const paths = pathsFor(words.lang)
  const done = sections.filter(({ key }) => progressOf(draft, key, notOffered) === 'done').length
  const items = sections.map(({ key, minutes }): TaskItem => {
    const status = progressOf(draft, key, notOffered)
    return {
      id: key,
      title: words.find(`section.${key}.title`) ?? key,
      href: paths.section(key),
      state: words(`progress.${status}`),
      tone: tones[status],
      note: words('tasks_page.minutes', { minutes }),
    }
  })

  return (
    <>
      <Refused words={words} code={notice} />
      <h1>{words('tasks_page.title')}</h1>
      <p class="lead">{words('tasks_page.lead')}</p>
      <Progress
        label={words('tasks_page.progress', { done, total: sections.length })}
        done={done}
        total={sections.length}
      />
      <TaskList items={items} />
      <p>
        <a class="main" href={paths.answers}>
          {words('tasks_page.check')}
        </a>
      </p>
      <DraftLife words={words} me={me} />
    </>
  )
}
