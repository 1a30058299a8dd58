import { Fault } from '#platform/fault.js'

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** An id from an address. What is none gets the same 404 as an id that does not exist. */
export function asUuid(text: string): string {
  if (!uuid.test(text)) throw new Fault('not_found')
  return text
}
