import type { Lifecycle, StateRow } from '../lifecycle.js'

const by = ['travel_desk'] as const
const told = ['travel_desk', 'applicant'] as const

const state = <const M extends StateRow['moves']>(label: string, publicLabel: string, moves: M) => ({
  label,
  publicLabel,
  holdsPlace: false,
  moves,
})

// The desk runs the engine; its three answers are three moves, and a later run may answer differently.
const assessed = {
  find_not_required: { to: 'not_required', by },
  find_manual: { to: 'manual', by },
  find_required: { to: 'required', by },
} as const

/** One visa case for each participation. Only `not_required` and `sticker_ok` clear ticketing. */
export const visaCaseLifecycle = {
  assess: state('To be assessed', 'We are checking what you need', assessed),
  not_required: state('No visa needed', 'No visa needed', assessed),
  manual: state('A person decides', 'We are checking what you need', {
    ...assessed,
    find_impossible: { to: 'impossible', by },
  }),
  required: state('Visa needed', 'You need a visa', { ...assessed, letter_ready: { to: 'letter_ready', by } }),
  letter_ready: state('Letter ready', 'Your letter is ready', {
    ...assessed,
    book_appointment: { to: 'appointment', by: told },
  }),
  appointment: state('Appointment booked', 'You have an appointment', {
    ...assessed,
    lodge: { to: 'lodged', by: told },
  }),
  lodged: state('Application lodged', 'You handed in your application', {
    ask_more: { to: 'asked_more', by: told },
    issue: { to: 'issued', by: told },
    refuse: { to: 'refused', by: told },
    return_unread: { to: 'letter_ready', by: told },
  }),
  asked_more: state('More papers asked', 'They asked for more papers', { lodge: { to: 'lodged', by: told } }),
  issued: state('Issued, sticker to be checked', 'Your visa was issued: please check it', {
    find_sticker_ok: { to: 'sticker_ok', by },
    find_sticker_wrong: { to: 'sticker_wrong', by },
  }),
  sticker_ok: state('Sticker checked', 'Your visa is ready', { ...assessed }),
  sticker_wrong: state('Sticker wrong', 'Your visa needs a correction', { correct: { to: 'issued', by: told } }),
  refused: state('Refused', 'The visa was refused', {
    appeal: { to: 'appeal', by: told },
    relodge: { to: 'letter_ready', by },
    go_remote: { to: 'remote', by },
    close: { to: 'closed', by },
  }),
  appeal: state('Appeal', 'You appealed', {
    issue: { to: 'issued', by: told },
    relodge: { to: 'letter_ready', by },
    go_remote: { to: 'remote', by },
    close: { to: 'closed', by },
  }),
  impossible: state('Not possible', 'Please contact us', { ...assessed, go_remote: { to: 'remote', by } }),
  remote: state('Remote', 'Taking part from afar', { close: { to: 'closed', by } }),
  closed: state('Closed', 'Closed', {}),
} as const satisfies Lifecycle
