import type { Lifecycle } from '../lifecycle.js'

const desk = ['travel_desk', 'coordinator', 'security_officer', 'care', 'finance', 'events', 'duty_officer'] as const
const cancel = { cancel: { to: 'cancelled', by: ['system'] } } as const

/** A task of a participation. Overdue is computed from the due day; it is not a state. */
export const taskLifecycle = {
  waiting: {
    label: 'Waiting',
    publicLabel: 'Not yet',
    holdsPlace: false,
    moves: { open: { to: 'open', by: ['system'] }, ...cancel },
  },
  open: {
    label: 'Open',
    publicLabel: 'To do',
    holdsPlace: false,
    moves: {
      complete: { to: 'done', by: ['applicant', 'system', ...desk] },
      waive: { to: 'waived', by: desk },
      wait: { to: 'waiting', by: ['system'] },
      ...cancel,
    },
  },
  done: {
    label: 'Done',
    publicLabel: 'Done',
    holdsPlace: false,
    moves: { reopen: { to: 'open', by: ['system', ...desk] } },
  },
  waived: {
    label: 'Waived',
    publicLabel: 'Not needed',
    holdsPlace: false,
    moves: { reopen: { to: 'open', by: ['system', ...desk] } },
  },
  cancelled: {
    label: 'Cancelled',
    publicLabel: 'Not needed',
    holdsPlace: false,
    moves: { revive: { to: 'waiting', by: ['system'] } },
  },
} as const satisfies Lifecycle
export type TaskState = keyof typeof taskLifecycle
