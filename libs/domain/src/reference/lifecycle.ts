import type { Lifecycle } from '../lifecycle.js'

const replace = { to: 'replaced', by: ['applicant'] } as const
const end = { to: 'ended', by: ['system'] } as const
const renew = { to: 'asked', by: ['vetting_lead'] } as const

/**
 * One request to one referee. A decline may be taken back while the link lives; a link whose time is over is renewed by
 * a person. Whoever the applicant names instead is asked in a request of their own. Withdrawal and erasure end it.
 */
export const referenceLifecycle = {
  asked: {
    label: 'Asked',
    publicLabel: 'Asked',
    holdsPlace: false,
    moves: {
      answer: { to: 'answered', by: ['referee'] },
      decline: { to: 'declined', by: ['referee'] },
      expire: { to: 'expired', by: ['system'] },
      replace,
      end,
    },
  },
  answered: {
    label: 'Answered',
    publicLabel: 'Answered',
    holdsPlace: false,
    moves: { end },
  },
  declined: {
    label: 'Said no',
    publicLabel: 'Said no',
    holdsPlace: false,
    moves: { accept_again: { to: 'asked', by: ['referee'] }, renew, replace, end },
  },
  expired: {
    label: 'No answer in time',
    publicLabel: 'No answer in time',
    holdsPlace: false,
    moves: { renew, replace, end },
  },
  replaced: {
    label: 'Another person named',
    publicLabel: 'Another person named',
    holdsPlace: false,
    moves: {},
  },
  ended: { label: 'Ended', publicLabel: 'Ended', holdsPlace: false, moves: {} },
} as const satisfies Lifecycle

export type ReferenceState = keyof typeof referenceLifecycle
