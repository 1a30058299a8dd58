// The one script of the applicants' pages, served as it is. Every page is whole without it.
const own = document.currentScript.dataset
const form = document.querySelector('form[data-saved]')
const signOut = document.getElementById('sign-out')
const seconds = 1000

/** A sentence of the page with its number or time filled in. */
const said = (sentence, value) => sentence.replace('#', value)
const made = (name, given) => Object.assign(document.createElement(name), given)
const fieldsOf = (source) => new URLSearchParams(new FormData(source))

// How much room a limited text still has: seen at once, read out when the typing pauses.
for (const area of document.querySelectorAll('textarea[data-limit]')) {
  const seen = made('p', { ariaHidden: 'true' })
  const told = made('p', { className: 'hidden', role: 'status' })
  let pause
  const count = () => {
    const left = area.dataset.limit - [...area.value.trim()].length
    seen.className = left < 0 ? 'error' : 'hint'
    seen.textContent = said(left < 0 ? area.dataset.over : area.dataset.left, Math.abs(left))
  }
  area.after(seen, told)
  area.addEventListener('input', () => {
    count()
    clearTimeout(pause)
    pause = setTimeout(() => (told.textContent = seen.textContent), seconds)
  })
  count()
}

// Saving by itself: three seconds after the last key, and when the page is put aside.
let isDirty = false
let flight
let lastSeenAt = Date.now()

if (form) {
  const told = made('p', { className: 'saved', role: 'status' })
  let pause
  form.append(told)

  const save = async () => {
    const body = fieldsOf(form)
    body.set('then', 'autosave')
    isDirty = false
    try {
      const answer = await fetch(form.action, { method: 'POST', body, redirect: 'manual', keepalive: true })
      if (!answer.ok) throw answer.status
      form.elements.version.value = (await answer.json()).version
      lastSeenAt = Date.now()
      const time = new Date().toLocaleTimeString(document.documentElement.lang.slice(0, 2), {
        hour: '2-digit',
        minute: '2-digit',
        hourCycle: 'h23',
        numberingSystem: 'latn',
      })
      told.textContent = said(form.dataset.saved, time)
    } catch {
      isDirty = true
      told.textContent = form.dataset.unsaved
    }
    flight = undefined
  }
  const saveNow = () => {
    clearTimeout(pause)
    if (isDirty && !flight) flight = save()
  }

  form.addEventListener('input', () => {
    isDirty = true
    clearTimeout(pause)
    pause = setTimeout(saveNow, 3 * seconds)
  })
  document.addEventListener('visibilitychange', () => document.hidden && saveNow())
  form.addEventListener('submit', (event) => {
    clearTimeout(pause)
    isDirty = false
    if (!flight) return
    // The page must go out with the version that the save under way will bring back.
    event.preventDefault()
    void flight.then(() => form.requestSubmit(event.submitter))
  })
}

// Two minutes before the session ends by itself: one question, one button.
if (own.idle && signOut) {
  const dialog = made('dialog', { role: 'alertdialog' })
  const stayButton = made('button', { textContent: own.stay, className: 'main' })
  dialog.setAttribute('aria-labelledby', 'ending')
  dialog.append(made('p', { id: 'ending', textContent: own.ending }), stayButton)
  document.body.append(dialog)

  const stay = async () => {
    lastSeenAt = Date.now()
    dialog.close()
    const answer = await fetch(own.presence, { method: 'POST', body: fieldsOf(signOut), redirect: 'manual' })
    if (answer.type === 'opaqueredirect') location.replace(own.ended)
  }
  stayButton.addEventListener('click', stay)
  dialog.addEventListener('cancel', stay)
  // Who types is not idle, also on a page that does not save by itself.
  document.addEventListener('input', () => {
    if (!form && Date.now() - lastSeenAt > 60 * seconds) void stay()
  })

  setInterval(() => {
    const left = own.idle - (Date.now() - lastSeenAt) / seconds
    if (left <= 0) location.replace(own.ended)
    // The server may count up to a minute less than the whole time.
    else if (left <= 180 && !dialog.open) dialog.showModal()
  }, 5 * seconds)
}

// Leaving: everything is off the screen before anything is sent, and the session ends behind it.
const exit = document.querySelector('.exit')
const leave = (event) => {
  event?.preventDefault()
  const farewell = exit.form ?? signOut
  const last =
    form && isDirty ? [`${form.action}/leaving`, fieldsOf(form)] : farewell && [farewell.action, fieldsOf(farewell)]
  isDirty = false
  document.body.replaceChildren()
  document.title = '\u00a0'
  if (last) navigator.sendBeacon(...last)
  location.replace(exit.dataset.to ?? exit.href)
}
let shifts = []
exit?.addEventListener('click', leave)
document.addEventListener('keydown', (event) => {
  if (event.repeat) return
  const recent = shifts.filter((at) => event.timeStamp - at < 2 * seconds)
  shifts = event.key === 'Shift' ? [...recent, event.timeStamp] : []
  if (exit && shifts.length === 3) leave()
})

// Back shows no page from memory.
addEventListener('pagehide', ({ persisted }) => (document.documentElement.hidden = persisted))
addEventListener('pageshow', ({ persisted }) => persisted && location.reload())
