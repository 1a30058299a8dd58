import type { RouteRow } from '#platform/web/access/route-table.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { apply, begin, type Registration } from '#test/support/web/registration.js'
import type { Console } from '#test/support/web/staff.js'

export interface Caller {
  readonly client: WebClient
  /** Token of the forms of this session; '' for a visitor. */
  readonly token: string
}

/** Words a caller may write into each kind of parameter: what exists, and the mark. */
const real: Readonly<Record<string, string>> = { ':section': 'contact', ':key': 'contact' }
const queries = ['q', 'after', 'before', 'state', 'wave', 'case', 'notice', 'done', 'show', 'task', 'day']

function targets(path: string, mark: string, id: string): string[] {
  const name = /:\w+/.exec(path)?.[0]
  if (name === undefined) return [`${path}?${queries.map((query) => `${query}=${mark}`).join('&')}`]
  const values = name === ':lang' ? ['en'] : [real[name] ?? id, mark]
  return values.flatMap((value) => targets(path.replace(name, value), mark, id))
}

const pageHeaders = (mark: string) => ({
  'user-agent': mark,
  'accept-language': mark,
  referer: `http://localhost/${mark}`,
  'x-request-id': mark,
})

/** Calls every route with the mark wherever a caller can write: address, query, headers, names and values of the body. */
export async function callEveryRoute(
  { client, token }: Caller,
  rows: readonly RouteRow[],
  { mark, id }: { readonly mark: string; readonly id: string },
) {
  const named = { version: '0', display_name: mark, code: mark, move: mark, login: mark, password: mark, reason: mark }
  const fields = { ...named, form_token: token }
  const headers = pageHeaders(mark)
  const answers: WebAnswer[] = []
  // What ends the session or the application comes last.
  const ending = /sign-|session|leaving|withdraw/
  const order = [...rows.filter((row) => !ending.test(row.path)), ...rows.filter((row) => ending.test(row.path))]
  for (const { method, path } of order) {
    for (const target of targets(path, mark, id)) {
      if (path.startsWith('/api/')) {
        const bearer = { ...headers, authorization: `Bearer ${mark}` }
        answers.push(await client.json(method, target, { ...named, [mark]: mark }, bearer))
      } else if (method === 'GET') answers.push(await client.get(target, headers))
      else {
        answers.push(await client.post(target, { ...fields, [mark]: mark }, headers))
        answers.push(await client.post(target, fields, headers))
      }
    }
  }
  return answers
}

/** A visitor, somebody with a draft, and somebody who has sent answers full of the mark. */
export async function everyCaller(registration: Registration, mark: string): Promise<Caller[]> {
  const [drafting, sent] = [registration.visitor(), registration.visitor()]
  for (const client of [drafting, sent]) await begin(client)
  await apply(sent, mark)
  const tokenOn = async (client: WebClient, page: string) => hiddenField((await client.get(page)).text, 'form_token')

  return [
    { client: registration.visitor(), token: '' },
    { client: sent, token: await tokenOn(sent, '/en/withdrawal') },
    { client: drafting, token: await tokenOn(drafting, '/en/application/contact') },
  ]
}

/** Colleagues with a live session. */
export const everyColleague = (staff: Console, logins: readonly string[]): Promise<Caller[]> =>
  Promise.all(
    logins.map(async (login) => {
      const client = await staff.browserOf(login)
      return { client, token: hiddenField((await client.get('/sessions')).text, 'form_token') }
    }),
  )
