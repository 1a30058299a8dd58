import type { Lifecycle } from '../lifecycle.js'

const leave = {
  go_remote: { to: 'remote', by: ['travel_desk'] },
  stop: { to: 'stopped', by: ['travel_desk', 'security_officer', 'system'] },
} as const
const close = { close: { to: 'closed', by: ['system'] } } as const

/** One journey for each participation; `preparing` to `arrived` hold place, room and budget. */
export const journeyLifecycle = {
  preparing: {
    label: 'Preparing',
    publicLabel: 'Getting ready',
    holdsPlace: true,
    moves: { get_ready: { to: 'ready', by: ['travel_desk'] }, ...leave },
  },
  ready: {
    label: 'Ready to travel',
    publicLabel: 'Ready',
    holdsPlace: true,
    moves: {
      set_out: { to: 'under_way', by: ['travel_desk', 'applicant', 'duty_officer'] },
      prepare_again: { to: 'preparing', by: ['travel_desk'] },
      ...leave,
    },
  },
  under_way: {
    label: 'On the way',
    publicLabel: 'On the way',
    holdsPlace: true,
    moves: {
      arrive: { to: 'arrived', by: ['applicant', 'duty_officer'] },
      miss: { to: 'no_show', by: ['duty_officer'] },
      stop: leave.stop,
    },
  },
  arrived: {
    label: 'At hotel',
    publicLabel: 'Arrived',
    holdsPlace: true,
    moves: { depart: { to: 'departed', by: ['duty_officer'] } },
  },
  departed: {
    label: 'Going home',
    publicLabel: 'On the way home',
    holdsPlace: false,
    moves: {
      come_home: { to: 'home', by: ['applicant', 'duty_officer'] },
      fall_silent: { to: 'silent', by: ['duty_officer', 'system'] },
    },
  },
  silent: {
    label: 'No message yet',
    publicLabel: 'On the way home',
    holdsPlace: false,
    moves: { come_home: { to: 'home', by: ['applicant', 'duty_officer'] } },
  },
  home: { label: 'Home', publicLabel: 'Home', holdsPlace: false, moves: close },
  remote: { label: 'Remote', publicLabel: 'Taking part from afar', holdsPlace: false, moves: close },
  no_show: { label: 'Did not come', publicLabel: 'Over', holdsPlace: false, moves: close },
  stopped: { label: 'Stopped', publicLabel: 'Over', holdsPlace: false, moves: close },
  closed: { label: 'Closed', publicLabel: 'Over', holdsPlace: false, moves: {} },
} as const satisfies Lifecycle
