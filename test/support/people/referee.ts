import { AskReferees } from '#features/reference/staff/ask-referees.js'
import { completeAnswers } from '../answers.js'
import type { RunningWorld } from '../running-world.js'
import { actorOf, passScreening, staffDoor } from '../staff-door.js'
import { until } from '../until.js'
import { hiddenField, type WebClient } from '../web/client.js'
import { begin, savePage } from '../web/registration.js'
import type { Sent } from './applicant.js'

type Sections = Readonly<Record<string, Readonly<Record<string, unknown>>>>

/** Answers of a whole reference, as a page posts them. Texts carry `mark`. */
export const wholeReference = (mark: string): Record<string, string> => ({
  how_know: 'works_together',
  since_when: '3_5',
  peaceful_rights_work: 'yes',
  peaceful_rights_work_more: `${mark}-said-peace`,
  respects_universality: 'yes',
  example_of_work: `${mark}-said-example`,
  risk_known: 'serious',
  risk_known_more: `${mark}-said-risk`,
  would_trust_in_closed_room: 'with_conditions',
  concerns: `${mark}-said-concerns`,
  conflict_of_interest: 'none',
  'verify_me_by.channel': 'phone',
  'verify_me_by.handle': `${mark}-said-number`,
  'verify_me_by.time': `${mark}-said-time`,
  confidential: 'confidential',
})

/** Applicants brought to vetting, their referees, and the colleague who asks. */
export async function refereeWorld(running: RunningWorld) {
  const { world, registration, trap } = running
  const door = await staffDoor(world)
  const lead = await actorOf(world, 'lead')
  const coordinator = await actorOf(world, 'coordinator')
  const ask = new AskReferees(door.database, door.keyring, world.directory)

  const move = async (id: string, name: 'open_screening' | 'pass' | 'shortlist') => {
    const [row] = await world.operator.query<{ version: number }>('SELECT version FROM app.application WHERE id = $1', [
      id,
    ])
    const version = row?.version ?? 0
    const outcome =
      name === 'pass'
        ? await passScreening(door, coordinator, { id, version })
        : await door.move.run(coordinator, id, { move: name, version })
    if (!outcome.ok) throw new Error(`${name} ${outcome.code}`)
  }
  /** Applies over the pages, some sections answered otherwise than usual. */
  const sent = async (mark: string, otherwise: Sections = {}, ticked: Record<string, string> = {}): Promise<Sent> => {
    const client = registration.visitor()
    const code = await begin(client)
    for (const [key, answers] of Object.entries({ ...completeAnswers(mark), ...otherwise })) {
      await savePage(client, `/en/application/${key}`, answers)
    }
    const check = await client.get('/en/answers')
    await client.post('/en/submission', { form_token: hiddenField(check.text, 'form_token'), ...ticked })
    const home = await client.get('/en/home')
    const number = /Case number \u2068?([0-9A-HJKMNP-TV-Z]{6})/.exec(home.text)?.[1]
    const [row] = await world.operator.query<{ id: string }>('SELECT id FROM app.application WHERE case_number = $1', [
      number,
    ])
    return { client, code, id: row?.id ?? '' }
  }
  const inVetting = async (mark: string, otherwise: Sections = {}, ticked = {}): Promise<Sent> => {
    const person = await sent(mark, otherwise, ticked)
    for (const name of ['open_screening', 'pass', 'shortlist'] as const) await move(person.id, name)
    return person
  }
  const mailsTo = (address: string) => trap.messages().filter((mail) => mail.to.includes(address))
  /** The token in the newest of so many mails to this address. */
  const tokenFor = async (address: string, count = 1): Promise<string> => {
    await until(`${count} mails to ${address}`, async () => mailsTo(address).length === count)
    return /\/link\/([\w-]{22})/.exec(mailsTo(address).at(-1)?.text ?? '')?.[1] ?? ''
  }
  const addressOf = (mark: string, place: 1 | 2) => `${mark.toLowerCase()}-${place === 1 ? 'one' : 'two'}@example.net`
  const rowsOf = (id: string) =>
    world.operator.query<{ position: number; attempt: number; state: string }>(
      'SELECT position, attempt, state FROM app.reference WHERE application_id = $1 ORDER BY position, attempt',
      [id],
    )
  /** Kinds of the open tasks about a file, the usual ones of mail left out. */
  const tasksOf = async (id: string): Promise<string[]> => {
    const rows = await world.operator.query<{ kind: string }>(
      `SELECT kind FROM app.staff_task WHERE application_id = $1 AND state = 'open' ORDER BY kind`,
      [id],
    )
    return rows.map(({ kind }) => kind)
  }

  return { door, lead, ask, move, sent, inVetting, mailsTo, tokenFor, addressOf, rowsOf, tasksOf }
}

/** Presses the button of a link; the session is in the client's cookie. Answers the page behind it. */
export const openLinkPage = (client: WebClient, token: string, lang = 'en') =>
  client.postAndFollow(`/${lang}/link/${token}`, {})

/** Posts the form of the page the client is on. */
export async function postReference(client: WebClient, fields: Record<string, string>, lang = 'en') {
  const page = await client.get(`/${lang}/reference`)
  return client.post(`/${lang}/reference`, { form_token: hiddenField(page.text, 'form_token'), ...fields })
}
