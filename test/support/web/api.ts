import { linkHolder } from '../people/link-holder.js'
import { wholeReference } from '../people/referee.js'
import type { World } from '../world.js'
import type { WebAnswer } from './client.js'
import type { Registration } from './registration.js'

export type Json = Record<string, unknown>
export type Headers = Record<string, string>

export const read = ({ text }: WebAnswer): Json => (text === '' ? {} : (JSON.parse(text) as Json))

/** Status and code of a refusal. */
export const told = (answer: WebAnswer) => [answer.status, read(answer).code]

/** All that is seen of an answer but the time of day. */
export const seen = ({ status, headers, text }: WebAnswer) => [status, { ...headers, date: '' }, text]

export const bearer = (token: unknown): Headers => ({ authorization: `Bearer ${token as string}` })

/** Answers of a whole reference as JSON: what the page posts flat is a group here. */
export function referenceAnswers(mark: string): Json {
  const { 'verify_me_by.channel': channel, 'verify_me_by.handle': handle, ...rest } = wholeReference(mark)
  const { 'verify_me_by.time': time, ...answers } = rest
  return { ...answers, verify_me_by: { channel, handle, time } }
}

/** The API as people reach it who come by a link, each request from a client of its own, without a cookie. */
export function linkApi({ registration, world }: { readonly registration: Registration; readonly world: World }) {
  const call = (method: string, at: string, body?: unknown, headers: Headers = {}) =>
    registration.visitor().json(method, `/api/v1/${at}`, body, headers)
  const open = (link: string) => call('POST', 'links', { link })
  const signedIn = async (link: string) => bearer(read(await open(link)).token)

  return {
    call,
    open,
    signedIn,
    /** Somebody asked for a reference: link, bearer token, and how it stands with the request. */
    asked: async (mark: string) => {
      const { token: link, applicant } = await linkHolder({ registration, world }, mark)
      const state = async () => {
        const [row] = await world.operator.query<{ state: string }>(
          'SELECT state FROM app.reference WHERE application_id = $1 AND position = 2',
          [applicant.id],
        )
        return row?.state
      }
      return { link, applicant, state, session: await signedIn(link) }
    },
  }
}
