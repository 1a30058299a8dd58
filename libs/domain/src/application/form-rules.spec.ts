import { describe, expect, it } from '@jest/globals'
import {
  channelErrors,
  consentErrors,
  contactErrors,
  costErrors,
  exampleErrors,
  isTooYoung,
  placeErrors,
  withTimeZone,
  workErrors,
  zonesToAsk,
} from './form-rules.js'

describe('rules over several answers', () => {
  it('APP-11 lets nobody under age in', () => {
    expect([isTooYoung({ adult_on_arrival: 'no' }), isTooYoung({ adult_on_arrival: 'yes' }), isTooYoung({})]).toEqual([
      true,
      false,
      false,
    ])
  })

  it('wants a code word or the tick that none is wanted', () => {
    expect(contactErrors({})).toEqual({ code_word: 'missing' })
    expect(contactErrors({ no_code_word: true })).toEqual({})
    expect(contactErrors({ code_word: 'nar', no_code_word: true })).toEqual({ code_word: 'both_given' })
    expect(contactErrors({ code_word: 'x' })).toEqual({ code_word: 'too_short' })
    expect(contactErrors({ code_word: 'xy' })).toEqual({})
  })

  it('APP-11 wants an address only if mail was chosen', () => {
    expect(channelErrors({ safe_channels: [{ channel: 'email' }] })).toEqual({ contact_email: 'missing' })
    expect(channelErrors({ safe_channels: [{ channel: 'email' }], contact_email: 'a@x.org' })).toEqual({})
    expect(channelErrors({ safe_channels: [{ channel: 'none' }] })).toEqual({})
    expect(channelErrors({ safe_channels: [{ channel: 'email' }], contact_rules: ['do_not_write'] })).toEqual({})
  })

  it('wants rules of contact that fit each other and the channels', () => {
    const signal = { channel: 'signal', handle: '1' }
    expect(channelErrors({ safe_channels: [signal], contact_rules: ['none', 'never_sms'] })).toEqual({
      contact_rules: 'none_alone',
    })
    expect(channelErrors({ safe_channels: [signal], contact_rules: ['via_partner'] })).toEqual({
      contact_rules: 'no_partner',
    })
    expect(
      channelErrors({ safe_channels: [{ channel: 'partner', handle: 'A' }], contact_rules: ['via_partner'] }),
    ).toEqual({})
  })

  it('wants a handle for other channels, each channel once, and none alone', () => {
    expect(channelErrors({ safe_channels: [{ channel: 'signal' }] })).toEqual({ 'safe_channels.0.handle': 'missing' })
    expect(
      channelErrors({
        safe_channels: [
          { channel: 'signal', handle: '1' },
          { channel: 'signal', handle: '2' },
        ],
      }),
    ).toEqual({ 'safe_channels.1.channel': 'given_twice' })
    expect(channelErrors({ safe_channels: [{ channel: 'phone', handle: '1' }, { channel: 'none' }] })).toEqual({
      'safe_channels.1.channel': 'none_alone',
    })
  })

  it('derives the clock of a country and asks where there are several', () => {
    expect(withTimeZone({ country_of_residence: 'KE' })).toEqual({ time_zone: 'Africa/Nairobi' })
    expect(withTimeZone({ country_of_residence: 'KE', time_zone: 'Asia/Omsk' })).toEqual({
      time_zone: 'Africa/Nairobi',
    })
    expect(withTimeZone({ country_of_residence: 'RU', time_zone: 'Asia/Omsk' })).toEqual({ time_zone: 'Asia/Omsk' })
    expect(withTimeZone({ country_of_residence: 'RU', time_zone: 'Africa/Nairobi' })).toEqual({ time_zone: undefined })
    expect(placeErrors({ country_of_residence: 'RU' })).toEqual({ time_zone: 'choose' })
    expect(placeErrors({ country_of_residence: 'KE' })).toEqual({})
    expect(zonesToAsk({ country_of_residence: 'CD' })).toEqual(['Africa/Kinshasa', 'Africa/Lubumbashi'])
    expect(zonesToAsk({})).toEqual([])
  })

  it('asks about an organisation only when one is named', () => {
    expect(workErrors({})).toEqual({})
    expect(workErrors({ organisation: 'x' })).toEqual({ org_contact_allowed: 'choose' })
    expect(workErrors({ organisation: 'x', org_contact_allowed: 'no' })).toEqual({})
  })

  it('wants addresses of pages as traces', () => {
    expect(exampleErrors({})).toEqual({})
    expect(exampleErrors({ public_traces: [{ page: 'example.org/a' }, {}, { page: 'javascript:alert(1)' }] })).toEqual({
      'public_traces.2.page': 'web_address',
    })
  })

  it('wants the first consent, and no cost beside none', () => {
    expect(consentErrors({ consents: ['next_edition'] })).toEqual({ consents: 'processing_needed' })
    expect(consentErrors({ consents: ['processing'] })).toEqual({})
    expect(costErrors({ costs_needed: ['none', 'visa'] })).toEqual({ costs_needed: 'none_alone' })
    expect(costErrors({ costs_needed: ['none'] })).toEqual({})
  })
})
