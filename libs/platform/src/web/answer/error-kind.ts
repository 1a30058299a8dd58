import { HttpException } from '@nestjs/common'
import { Fault } from '#platform/fault.js'

/** The few ways a request can go wrong, as people are told of them. */
export const errorStatus = {
  malformed: 400,
  sign_in: 401,
  forbidden: 403,
  not_found: 404,
  archived: 409,
  too_large: 413,
  media_type: 415,
  version_needed: 428,
  too_many: 429,
  fault: 500,
  away: 503,
} as const
export type ErrorKind = keyof typeof errorStatus

const ofFault: Readonly<Record<string, ErrorKind>> = {
  malformed_form: 'malformed',
  sign_in_needed: 'sign_in',
  wrong_origin: 'forbidden',
  wrong_form_token: 'forbidden',
  not_found: 'not_found',
  edition_archived: 'archived',
  unfit_media_type: 'media_type',
  rate_limited: 'too_many',
  version_needed: 'version_needed',
  database_away: 'away',
}
const ofStatus = new Map<number, ErrorKind>([
  [400, 'malformed'],
  [404, 'not_found'],
  // The right path with the wrong method says no more than a wrong path.
  [405, 'not_found'],
  [413, 'too_large'],
  [414, 'not_found'],
  [415, 'media_type'],
  [503, 'away'],
])

/** Sorts an error: ours by its code, the framework's by its status; every other one is a fault. */
export function errorKind(error: unknown): ErrorKind {
  if (error instanceof Fault) return ofFault[error.code] ?? 'fault'
  return ofStatus.get(statusOf(error)) ?? 'fault'
}

function statusOf(error: unknown): number {
  if (error instanceof HttpException) return error.getStatus()
  const hasStatus = typeof error === 'object' && error !== null && 'statusCode' in error
  return hasStatus && typeof error.statusCode === 'number' ? error.statusCode : 500
}
