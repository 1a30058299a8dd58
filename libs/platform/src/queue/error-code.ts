import { Fault } from '#platform/fault.js'

/** A name for any error that holds no value: a Fault's code, a system or SQL state code, else the class. */
export function errorCode(error: unknown): string {
  if (error instanceof Fault) return error.code
  if (!(error instanceof Error)) return 'thrown_non_error'
  const { code } = error as { code?: unknown }
  return typeof code === 'string' && /^[A-Z0-9_]{2,30}$/.test(code) ? code : error.constructor.name
}

/** What a queue may keep of a failure: BullMQ stores message and stack in its tables, so both are the code. */
export function bareError(error: unknown): Error {
  const bare = new Error(errorCode(error))
  bare.stack = bare.message
  return bare
}
