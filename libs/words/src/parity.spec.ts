import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'
import { describe, expect, it } from '@jest/globals'
import { IntlMessageFormat } from 'intl-messageformat'
import { translated } from './catalogues.js'
import { langs, source, type Unit, wholeUnits } from './index.js'

type Ast = ReturnType<IntlMessageFormat['getAst']>

interface Shape {
  readonly names: readonly string[]
  readonly plurals: readonly (readonly string[])[]
}

/** Type of plain text in the parsed message. */
const literal = '0'

/** Placeholders of a text and the categories of its plurals, each sorted. */
function shapeOf(text: string): Shape {
  const names = new Set<string>()
  const plurals: string[][] = []
  const walk = (ast: Ast): void => {
    for (const part of ast) {
      if ('value' in part && String(part.type) !== literal) names.add(part.value)
      if (!('options' in part)) continue
      const options = Object.entries(part.options)
      plurals.push(options.map(([category]) => category).toSorted())
      for (const [, option] of options) walk(option.value)
    }
  }
  walk(new IntlMessageFormat(text, 'en', undefined, { ignoreTag: true }).getAst())

  return { names: [...names].toSorted(), plurals }
}

const units = (Object.keys(source) as Unit[]).filter((unit) => unit !== 'staff')
const others = langs.filter((lang) => lang !== 'en')
const cases = others.flatMap((lang) => units.map((unit) => [lang, unit] as const))

describe.each(cases)('%s %s', (lang, unit) => {
  const texts = translated[lang][unit]
  const english: Readonly<Record<string, string>> = source[unit]

  it('has exactly the keys of English, none of them empty', () => {
    expect(Object.keys(texts).toSorted()).toEqual(Object.keys(english).toSorted())
    expect(Object.values(texts).filter((text) => text.trim() === '')).toEqual([])
  })

  it('has the placeholders of English', () => {
    for (const [key, text] of Object.entries(texts)) {
      expect({ key, names: shapeOf(text).names }).toEqual({ key, names: shapeOf(english[key] ?? '').names })
    }
  })

  it('has every plural category of its language', () => {
    const wanted = new Intl.PluralRules(lang).resolvedOptions().pluralCategories.toSorted()
    for (const [key, text] of Object.entries(texts)) {
      for (const plural of shapeOf(text).plurals) expect({ key, plural }).toEqual({ key, plural: wanted })
    }
  })
})

const brands = ['option.safe_channels.channel.signal', 'option.safe_channels.channel.whatsapp']
// Words that are the same in both languages, and names written as their language writes them.
const alike: Readonly<Record<string, readonly string[]>> = {
  ar: ['form.entry', 'form.of_entry'],
  es: [
    'shell.title_error',
    'form.entry',
    'form.of_entry',
    ...brands,
    'option.verify_me_by.channel.signal',
    'option.verify_me_by.channel.whatsapp',
  ],
  fa: ['form.entry', 'form.of_entry'],
  fr: ['code.idle.short', 'form.entry', 'option.tracks.protection', 'reference.organisation'],
  ru: [
    'form.entry',
    'form.of_entry',
    ...brands,
    'option.verify_me_by.channel.signal',
    'option.verify_me_by.channel.whatsapp',
  ],
  sv: [
    'form.entry',
    'form.of_entry',
    ...brands,
    'option.role_types.journalist',
    'field.referees.entry',
    'field.referees.organisation.label',
    'reference.organisation',
    'option.verify_me_by.channel.signal',
    'option.verify_me_by.channel.whatsapp',
    'field.referee.organisation.label',
  ],
}

describe.each(others)('%s', (lang) => {
  it('is not English under another name', () => {
    const same = units.flatMap((unit) => {
      const english: Readonly<Record<string, string>> = source[unit]
      return Object.entries(translated[lang][unit]).filter(
        ([key, text]) => text === english[key] && /[a-z]{3}/.test(text) && !key.startsWith('option.form_language.'),
      )
    })

    expect(same.map(([key]) => key)).toEqual(alike[lang] ?? [])
  })
})

describe('a catalogue', () => {
  const folder = path.dirname(createRequire(import.meta.url).resolve('#words/index.js'))
  const twice = (text: string): string[] => {
    const keys = [...text.matchAll(/^ +"([^"]+)":/gm)].map(([, key = '']) => key)
    return keys.filter((key, i) => keys.indexOf(key) !== i)
  }

  it('has no key twice: the later text would hide the first', () => {
    const files = [...langs].flatMap((lang) =>
      [...units, ...(lang === 'en' ? (['staff'] as const) : [])].map((unit) => `${lang}/${unit}`),
    )

    expect(twice('{\n  "a": "1",\n  "b": "2",\n  "a": "3"\n}')).toEqual(['a'])
    expect(
      files.flatMap((file) =>
        twice(readFileSync(path.join(folder, `${file}.json`), 'utf8')).map((key) => `${file} ${key}`),
      ),
    ).toEqual([])
  })
})

describe('a language that lacks a key', () => {
  const { messages, ...rest } = translated.ar
  const { 'mail.mark': _, ...incomplete } = messages

  it('is not offered at all in what that key belongs to, and stays whole in the rest', () => {
    const whole = wholeUnits({ ...rest, messages: incomplete })

    expect(whole.registration).toBe(source.registration)
    expect(whole.messages).toBe(source.messages)
    expect(whole.tasks).toBe(translated.ar.tasks)
  })
})
