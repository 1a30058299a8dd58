import { describe, expect, it } from '@jest/globals'
import { describeSection } from '#platform/form/section.js'
import { judgeMail } from '#platform/mail/mailbox.js'
import { ChannelsForm } from './channels.form.js'

const night = new Date('2027-01-10T02:00:00Z')
const noon = new Date('2027-01-10T12:00:00Z')
const judged = (rule: string, now: Date) =>
  judgeMail({ address: 'a@example.org', language: 'en', zone: 'UTC', rules: [rule], mark: '', host: null }, now, true)

describe('the rules a person sets for being written to', () => {
  it('are each understood by the worker: mail goes, waits for the day, or never goes', () => {
    const { options = [] } = describeSection(ChannelsForm).fields.find(({ name }) => name === 'contact_rules') ?? {}

    expect(Object.fromEntries(options.map((rule) => [rule, `${judged(rule, noon)} ${judged(rule, night)}`]))).toEqual({
      do_not_write: 'never never',
      neutral_sender: 'now now',
      no_subject_detail: 'now now',
      daytime_only: 'now wait',
      never_phone: 'now now',
      never_sms: 'now now',
      via_partner: 'never never',
      none: 'now now',
    })
  })
})
