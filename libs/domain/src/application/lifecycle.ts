import type { Lifecycle } from '../lifecycle.js'

const withdraw = { to: 'withdrawn', by: ['applicant', 'coordinator'], message: 'receipt' } as const
const erase = { to: 'erased', by: ['system', 'applicant'] } as const
const releaseReject = {
  to: 'rejected',
  by: ['board'],
  restrictedBy: ['vetting_lead'],
  second: true,
  message: 'answer_waiting',
} as const
const reopen = { to: 'screening', by: ['coordinator'], second: true, reason: true } as const

/** States and moves of an application. Anything not listed is refused with `move_not_allowed`. */
export const applicationLifecycle = {
  draft: {
    label: 'Draft',
    publicLabel: 'Not sent yet',
    holdsPlace: false,
    moves: {
      submit: { to: 'submitted', by: ['applicant', 'proxy'], message: 'receipt' },
      discard: { to: 'erased', by: ['applicant', 'system'] },
    },
  },
  submitted: {
    label: 'New',
    publicLabel: 'Received',
    holdsPlace: false,
    moves: { open_screening: { to: 'screening', by: ['coordinator', 'system'] }, withdraw },
  },
  screening: {
    label: 'Screening',
    publicLabel: 'Received',
    holdsPlace: false,
    moves: {
      ask: { to: 'more_info', by: ['coordinator', 'vetting_lead'], message: 'question_waiting' },
      pass: { to: 'in_review', by: ['coordinator'] },
      not_eligible: {
        to: 'rejected',
        by: ['coordinator'],
        restrictedBy: ['vetting_lead'],
        second: true,
        message: 'answer_waiting',
      },
      withdraw,
    },
  },
  more_info: {
    label: 'Waiting for applicant',
    publicLabel: 'We asked you something',
    holdsPlace: false,
    moves: { answer: { to: 'previous', by: ['applicant', 'system'] }, withdraw },
  },
  in_review: {
    label: 'In review',
    publicLabel: 'Being read',
    holdsPlace: false,
    moves: { shortlist: { to: 'vetting', by: ['coordinator'] }, release_reject: releaseReject, withdraw },
  },
  vetting: {
    label: 'Vetting',
    publicLabel: 'Being read',
    holdsPlace: false,
    moves: {
      ask: { to: 'more_info', by: ['vetting_lead'], message: 'question_waiting' },
      clear: { to: 'board', by: ['vetting_lead'], second: true },
      send_back: { to: 'in_review', by: ['vetting_lead', 'board'] },
      release_reject: releaseReject,
      withdraw,
    },
  },
  board: {
    label: 'Ready for the board',
    publicLabel: 'Being read',
    holdsPlace: false,
    moves: {
      release_invite: { to: 'invited', by: ['board'], second: true, message: 'answer_waiting' },
      release_waitlist: { to: 'waitlisted', by: ['board'], second: true, message: 'answer_waiting' },
      release_reject: releaseReject,
      send_back: { to: 'in_review', by: ['vetting_lead', 'board'] },
      withdraw,
    },
  },
  waitlisted: {
    label: 'Waitlist',
    publicLabel: 'On the waitlist',
    holdsPlace: false,
    moves: {
      promote: { to: 'invited', by: ['coordinator', 'system'], message: 'answer_waiting' },
      promote_other: { to: 'invited', by: ['coordinator'], second: true, message: 'answer_waiting' },
      promote_late: {
        to: 'invited',
        by: ['coordinator'],
        proposedBy: ['travel_desk'],
        second: true,
        message: 'answer_waiting',
        reason: true,
      },
      release_reject: releaseReject,
      revoke_before_answer: {
        to: 'board',
        by: ['board'],
        restrictedBy: ['vetting_lead'],
        second: true,
        reason: true,
      },
      withdraw,
    },
  },
  invited: {
    label: 'Invited, answer open',
    publicLabel: 'You are invited: please answer by {date}',
    holdsPlace: true,
    moves: {
      confirm: { to: 'confirmed', by: ['applicant'], message: 'place_confirmed' },
      decline: { to: 'declined', by: ['applicant'] },
      expire: { to: 'expired', by: ['system'], message: 'time_passed' },
      revoke_before_answer: {
        to: 'board',
        by: ['board'],
        unreachedBy: ['coordinator'],
        restrictedBy: ['vetting_lead'],
        second: true,
        reason: true,
      },
      withdraw,
    },
  },
  confirmed: {
    label: 'Confirmed',
    publicLabel: 'You have a place',
    holdsPlace: true,
    moves: {
      give_back: { to: 'declined', by: ['applicant', 'coordinator'] },
      unconfirm: { to: 'invited', by: ['coordinator'], reason: true },
      cancel: {
        to: 'cancelled',
        by: ['board'],
        restrictedBy: ['vetting_lead'],
        second: true,
        reason: true,
      },
      erase,
      withdraw,
    },
  },
  declined: {
    label: 'Declined by person',
    publicLabel: 'You said no',
    holdsPlace: false,
    moves: { take_back: { to: 'invited', by: ['applicant'] }, erase },
  },
  expired: {
    label: 'No answer in time',
    publicLabel: 'The answer time has passed',
    holdsPlace: false,
    moves: {
      requeue: { to: 'waitlisted', by: ['coordinator'], message: 'answer_waiting' },
      reinstate: { to: 'invited', by: ['coordinator'], second: true, message: 'answer_waiting', reason: true },
      erase,
    },
  },
  rejected: {
    label: 'Not selected',
    publicLabel: 'Not selected this time',
    holdsPlace: false,
    moves: { reopen, erase },
  },
  withdrawn: {
    label: 'Withdrawn by person',
    publicLabel: 'You withdrew',
    holdsPlace: false,
    moves: { undo_withdraw: { to: 'previous', by: ['coordinator'], second: true }, reopen, erase },
  },
  cancelled: {
    label: 'Cancelled by us',
    publicLabel: 'Please contact us',
    holdsPlace: false,
    moves: { erase },
  },
  erased: { label: 'Erased', publicLabel: 'Unknown code', holdsPlace: false, moves: {} },
} as const satisfies Lifecycle

export type ApplicationState = keyof typeof applicationLifecycle

/** Every move name of the table. */
export type ApplicationMove = {
  [S in ApplicationState]: keyof (typeof applicationLifecycle)[S]['moves']
}[ApplicationState]

/** States in which the applicant may still withdraw. */
export const liveStates = (Object.keys(applicationLifecycle) as ApplicationState[]).filter(
  (state) => 'withdraw' in applicationLifecycle[state].moves,
)
