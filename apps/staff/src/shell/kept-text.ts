import type { FastifyRequest } from 'fastify'
import { paths } from '../paths.js'
import { typedReview } from '../review/review-draft.js'
import { ownPageIn } from './page-asked.js'

const reviewPath = /^\/applications\/([0-9a-f-]{36})\/reviews$/

/** Acts into which people write sentences, beside reviews. */
const written: ReadonlySet<string> = new Set([
  'apart.keep',
  'application.ask',
  'check.record',
  'concern.raise',
  'decision.propose',
  'harm.judge',
  'note.answer',
  'outside.appoint',
  'translation.write',
  'visa-case.record',
  'voucher.enter',
])

export type Posted = Readonly<Record<string, string | readonly string[]>>

/** What was posted, as fields; null for anything a page of ours does not send. */
export function postedIn(body: unknown): Posted | null {
  if (typeof body !== 'object' || body === null) return null
  return Object.values(body)
    .flat()
    .every((value) => typeof value === 'string')
    ? (body as Posted)
    : null
}

/** What somebody wrote, without codes, ids and numbers. */
export const sentencesIn = (posted: Posted): string[] =>
  Object.values(posted)
    .flat()
    .filter((value) => !/^[\w.:-]{0,64}$/.test(value))

/** The file a review is about, where the path is that of one. */
export const reviewedFile = (path: string): string | undefined => reviewPath.exec(path)?.[1]

/**
 * Which page to keep of a request that came after the session had ended, and as what; null for none. Fault `malformed_form`
 * for a review that our page cannot send.
 */
export function toKeep(
  request: Pick<FastifyRequest, 'method' | 'url' | 'body'>,
  permission: string,
): { readonly path: string; readonly as: 'kept' | 'typed' } | null {
  const path = request.method === 'POST' ? ownPageIn(request.url) : undefined
  if (path === undefined) return null
  const file = permission === 'review.save' ? reviewedFile(path) : undefined
  if (file !== undefined && path === paths.reviews(file)) {
    typedReview(request.body)
    return { path, as: 'kept' }
  }
  const posted = written.has(permission) ? postedIn(request.body) : null
  return posted && sentencesIn(posted).length > 0 ? { path, as: 'typed' } : null
}
