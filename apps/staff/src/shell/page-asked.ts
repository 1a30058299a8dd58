import type { FastifyRequest } from 'fastify'
import { uuid } from './found.js'

const ownPage = new RegExp(`^(?:/(?:${uuid}|[a-z]+(?:-[a-z]+)*))+$`)
const ofFile = new RegExp(`^/applications/${uuid}(?=/)`)
const mostLetters = 200

/** A page of this console, as a path of words and ids and nothing else: never another host, a query or a file name. */
export const ownPageIn = (text: unknown): string | undefined =>
  typeof text === 'string' && text.length <= mostLetters && ownPage.test(text) ? text : undefined

/** Where a colleague wanted to be who must sign in first: the page asked for, or the file that was posted about. */
export function pageAsked({ method, url }: Pick<FastifyRequest, 'method' | 'url'>): string | undefined {
  const path = ownPageIn(url.split('?', 1)[0])
  return method === 'GET' ? path : ofFile.exec(path ?? '')?.[0]
}
