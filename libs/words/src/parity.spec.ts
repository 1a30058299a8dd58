import { describe, expect, it } from '@jest/globals'
import { IntlMessageFormat } from 'intl-messageformat'
import { catalogues, langs, source, type Unit } from './index.js'

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
const cases = langs.flatMap((lang) => units.map((unit) => [lang, unit] as const))

describe.each(cases)('%s %s', (lang, unit) => {
  const texts = catalogues[lang][unit]
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

describe('a language other than English', () => {
  it('is not English under another name', () => {
    const same = units.flatMap((unit) =>
      Object.entries(catalogues.ar[unit]).filter(
        ([key, text]) => text === catalogues.en[unit][key] && /[a-z]{3}/.test(text),
      ),
    )

    expect(same.map(([key]) => key)).toEqual(['form.entry', 'form.of_entry', 'option.form_language.en'])
  })
})
