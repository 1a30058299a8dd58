import type { Lifecycle } from '../lifecycle.js'

const erase = { erase: { to: 'erased', by: ['system'] } } as const
const withdraw = { withdraw: { to: 'withdrawn', by: ['coordinator'] } } as const
const use = { use: { to: 'used', by: ['applicant'] } } as const
const renew = { renew: { to: 'invited', by: ['coordinator'] } } as const

/**
 * Somebody put forward. Whoever did not agree to be contacted is kept back: nothing is ever sent. The first saved
 * section uses an invitation up. Public labels are all a partner may learn: used or not.
 */
export const nominationLifecycle = {
  named: {
    label: 'Named',
    publicLabel: 'Not used',
    holdsPlace: false,
    moves: {
      invite: { to: 'invited', by: ['coordinator'] },
      keep_back: { to: 'not_sent', by: ['coordinator'] },
      ...withdraw,
      ...erase,
    },
  },
  not_sent: {
    label: 'Not sent: did not agree to be contacted',
    publicLabel: 'Not used',
    holdsPlace: false,
    moves: { ...withdraw, ...erase },
  },
  invited: {
    label: 'Invited to apply',
    publicLabel: 'Not used',
    holdsPlace: false,
    moves: {
      ...use,
      object: { to: 'objected', by: ['applicant'] },
      expire: { to: 'expired', by: ['system'] },
      ...renew,
      ...withdraw,
    },
  },
  used: { label: 'Application begun', publicLabel: 'Used', holdsPlace: false, moves: erase },
  expired: {
    label: 'Link expired',
    publicLabel: 'Not used',
    holdsPlace: false,
    moves: { ...use, ...renew, ...withdraw, ...erase },
  },
  objected: { label: 'Did not want this: erased', publicLabel: 'Not used', holdsPlace: false, moves: {} },
  withdrawn: { label: 'Taken back by staff: erased', publicLabel: 'Not used', holdsPlace: false, moves: {} },
  erased: { label: 'Erased', publicLabel: 'Not used', holdsPlace: false, moves: {} },
} as const satisfies Lifecycle
export type NominationState = keyof typeof nominationLifecycle
