import { describe, expect, it } from '@jest/globals'
import { applicationLifecycle } from '#domain/application/lifecycle.js'
import { taskLifecycle } from '#domain/task/lifecycle.js'
import { mailClasses } from '#platform/mail/mail-class.js'
import { catalogueOf, langs, source } from '#words/index.js'
import { sourcesOf } from './sources.js'
import { formTemplates, templateParts } from './word-templates.js'
import { codesIn, type Uses, wordUses } from './word-uses.js'

const english: Readonly<Record<string, string>> = catalogueOf('en').registration

/** Codes that lead to a page of their own, or are told under another code. */
const toldOtherwise = new Set(['ok', 'noop', 'too_young', 'mistyped_code', 'release_blocked', 'step_up_needed'])
const speechless = (codes: readonly string[], said: Readonly<Record<string, string>>, prefixes: readonly string[]) =>
  codes.filter((code) => !toldOtherwise.has(code) && !prefixes.some((prefix) => `${prefix}${code}` in said))

const isSaid = (uses: Uses, key: string): boolean => uses.whole.has(key) || uses.ofForms.has(key) || uses.isBuilt(key)
const fits = (shape: string, key: string): boolean =>
  new RegExp(`^${shape.replaceAll('.', '\\.').replaceAll('*', '.+')}$`).test(key)

describe('the catalogues', () => {
  it('say every public label as the lifecycle has it, in each language', () => {
    const labels = Object.entries(applicationLifecycle).map(([state, row]) => [`state.${state}`, row.publicLabel])

    expect(labels.map(([key = '']) => [key, english[key]])).toEqual(labels)
    for (const lang of langs) {
      const keys = Object.keys(catalogueOf(lang).registration).filter((key) => key.startsWith('state.'))
      expect(new Set(keys)).toEqual(new Set(labels.map(([key]) => key)))
      for (const state of Object.keys(taskLifecycle))
        expect(catalogueOf(lang).tasks).toHaveProperty([`task.state.${state}`])
    }
  })

  it('have a sentence for every refusal an applicant can meet, in each language, and for staff in English', () => {
    const features = sourcesOf(['libs/features/src'], ['.ts']).filter(({ file }) => !file.endsWith('.spec.ts'))
    const sql = sourcesOf(['migrations/sql'], ['.sql']).filter(({ file }) =>
      /(move|own|parked|code\/(code|note|send|contact))\.sql$/.test(file),
    )
    const met = codesIn([...features.filter(({ file }) => file.includes('/registration/')), ...sql])
    const byStaff = codesIn(features.filter(({ file }) => file.includes('/staff/')))

    expect(speechless(['not_found', 'never_said'], catalogueOf('ar').refusals, ['refusal.'])).toEqual(['never_said'])
    for (const lang of langs) expect(speechless(met, catalogueOf(lang).refusals, ['refusal.'])).toEqual([])
    expect(speechless(byStaff, { ...source.refusals, ...source.staff }, ['refusal.', 'staff.refused.'])).toEqual([])
  })

  it('have a subject for every mail there is, and a text for every message a move rings', () => {
    const subjects = new Set(Object.values(mailClasses).map(({ subject }) => subject))
    const rung = Object.values(applicationLifecycle).flatMap((row) =>
      Object.values(row.moves).flatMap((move) => ('message' in move ? [move.message] : [])),
    )
    const wanted = [
      ...[...subjects].map((kind) => (kind === 'staff' ? 'mail.staff.subject' : `mail.subject.${kind}`)),
      ...[...new Set(rung)].flatMap((name) => [`inbox.${name}.title`, `inbox.${name}.text`]),
    ]

    for (const lang of langs) expect(wanted.filter((key) => !(key in catalogueOf(lang).messages))).toEqual([])
  })
  it('hold no key that nothing says', async () => {
    const uses = await wordUses()
    const keys = Object.values(source).flatMap((unit) => Object.keys(unit))
    const shapesOfKeys = [...uses.shapes].filter((shape) => keys.some((key) => fits(shape, key)))

    expect(uses.lost).toEqual([])
    expect(shapesOfKeys.filter((shape) => !(shape in templateParts) && !formTemplates.has(shape))).toEqual([])
    expect([...Object.keys(templateParts), ...formTemplates].filter((shape) => !uses.shapes.has(shape))).toEqual([])
    expect(['staff.move.never', 'field.never.label', 'never.said'].filter((key) => !isSaid(uses, key))).toHaveLength(3)
    expect(keys.filter((key) => !isSaid(uses, key))).toEqual([])
  })
})
