import type { FastifyInstance, FastifyRequest } from 'fastify'
import { Fault } from '#platform/fault.js'

export const bodyLimitBytes = 256 * 1024
const fieldLimit = 200
const depthLimit = 10
const refusedKeys = new Set(['__proto__', 'constructor', 'prototype'])

export const isApiPath = (url: string): boolean => /^\/api(\/|\?|$)/.test(url)

type Values = Record<string, string | string[]>

/** Reads `a=1&b=2`; a repeated name becomes a list. Fault `malformed_form` over 200 fields or for a refused name. */
function readUrlencoded(text: string): Values {
  // Without a prototype: a field called `toString` is only a field.
  const values: Values = Object.create(null)
  let count = 0
  for (const [name, value] of new URLSearchParams(text)) {
    count += 1
    if (count > fieldLimit || refusedKeys.has(name)) throw new Fault('malformed_form')
    const before = values[name]
    values[name] = before === undefined ? value : [...(Array.isArray(before) ? before : [before]), value]
  }

  return values
}

/** Reads JSON; an empty body is undefined. Fault `malformed_form` when it is none, deeper than 10, over 200 fields, or holds a refused name. */
function readJson(text: string): unknown {
  let fields = 0
  const check = (value: unknown, depth: number): void => {
    if (typeof value !== 'object' || value === null) return
    if (depth > depthLimit) throw new Fault('malformed_form')
    for (const [key, inner] of Object.entries(value)) {
      fields += 1
      if (fields > fieldLimit || (!Array.isArray(value) && refusedKeys.has(key))) throw new Fault('malformed_form')
      check(inner, depth + 1)
    }
  }

  const value = parsed(text)
  check(value, 1)
  return value
}

function parsed(text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) throw new Fault('malformed_form')
    throw error
  }
}

const hasBody = ({ headers }: FastifyRequest): boolean =>
  headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0

/** The media type alone; a charset other than UTF-8 makes it another type. */
function mediaType(request: FastifyRequest): string {
  const [type = '', ...parameters] = (request.headers['content-type'] ?? '').toLowerCase().split(';')
  const isUtf8 = parameters.every((text) => !text.trim().startsWith('charset=') || /=\s*"?utf-?8"?\s*$/.test(text))
  return isUtf8 ? type.trim() : 'other'
}

/** Pages take urlencoded forms only, the API takes JSON only; nothing else is read at all. */
export function acceptBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers()
  const read = (parse: (text: string) => unknown) => async (_: FastifyRequest, text: string) => parse(text)
  server.addContentTypeParser('application/x-www-form-urlencoded', { parseAs: 'string' }, read(readUrlencoded))
  server.addContentTypeParser('application/json', { parseAs: 'string' }, read(readJson))
  server.addHook('onRequest', async (request) => {
    const wanted = isApiPath(request.url) ? 'application/json' : 'application/x-www-form-urlencoded'
    if (hasBody(request) && !request.is404 && mediaType(request) !== wanted) throw new Fault('unfit_media_type')
  })
}
