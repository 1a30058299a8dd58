/** @jest-environment node */
import { describe, expect, it } from '@jest/globals'
import { defineJob, definedJobs, fitPayload } from './job.js'

const id = '0b8f3c4e-6f0f-4a86-9a53-2f6f3a5b7c11'
const job = defineJob({
  name: 'spec.fit-payload',
  queue: 'checks',
  payload: { applicationId: 'uuid', attempt: 'int', side: ['left', 'right'] },
})

describe('defineJob', () => {
  it('refuses a second definition of the same name', () => {
    expect(() => defineJob({ name: 'spec.fit-payload', queue: 'mail', payload: {} })).toThrow('job_defined_twice')
    expect(definedJobs()).toEqual([job])
  })
})

describe('fitPayload', () => {
  it('takes ids, whole numbers and listed codes', () => {
    const payload = fitPayload(job, { applicationId: id, attempt: 2, side: 'left' })

    expect(payload).toEqual({ applicationId: id, attempt: 2, side: 'left' })
  })

  it.each<[string, unknown]>([
    ['a name where an id belongs', { applicationId: 'Amina', attempt: 1, side: 'left' }],
    ['text where a number belongs', { applicationId: id, attempt: '1', side: 'left' }],
    ['a fraction', { applicationId: id, attempt: 1.5, side: 'left' }],
    ['a code that is not listed', { applicationId: id, attempt: 1, side: 'up' }],
    ['a missing field', { applicationId: id, attempt: 1 }],
    ['an unknown field', { applicationId: id, attempt: 1, side: 'left', note: 'hello' }],
    ['a renamed field', { applicationId: id, attempt: 1, note: 'left' }],
    ['no object', null],
  ])('refuses %s', (_name, data) => {
    expect(() => fitPayload(job, data)).toThrow('job_payload_unfit')
  })
})
