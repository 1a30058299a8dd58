import type { ComponentChildren } from 'preact'

export interface NoticeProps {
  /** `danger` for errors only. */
  readonly tone?: 'plain' | 'danger'
  readonly title?: string
  /** The notice answers what was just done, and is read out. */
  readonly isStatus?: boolean
  readonly children: ComponentChildren
}

/** A block set apart by one line at its start. */
export const Notice = ({ tone = 'plain', title, isStatus, children }: NoticeProps) => (
  <div class={tone === 'danger' ? 'notice danger' : 'notice'} role={isStatus ? 'status' : undefined}>
    {title && <h2>{title}</h2>}
    {children}
  </div>
)

export interface ReceiptProps {
  readonly title: string
  readonly lead: string
  readonly children?: ComponentChildren
}

/** The page after something was done. */
export const Receipt = ({ title, lead, children }: ReceiptProps) => (
  <div class="receipt">
    <h1>{title}</h1>
    <p class="lead">{lead}</p>
    {children}
  </div>
)

export interface ProgressProps {
  readonly label: string
  readonly done: number
  readonly total: number
}

/** How far: the sentence says it, the bar repeats it. */
export const Progress = ({ label, done, total }: ProgressProps) => (
  <p class="progress">
    <span id="progress-label">{label}</span>
    <progress aria-labelledby="progress-label" value={done} max={total} />
  </p>
)
