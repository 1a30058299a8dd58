import type { ComponentChildren } from 'preact'

export interface TaskItem {
  readonly id: string
  readonly title: string
  /** Absent while there is nothing to open. */
  readonly href?: string
  readonly text?: string
  /** State in words. */
  readonly state: string
  /** Sets the state apart: `now` is to do, `done` is finished, `wrong` needs attention. */
  readonly tone?: 'now' | 'done' | 'wrong'
  /** Due day, or minutes it takes. */
  readonly note?: string
  /** What can be done about it on the spot. */
  readonly act?: ComponentChildren
}

/** Parts of the form, or tasks of a delegate, each with its state in words. */
export const TaskList = ({ items }: { readonly items: readonly TaskItem[] }) => (
  <ul class="tasks">
    {items.map(({ id, title, href, text, state, tone, note, act }) => (
      <li key={id} class={tone}>
        <div>
          {href ? <a href={href}>{title}</a> : <span class="title">{title}</span>}
          {text && <p>{text}</p>}
          {note && <p class="hint">{note}</p>}
          {act}
        </div>
        <span class="state">{state}</span>
      </li>
    ))}
  </ul>
)
