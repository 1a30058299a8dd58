import { Fault } from '#platform/fault.js'
import { definedJobs, fitPayload, type JobDefinition, type Payload, type PayloadSchema } from '#platform/queue/job.js'
import type { ClaimedRow } from './outbox-store.js'

/** What a follow-up job may ask of the row that rings it. */
const fields = {
  applicationId: (row: ClaimedRow) => row.application_id,
  participationId: (row: ClaimedRow) => row.participation_id,
  staffAccountId: (row: ClaimedRow) => row.staff_account_id,
  version: (row: ClaimedRow) => row.subject_version,
} as const

const followUps = new Map<string, JobDefinition[]>()

/**
 * Says which job follows an event. The event row is expanded into one row per job, so that a wiped queue loses none;
 * the job's payload is filled from the row (`applicationId`, `participationId`, `staffAccountId`, `version`).
 * Throws Fault `follow_up_payload` for a job that wants anything else.
 */
export function followUp<S extends PayloadSchema>(event: string, job: JobDefinition<S>): void {
  if (!Object.keys(job.payload).every((name) => name in fields)) throw new Fault('follow_up_payload')
  const jobs = followUps.get(event) ?? []
  if (!jobs.some(({ name }) => name === job.name)) followUps.set(event, [...jobs, job])
}

/** Names of the jobs that follow an event; none for an event nobody listens to. */
export const followUpsOf = (event: string): string[] => (followUps.get(event) ?? []).map(({ name }) => name)

/** The job a row of class `<job name>` rings, or undefined for an ordinary event. */
export const jobOfRow = (row: ClaimedRow): JobDefinition | undefined =>
  definedJobs().find(({ name }) => name === row.class)

/** Fills a job's payload from its row. Throws Fault `job_payload_unfit` where the row lacks an id. */
export function payloadOfRow<S extends PayloadSchema>(job: JobDefinition<S>, row: ClaimedRow): Payload<S> {
  const names = Object.keys(job.payload) as (keyof typeof fields)[]
  return fitPayload(job, Object.fromEntries(names.map((name) => [name, fields[name](row)])))
}
