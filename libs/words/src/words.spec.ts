/** @jest-environment node */
import { describe, expect, it } from '@jest/globals'
import {
  answerPseudoLangs,
  catalogueOf,
  dirOf,
  isLang,
  langs,
  pseudoLangs,
  source,
  type Unit,
  wordsFor,
} from './index.js'

const en = wordsFor('en')
const ar = wordsFor('ar')

describe('words of a language', () => {
  it('isolates what people typed, and takes their direction marks away', () => {
    expect(en('reply.lead', { deadline: 'x\u202Ey\u2069z' })).toContain('\u2068xyz\u2069')
  })

  it('keeps angle brackets and quotes as plain text', () => {
    expect(en('shell.title', { section: "<b>'{x}" })).toBe("Application – \u2068<b>'{x}\u2069")
  })

  it('picks each of the six Arabic plurals', () => {
    const texts = [0, 1, 2, 3, 11, 100].map((count) => ar('inbox.reminder_digest.text', { count }))

    expect(new Set(texts).size).toBe(6)
  })

  it('writes dates in the Gregorian calendar, the month as a word, with Latin digits', () => {
    expect(en.date('2027-04-11')).toBe('11 April 2027')
    expect(ar.date('2027-04-11')).toBe('11 أبريل 2027')
    expect(en.date('1980-05')).toBe('May 1980')
    expect(en.date('1980')).toBe('1980')
  })

  it('shows an instant as the clock of a place and names its zone', () => {
    const text = en.instant(new Date('2027-02-08T11:59:59Z'), 'Africa/Cairo')

    expect(text).toContain('13:59')
    expect(text).toContain('Eastern European Standard Time')
    expect(ar.instant(new Date('2027-02-08T11:59:59Z'), 'Africa/Cairo')).toMatch(/13:59/)
  })

  it('lists countries with Kosovo, sorted as each language sorts', () => {
    for (const words of [en, ar]) {
      const names = words.countries().map(({ name }) => name)
      expect(names).toEqual(names.toSorted(new Intl.Collator(words.lang).compare))
      expect(words.countries().some(({ code }) => code === 'XK')).toBe(true)
      expect(words.countries()).toHaveLength(250)
    }
  })

  it('knows the direction of a language from a fixed set', () => {
    expect(['ar', 'fa', 'ckb', 'ur-PK', 'en', 'sr-Latn'].map(dirOf)).toEqual(['rtl', 'rtl', 'rtl', 'rtl', 'ltr', 'ltr'])
    expect([isLang('ar'), isLang('de'), isLang(undefined)]).toEqual([true, false, false])
  })
})

const units = (Object.keys(source) as Unit[]).filter((unit) => unit !== 'staff')
const sentenceEnd = /[.:;؟?!]\s|\n/

describe.each(units)('the catalogue %s', (unit) => {
  it('keeps English sentences at twenty words and free of exclamation', () => {
    for (const [key, text] of Object.entries<string>(source[unit])) {
      const plain = text.replace(/\{[^{}]*(?:\{[^{}]*\}[^{}]*)*\}/g, 'x')
      const longest = Math.max(...plain.split(sentenceEnd).map((sentence) => sentence.trim().split(/\s+/).length))
      expect({ key, fits: longest <= 20 }).toEqual({ key, fits: true })
      expect(text).not.toMatch(/!|\bplease kindly\b|\binvalid\b/i)
    }
  })
})

describe('texts that others may see', () => {
  it('keeps the exit label at ten characters', () => {
    for (const lang of langs) expect(wordsFor(lang)('shell.exit').length).toBeLessThanOrEqual(10)
  })

  it('names neither event nor house nor country in mails, tasks and titles', () => {
    for (const lang of langs) {
      const { messages, tasks, registration } = catalogueOf(lang)
      const titles = Object.entries(registration).filter(([key]) => /^shell\.|\.title$/.test(key))
      const texts = [...Object.values(messages), ...Object.values(tasks), ...titles.map(([, text]) => text)]

      expect(texts.join(' ')).not.toMatch(
        /defend|human right|sweden|stockholm|conference|السويد|ستوكهولم|حقوق|مؤتمر|défens|droits humains|suède|conférence|defensor|derechos humanos|suecia|conferencia|защитник|прав человека|швеци|стокгольм|конференц|försvar|mänskliga rättigheter|sverige|konferens|مدافع|سوئد|استکهلم|کنفرانس/i,
      )
    }
  })
})

describe('the pseudo languages', () => {
  it('are answered in a practice copy only', () => {
    const live = pseudoLangs.map(isLang)
    answerPseudoLangs(true)
    const practice = pseudoLangs.map(isLang)
    answerPseudoLangs(false)

    expect([live, practice]).toEqual([
      [false, false],
      [true, true],
    ])
  })

  it.each(pseudoLangs)('%s puts every text in brackets and keeps what a sentence holds', (lang) => {
    const words = wordsFor(lang)
    const texts = Object.values(catalogueOf(lang)).flatMap((unit) => Object.values(unit))

    expect(texts.filter((text) => !/^\[.*\]$/s.test(text))).toEqual([])
    expect(words('shell.title', { section: 'Abc' })).toMatch(/^\[Àƥƥĺíćàţíóñ – \u2068Abc\u2069.*\]$/)
    expect([1, 2].map((count) => words('inbox.reminder_digest.text', { count }))).toEqual([
      expect.stringMatching(/^\[.*\]$/),
      expect.stringMatching(/^\[.*2.*\]$/),
    ])
    expect(words.country('SE')).toMatch(/^\[.*\]$/)
  })
})
