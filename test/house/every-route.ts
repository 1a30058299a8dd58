import type { RouteRow } from '#platform/web/access/route-table.js'
import { hiddenField, type WebAnswer, type WebClient } from '#test/support/web/client.js'
import { apply, begin, type Registration } from '#test/support/web/registration.js'

export interface Caller {
  readonly client: WebClient
  /** Token of the forms of this session; '' for a visitor. */
  readonly token: string
}

/** Values a parameter is called with: a real one where there is one, and the mark. */
const real: Readonly<Record<string, readonly string[]>> = {
  ':lang': ['en'],
  ':section': ['contact'],
  ':key': ['contact'],
}

const targets = (path: string, mark: string): string[] => {
  const name = /:\w+/.exec(path)?.[0]
  if (name === undefined) return [`${path}?q=${mark}`]
  const values = name === ':lang' ? ['en'] : [...(real[name] ?? []), mark]
  return values.flatMap((value) => targets(path.replace(name, value), mark))
}

/** Calls every route with the mark wherever a caller can write: address, query, headers, names and values of the body. */
export async function callEveryRoute({ client, token }: Caller, rows: readonly RouteRow[], mark: string) {
  const page = {
    'user-agent': mark,
    'accept-language': mark,
    referer: `http://localhost/${mark}`,
    'x-request-id': mark,
  }
  const fields = { form_token: token, version: '0', display_name: mark, code: mark, move: mark }
  const answers: WebAnswer[] = []
  for (const { method, path } of rows) {
    for (const target of targets(path, mark)) {
      if (path.startsWith('/api/')) {
        const headers = { ...page, authorization: `Bearer ${mark}` }
        answers.push(await client.json(method, target, { ...fields, [mark]: mark }, headers))
      } else if (method === 'GET') answers.push(await client.get(target, page))
      else {
        answers.push(await client.post(target, { ...fields, [mark]: mark }, page))
        answers.push(await client.post(target, fields, page))
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
