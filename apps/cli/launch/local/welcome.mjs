/** The block a newcomer reads after `npm start`: addresses, first sign-ins, demo line, recovery notice. */
export function welcome({ addresses, signIns }) {
  const people = signIns?.people ?? []
  const halves = signIns?.recoveryHalves ?? []
  return [
    '',
    'A practice copy is running, on this computer only. Write nothing real.',
    '',
    ...Object.entries(addresses).map(([name, url]) => row(name, `${url}     ${whatFor[name]}`)),
    '',
    ...people.slice(0, shown).map((person, index) => row(index === 0 ? 'sign in as' : '', signInOf(person))),
    ...(people.length > shown ? [row('', `and ${people.length - shown} more, on the mailbox page`)] : []),
    row('', 'one-time codes: on the mailbox page'),
    '',
    row('more people', 'npm run demo -- --stage review'),
    row('a whole edition', 'npm run demo -- --stage board'),
    '',
    ...halves.map((half, index) => row(`recovery half ${index + 1}`, half)),
    ...(halves.length > 0 ? [recoveryNotice, ''] : []),
    'Ctrl-C stops everything. Logs are in .data/logs.',
  ].join('\n')
}

/** A demonstration adds dozens; the mailbox page lists them all. */
const shown = 14

const whatFor = {
  registration: 'applicants: apply, come back with a code',
  staff: 'the console',
  mailbox: 'every mail it "sent", the sign-ins and their one-time codes',
}
const recoveryNotice =
  '  Keep the two halves apart. Without a keeper or both halves nothing sealed can ever be read again.'
const row = (name, text) => `  ${name.padEnd(16)} ${text}`
const signInOf = ({ role, login, password }) => `${login}   ${password}   (${role})`
