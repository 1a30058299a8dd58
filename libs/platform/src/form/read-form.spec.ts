import { describe, expect, it } from '@jest/globals'
import { wordsFor } from '#words/index.js'
import { answersAsRead } from './as-read.js'
import type { FieldErrors } from './description.js'
import { readForm } from './read-form.js'
import { schemaOf } from './schema.js'
import { sealedParts } from './sealed-parts.js'
import { describeSection, Field, Section } from './section.js'

class ChannelParts {
  @Field({ control: 'select', options: ['email', 'none'] })
  channel!: string

  @Field({ control: 'text', limit: 10, optional: true, compartment: 'risk' })
  handle?: string
}

class ProxyParts {
  @Field({ control: 'text', limit: 20 })
  name!: string
}

class TitledProxyParts extends ProxyParts {
  @Field({ control: 'text', limit: 5, optional: true })
  title?: string
}

const storyRule = (values: object): FieldErrors => (Reflect.get(values, 'story') ? {} : { story: 'from_rule' })

@Section({ key: 'sample', compartment: 'contact', rule: storyRule })
class SampleForm {
  @Field({ control: 'text', limit: 10 })
  display_name!: string

  @Field({ control: 'email', mailbox: true, optional: true })
  contact_email?: string

  @Field({ control: 'radio', options: ['self', 'proxy'] })
  applying_for!: string

  @Field({ control: 'group', parts: () => ProxyParts, showWhen: { field: 'applying_for', is: ['proxy'] } })
  proxy_consent?: ProxyParts

  @Field({ control: 'repeat', parts: () => ChannelParts, min: 1, max: 2 })
  safe_channels!: ChannelParts[]

  @Field({ control: 'ticks', options: ['a', 'b', 'c', 'd'], max: 3, compartment: 'profile' })
  themes!: string[]

  @Field({ control: 'tick' })
  agreed!: boolean

  @Field({ control: 'date' })
  born!: string

  @Field({ control: 'textarea', limit: 20, optional: 'sometimes' })
  story?: string
}

const full = {
  display_name: 'Amina',
  applying_for: 'self',
  'safe_channels.0.channel': 'email',
  themes: ['a', 'b'],
  agreed: 'yes',
  'born.day': '٢',
  'born.month': 'مارس',
  'born.year': '1980',
  story: 'x',
}

describe('reading a posted page', () => {
  it('reads numbered names, repeated names and three-box dates like their JSON', () => {
    const page = readForm(SampleForm, full)
    const json = readForm(SampleForm, {
      display_name: 'Amina',
      applying_for: 'self',
      safe_channels: [{ channel: 'email' }],
      themes: ['a', 'b'],
      agreed: true,
      born: '1980-03-02',
      story: 'x',
    })

    expect(page).toEqual({
      values: {
        display_name: 'Amina',
        applying_for: 'self',
        proxy_consent: {},
        safe_channels: [{ channel: 'email' }],
        themes: ['a', 'b'],
        agreed: true,
        born: '1980-03-02',
        story: 'x',
      },
      errors: {},
    })
    expect(json).toEqual(page)
  })

  it('reads its own values again, wrong ones included', () => {
    const first = readForm(SampleForm, { ...full, 'born.day': '45', themes: 'a', display_name: 'much too long a name' })
    const again = readForm(SampleForm, JSON.parse(JSON.stringify(first.values)))

    expect(again).toEqual(first)
    expect(first.errors).toEqual({ born: 'date', display_name: 'too_long' })
  })

  it('names each missing answer at its own box and keeps the rest', () => {
    expect(readForm(SampleForm, {}).errors).toEqual({
      display_name: 'missing',
      applying_for: 'choose',
      'safe_channels.0.channel': 'choose',
      themes: 'choose',
      agreed: 'tick',
      born: 'missing',
      story: 'from_rule',
    })
  })

  it('asks for the parts of a group only when it applies', () => {
    expect(readForm(SampleForm, { ...full, applying_for: 'proxy' }).errors).toEqual({ 'proxy_consent.name': 'missing' })
  })

  it('drops empty entries and flags unknown choices, too many and unfit addresses', () => {
    const { values, errors } = readForm(SampleForm, {
      ...full,
      'safe_channels.0.channel': '',
      'safe_channels.1.channel': 'pigeon',
      themes: ['a', 'b', 'c', 'd'],
      contact_email: 'a@x.org,b@y.org',
      display_name: 'a\u0000b',
    })

    expect(values.safe_channels).toEqual([{ channel: 'pigeon' }])
    expect(errors).toEqual({
      'safe_channels.0.channel': 'choose',
      themes: 'too_many',
      contact_email: 'email',
      display_name: 'plain_text',
    })
  })

  it('keeps joiners, scripts and apostrophes of a name as they are', () => {
    for (const name of ["O'Neil", 'می\u200Cخوا', 'Å', '李', 'ab 𐎀𐎁𐎂𐎃𐎄']) {
      expect(readForm(SampleForm, { ...full, display_name: name })).toMatchObject({
        values: { display_name: name },
        errors: {},
      })
    }
    expect(readForm(SampleForm, { ...full, display_name: '\u200B' }).errors).toEqual({ display_name: 'missing' })
  })

  it.each([
    ['one below the limit', 9, undefined],
    ['the limit', 10, undefined],
    ['one above', 11, 'too_long'],
    ['four times', 40, 'too_long'],
  ])('measures %s in characters', (_, length, code) => {
    expect(readForm(SampleForm, { ...full, display_name: '𐎀'.repeat(length) }).errors.display_name).toBe(code)
  })

  it.each<[string, unknown]>([
    ['more than four times the limit', { display_name: 'x'.repeat(41) }],
    ['an unknown property', { passport: '1' }],
    ['an unknown part', { 'safe_channels.0.passport': '1' }],
    ['a list where text belongs', { display_name: ['a', 'b'] }],
    ['an object where text belongs', { display_name: { a: 1 } }],
    ['a number where text belongs', { display_name: 5 }],
    ['text where entries belong', { safe_channels: 'x' }],
    ['an entry that is no object', { safe_channels: ['x'] }],
    ['an entry of another name', { 'safe_channels.x.channel': 'email' }],
    ['a hundred entries', { safe_channels: Array.from({ length: 100 }, () => ({ channel: 'email' })) }],
    ['a tick of another kind', { agreed: 'maybe' }],
    ['a date of another kind', { born: { hour: '1' } }],
    ['a prototype in JSON', JSON.parse('{"__proto__":{"x":1}}')],
    ['a prototype in a path', { 'safe_channels.__proto__.x': '1' }],
    ['a constructor', { constructor: 'x' }],
    ['a constructor inside', { safe_channels: [JSON.parse('{"constructor":1}')] }],
    ['a name that is value and folder', { born: '1980', 'born.day': '1' }],
    ['a list as body', []],
    ['text as body', 'x'],
  ])('refuses %s', (_, body) => {
    expect(() => readForm(SampleForm, body)).toThrow('malformed_form')
  })
})

describe('a section described', () => {
  it('splits answers by where they are sealed, entries in step', () => {
    const { values } = readForm(SampleForm, { ...full, contact_email: 'a@x.org', 'safe_channels.0.handle': 'h' })

    expect(sealedParts(SampleForm, values)).toEqual({
      contact: {
        display_name: 'Amina',
        applying_for: 'self',
        safe_channels: [{ channel: 'email' }],
        agreed: true,
        born: '1980-03-02',
        story: 'x',
      },
      mailbox: { contact_email: 'a@x.org' },
      risk: { safe_channels: [{ handle: 'h' }] },
      profile: { themes: ['a', 'b'] },
    })
  })

  it('tells page and API what is required', () => {
    const { fields } = describeSection(SampleForm)

    expect(fields.map(({ name, required }) => [name, required])).toEqual([
      ['display_name', 'yes'],
      ['contact_email', 'no'],
      ['applying_for', 'yes'],
      ['proxy_consent', 'sometimes'],
      ['safe_channels', 'yes'],
      ['themes', 'yes'],
      ['agreed', 'yes'],
      ['born', 'yes'],
      ['story', 'sometimes'],
    ])
    expect(schemaOf(SampleForm)).toMatchObject({
      type: 'object',
      additionalProperties: false,
      required: ['display_name', 'applying_for', 'safe_channels', 'themes', 'agreed', 'born'],
      properties: { themes: { type: 'array', items: { enum: ['a', 'b', 'c', 'd'] }, maxItems: 3 } },
    })
  })

  it('gives the answers back as questions and words', () => {
    const { values } = readForm(SampleForm, full)
    const rows = answersAsRead(SampleForm, values, wordsFor('en'))

    expect(rows.find(({ path }) => path === 'display_name')).toEqual({
      path: 'display_name',
      question: 'What name should we call you?',
      lines: ['Amina'],
      sealedIn: 'contact',
      ltr: false,
    })
    expect(rows.find(({ path }) => path === 'safe_channels.0.channel')?.lines).toEqual(['E-mail'])
    expect(rows.find(({ path }) => path === 'born')?.lines).toEqual(['2 March 1980'])
    expect(rows.some(({ path }) => path.startsWith('proxy_consent'))).toBe(false)
  })

  it('reads a form that extends another one, and leaves that one as it was', () => {
    expect(readForm(TitledProxyParts, { title: 'Doctor' })).toEqual({
      values: { title: 'Doctor' },
      errors: { name: 'missing', title: 'too_long' },
    })
    expect(describeSection(ProxyParts).fields.map(({ name }) => name)).toEqual(['name'])
  })
})
