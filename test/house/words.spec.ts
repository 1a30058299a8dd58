import { describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from '#domain/application/lifecycle.js'
import { catalogues, langs } from '#words/index.js'

const english: Readonly<Record<string, string>> = catalogues.en.registration

describe('the catalogues', () => {
  it('say every public label as the lifecycle has it, in each language', () => {
    const labels = Object.entries(applicationLifecycle).map(([state, row]) => [`state.${state}`, row.publicLabel])

    expect(labels.map(([key = '']) => [key, english[key]])).toEqual(labels)
    for (const lang of langs) {
      const keys = Object.keys(catalogues[lang].registration).filter((key) => key.startsWith('state.'))
      expect(new Set(keys)).toEqual(new Set(labels.map(([key]) => key)))
    }
  })

  it('have the two neutral subjects and a text for every message a move rings', () => {
    const classes = new Set(
      Object.values(applicationLifecycle).flatMap((row) =>
        Object.values(row.moves).flatMap((move) => ('message' in move ? [move.message] : [])),
      ),
    )
    const wanted = [...classes].flatMap((name) => [`inbox.${name}.title`, `inbox.${name}.text`])

    for (const lang of langs) {
      const { messages } = catalogues[lang]
      const keys = ['mail.subject.update', 'mail.subject.answer_needed', ...wanted]
      expect(keys.filter((key) => !(key in messages))).toEqual([])
    }
  })
})
