import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { applicationLifecycle } from '#domain/application/lifecycle.js'
import { moveRows } from '#domain/lifecycle.js'
import { noteTopics } from '#domain/message/note-topics.js'
import { checkPoints } from '#domain/vetting/clearing.js'
import type { FieldDescription, FormClass } from '#platform/form/description.js'
import { describeSection, fieldsOf } from '#platform/form/section.js'
import { root } from '#test/support/cluster.js'
import { templateParts } from './word-templates.js'
import { type Source, sourcesOf } from './sources.js'

const code = sourcesOf(['apps', 'libs'], ['.ts', '.tsx']).filter(({ file }) => !/\.spec\.tsx?$/.test(file))
const all = [...code, ...sourcesOf(['migrations/sql'], ['.sql'])]

const matchesIn = (sources: readonly Source[], pattern: RegExp): string[] =>
  sources.flatMap(({ text }) => [...text.matchAll(pattern)].flatMap(([, ...groups]) => groups.filter(Boolean)))

const refused = /refuse\('([a-z_]+)'|code := '([a-z_]+)'|RETURN '([a-z_]+)'/g
/** Codes of refusals that these sources answer. */
export const codesIn = (sources: readonly Source[]): string[] => [...new Set(matchesIn(sources, refused))]

/** Words between quotes, and names of properties. */
const writtenIn = (text: string): string[] =>
  [...text.matchAll(/'([\w-]+)'|(?<=[{,\s])(\w+)(?=\??:)/g)].map((match) => match[1] ?? match[2] ?? '')
const written = new Map<string, readonly string[]>()

/** Parts that the code writes in the files (or folders) named. */
function partsOf(places: readonly string[]): ReadonlySet<string> {
  const parts = places.flatMap((place) => {
    const known =
      written.get(place) ?? all.filter(({ file }) => file.startsWith(place)).flatMap(({ text }) => writtenIn(text))
    written.set(place, known)
    return known
  })
  return new Set(parts)
}

/** Parts that are put together themselves, or stand in so many files that what they stand in says more than where. */
const derivedParts = (): Readonly<Record<string, readonly string[]>> => ({
  'refusal.*': codesIn(all),
  'staff.refused.*': [...codesIn(all), ...matchesIn(code, /notice=([a-z_]+)/g)],
  'staff.move.*': moveRows(applicationLifecycle).map(({ move }) => move),
  // A flag may name a country after a colon, and one is made of what the timeline says.
  'staff.flag.*': [
    ...matchesIn(code, /`([A-Z\d_]+):\$/g),
    ...[...partsOf(['libs/domain/src/visa/check/lodging.ts'])].map((said) => `TIMELINE_${said.toUpperCase()}`),
  ],
  'staff.point.*': checkPoints.map(String),
  'staff.vetting.help.*': checkPoints.map(String),
  'staff.waiting.kind.*': [
    ...all.filter(({ text }) => text.includes('staff_task')).flatMap(({ text }) => writtenIn(text)),
    ...Object.keys(noteTopics).map((topic) => `note_${topic}`),
    'mail_rejected',
  ],
  'staff.done.*': code
    .flatMap(({ text }) => text.split('\n'))
    .filter((line) => line.includes('Done('))
    .flatMap(writtenIn),
})

const isForm = (one: unknown): one is FormClass =>
  typeof one === 'function' && one.prototype !== undefined && fieldsOf(one as FormClass).length > 0
const partsIn = (form: FormClass): FormClass[] => fieldsOf(form).flatMap(({ options }) => options.parts?.() ?? [])
const flat = (fields: readonly FieldDescription[]): FieldDescription[] =>
  fields.flatMap((field) => [field, ...flat(field.fields ?? [])])

/** Keys of the questions of every form there is, their answers, and what may be wrong with them. */
async function formKeys(): Promise<string[]> {
  const files = code.filter(({ file }) => file.endsWith('.form.ts'))
  const forms: FormClass[] = []
  // One after the other: the test runner links modules of its own, and two at once trip over what they share.
  for (const { file } of files) {
    const compiled = pathToFileURL(path.join(root, 'dist', file.replace(/ts$/, 'js')))
    forms.push(...Object.values((await import(compiled.href)) as object).filter(isForm))
  }
  const errors = [...partsOf([...(templateParts['error.*'] ?? []), ...files.map(({ file }) => file)])]
  // The questions of a part are asked as those of the form it is part of.
  const within = new Set(forms.flatMap(partsIn))
  return forms
    .filter((form) => !within.has(form))
    .flatMap((form) =>
      flat(describeSection(form).fields).flatMap(({ id, options = [] }) => [
        ...['label', 'hint', 'link', 'only_if', 'entry'].map((part) => `field.${id}.${part}`),
        ...options.map((value) => `option.${id}.${value}`),
        ...errors.map((error) => `error.${id}.${error}`),
      ]),
    )
}

/** Templates of the code, each with `*` for what is put in. */
const template = /`([a-z_]+\.[^`\n]*\$\{[^`\n]*)`/g
const shapeOf = (text: string): string => text.replace(/\$\{[^}]*\}/g, '*')
const matcher = (shape: string): RegExp => new RegExp(`^${shape.replaceAll('.', '\\.').replaceAll('*', '([^.]+)')}$`)

export interface Uses {
  /** Keys written whole. */
  readonly whole: ReadonlySet<string>
  /** Shapes of the templates in the code. */
  readonly shapes: ReadonlySet<string>
  readonly ofForms: ReadonlySet<string>
  /** Files named as the source of parts that are not there. */
  readonly lost: readonly string[]
  isBuilt(key: string): boolean
}

/** Every way in which the code says a key. */
export async function wordUses(): Promise<Uses> {
  const derived = derivedParts()
  const known = Object.entries(templateParts).map(([shape, places]) => ({
    match: matcher(shape),
    parts: new Set([...partsOf(places), ...(derived[shape] ?? [])]),
  }))
  return {
    whole: new Set(matchesIn(code, /['"`]([\w-]+(?:\.[\w-]+)+)['"`]/g)),
    shapes: new Set(matchesIn(code, template).map(shapeOf)),
    ofForms: new Set(await formKeys()),
    lost: Object.values(templateParts)
      .flat()
      .filter((place) => !all.some(({ file }) => file.startsWith(place))),
    isBuilt: (key) =>
      known.some(({ match, parts }) => {
        const [, ...filled] = match.exec(key) ?? []
        return filled.length > 0 && filled.every((part) => parts.has(part))
      }),
  }
}
