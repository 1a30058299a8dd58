import { apply, begin, type Registration } from '../web/registration.js'
import { hiddenField, type WebClient } from '../web/client.js'
import type { World } from '../world.js'

export interface Place {
  readonly registration: Registration
  readonly world: World
}

/** Somebody who applied over the pages, still signed in. */
export interface Sent {
  readonly client: WebClient
  readonly code: string
  readonly id: string
}

export async function sentApplication(
  { registration, world }: Place,
  mark: string,
  ticked: Record<string, string> = {},
): Promise<Sent> {
  const client = registration.visitor()
  const code = await begin(client)
  await apply(client, mark, 'en', ticked)
  const home = await client.get('/en/home')
  const number = /Case number \u2068?([0-9A-HJKMNP-TV-Z]{6})/.exec(home.text)?.[1]
  const [row] = await world.operator.query<{ id: string }>('SELECT id FROM app.application WHERE case_number = $1', [
    number,
  ])
  return { client, code, id: row?.id ?? '' }
}

/** Shortens the way through review and board; the invitation is as the release writes it. */
export async function invitedApplicant(place: Place, mark: string): Promise<Sent> {
  const { world } = place
  const person = await sentApplication(place, mark)
  await world.operator.query(`UPDATE app.application SET state = 'invited', version = version + 5 WHERE id = $1`, [
    person.id,
  ])
  await world.operator.query(
    `INSERT INTO app.invitation (application_id, released_on, deadline_at, expires_at)
     VALUES ($1, app.today(), app.day_over(app.today() + 7), app.day_over(app.today() + 10))`,
    [person.id],
  )
  return person
}

/** Somebody the board put on the waitlist, the way there shortened. */
export async function waitlistedApplicant(place: Place, mark: string): Promise<Sent> {
  const { world } = place
  const person = await sentApplication(place, mark)
  await world.operator.query(
    `UPDATE app.application SET state = 'waitlisted', version = version + 4, queue_number = nextval('app.queue_number') WHERE id = $1`,
    [person.id],
  )
  await world.operator.query(
    `INSERT INTO app.history (application_id, version, move, from_state, to_state, role, on_day)
     SELECT id, version, 'release_waitlist', 'board', 'waitlisted', 'board', app.today() FROM app.application WHERE id = $1`,
    [person.id],
  )
  return person
}

/** Presses a button of a page: the token of the page and what the button sends. */
export async function press(client: WebClient, page: string, target: string, fields: Record<string, string> = {}) {
  const token = hiddenField((await client.get(page)).text, 'form_token')
  return client.postAndFollow(target, { form_token: token, ...fields })
}
