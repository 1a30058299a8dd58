import { currentCode } from './totp.mjs'

const escapes = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const safe = (value) => String(value ?? '').replaceAll(/[&<>"']/g, (symbol) => escapes[symbol])

/** The whole mailbox page. `signIns` as in sign-ins.json, `addresses` = { registration, staff }, `mails` newest first. */
export function mailboxPage({ signIns, mails, addresses, now, isStill = false }) {
  const people = (signIns?.people ?? []).map((person) => ({ ...person, ...currentCode(person.totpSecret, now) }))
  const refresh = Math.min(10, people[0]?.secondsLeft ?? 10)
  return frame(
    'Practice mailbox',
    `${isStill ? '' : `<meta http-equiv="refresh" content="${refresh}">`}<link rel="stylesheet" href="/mailbox.css">`,
    `<header><h1>Practice mailbox</h1><p>This computer only. Write nothing real.</p></header>
<main>
${addressList(addresses)}
${staffTable(people)}
${applicantTable(signIns?.applicants ?? [])}
${mailList(mails)}
</main>
<footer><p>${renewal(isStill)} Mails are kept in memory until the practice copy stops; nothing leaves this computer.</p></footer>`,
  )
}

const renewal = (isStill) =>
  isStill
    ? 'This page stands still. <a href="/">Let it renew itself</a>.'
    : 'This page renews itself. <a href="/?still">Let it stand still</a>.'

/** The answer to a request that came through something else: nothing about this copy. */
export const practiceCopyPage = () =>
  frame(
    'Practice copy',
    '',
    '<main><h1>Practice copy</h1><p>This is a practice copy. It answers only on the computer it runs on.</p></main>',
  )

const frame = (title, head, body) =>
  `<!doctype html>\n<html lang="en" dir="ltr"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1"><title>${title}</title>${head}</head><body>\n${body}\n</body></html>\n`

const addressList = ({ registration, staff }) => `<section aria-labelledby="pages"><h2 id="pages">Pages</h2>
<dl><dt>Apply, or return with a code</dt><dd><a href="${safe(registration)}">${safe(registration)}</a></dd>
<dt>Staff</dt><dd><a href="${safe(staff)}">${safe(staff)}</a></dd></dl></section>`

function staffTable(people) {
  if (people.length === 0) return ''
  const row = (person) =>
    `<tr><th scope="row">${safe(person.role)}</th><td><code>${safe(person.login)}</code></td><td><code>${safe(person.password)}</code></td>
<td class="now"><code>${person.code}</code> <small>${person.secondsLeft} s left</small></td></tr>`
  return `<section aria-labelledby="staff"><h2 id="staff">Staff sign-ins</h2>
<p>Each code works once. Is it nearly over? Wait for the next one.</p>
<div class="wide" role="region" aria-label="Staff table" tabindex="0"><table><thead><tr><th scope="col">Role</th><th scope="col">Address</th><th scope="col">Password</th><th scope="col">Code now</th></tr></thead>
<tbody>${people.map(row).join('\n')}</tbody></table></div></section>`
}

function applicantTable(applicants) {
  if (applicants.length === 0) return ''
  const row = (applicant) =>
    `<tr><th scope="row"><bdi>${safe(applicant.label)}</bdi></th><td><code>${safe(applicant.code)}</code></td><td><code>${safe(applicant.caseNumber)}</code></td></tr>`
  return `<section aria-labelledby="applicants"><h2 id="applicants">Applicants</h2>
<div class="wide" role="region" aria-label="Applicants table" tabindex="0"><table><thead><tr><th scope="col">Person</th><th scope="col">Access code</th><th scope="col">Case number</th></tr></thead>
<tbody>${applicants.map(row).join('\n')}</tbody></table></div></section>`
}

function mailList(mails) {
  const item = (mail) => `<article><h3 dir="auto">${safe(mail.subject)}</h3>
<p class="envelope">To <bdi>${mail.to.map(safe).join(', ')}</bdi> · from <bdi>${safe(mail.from)}</bdi> · <time>${mail.at.toISOString().slice(11, 19)} UTC</time></p>
<pre dir="auto">${safe(mail.text.trim())}</pre></article>`
  if (!mails) return '<section><h2>Mails</h2><p>They go to the mail server named in SMTP_URL.</p></section>'
  const list = mails.length === 0 ? '<p>No mail yet.</p>' : mails.map(item).join('\n')
  return `<section aria-labelledby="mails"><h2 id="mails">Mails</h2>${list}</section>`
}
