import type { Home, OwnTask } from '#features/application/registration/read-home.js'
import { PageForm } from '#ui/page-form.js'
import { TaskList } from '#ui/task-list.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'
import { isTicked, taskItem } from './task-item.js'

export interface TaskTextProps {
  readonly words: Words
  readonly home: Home
  readonly token: string
  readonly notice: unknown
}

export const TaskText = ({ words, home, token, notice }: TaskTextProps) => (
  <>
    <Refused words={words} code={notice} />
    <h1>{words('tasks.title')}</h1>
    <p class="lead">{words(home.tasks.length === 0 ? 'tasks.none' : 'tasks.lead')}</p>
    {home.tasks.length > 0 && (
      <TaskList
        items={home.tasks.map((task) => ({
          ...taskItem(words, task, home.now),
          act: isTicked(task) && <Tick words={words} task={task} token={token} />,
        }))}
      />
    )}
  </>
)

const Tick = ({ words, task, token }: { words: Words; task: OwnTask; token: string }) => (
  <PageForm action={pathsFor(words.lang).taskCompletion(task.id)} token={token} id={`done-${task.id}`}>
    <input type="hidden" name="version" value={task.version} />
    <button class="second">
      {words('button.done')}
      <span class="hidden">: {words.find(`task.${task.task}.title`)}</span>
    </button>
  </PageForm>
)
