import type { Lifecycle, Role } from '../lifecycle.js'

/** Who may confirm, in person, that somebody without a code is who they say. */
export const codeCaseRoles = ['coordinator', 'vetting_lead', 'security_officer'] as const satisfies readonly Role[]

const cancel = { to: 'cancelled', by: ['applicant', 'coordinator', 'security_officer'] } as const

/** A lost code: two people confirm who asks, the old channel is told, some hours pass, then staff make a new code. */
export const codeCaseLifecycle = {
  opened: {
    label: 'Two people confirm who asks',
    publicLabel: 'Somebody asked for a new code',
    holdsPlace: false,
    moves: { verify: { to: 'verified', by: codeCaseRoles }, cancel },
  },
  verified: {
    label: 'Confirmed by two people',
    publicLabel: 'Somebody asked for a new code',
    holdsPlace: false,
    moves: { wait: { to: 'waiting', by: codeCaseRoles }, cancel },
  },
  waiting: {
    label: 'Waiting before the new code',
    publicLabel: 'Somebody asked for a new code',
    holdsPlace: false,
    moves: { issue: { to: 'issued', by: ['coordinator'] }, cancel },
  },
  issued: { label: 'New code made', publicLabel: 'You have a new code', holdsPlace: false, moves: {} },
  cancelled: { label: 'Cancelled', publicLabel: 'Nothing was changed', holdsPlace: false, moves: {} },
} as const satisfies Lifecycle

export type CodeCaseState = keyof typeof codeCaseLifecycle

/** How somebody was recognised: by the code word, heard; or seen by a confirmed referee or voucher in a video call. */
export const recognitions = ['code_word', 'video_call'] as const
export type Recognition = (typeof recognitions)[number]
