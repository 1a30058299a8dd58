import { documentIssuers, isolate, type Words } from '#words/index.js'
import type { Choice, FieldSpec } from './field-spec.js'

interface Around {
  readonly words: Words
  readonly zones?: readonly string[]
  readonly now?: Date
}

/** The answers a question offers, named in the language of the page. */
export function choicesOf({ id, options, source }: FieldSpec, { words, zones = [], now }: Around): Choice[] {
  if (options) return options.map((value) => ({ value, label: words.find(`option.${id}.${value}`) ?? value }))
  if (source === 'languages') return languages(words)
  if (source === 'interpretation') return [{ value: 'sign', label: words('interpretation.sign') }, ...languages(words)]
  if (source === 'zones') return zones.map((zone) => ({ value: zone, label: zoneName(words, zone, now) }))
  if (source === undefined) return []
  const others = documentIssuers.map((value) => ({ value, label: words.find(`issuer.${value}`) ?? value }))

  return source === 'issuers' ? [...countries(words), ...others] : countries(words)
}

const languages = (words: Words): Choice[] => words.languages().map(({ code, name }) => ({ value: code, label: name }))

const countries = (words: Words): Choice[] => words.countries().map(({ code, name }) => ({ value: code, label: name }))

/** Clock time, name of the zone, and the city of its id, because several cities share a name of a zone. */
const zoneName = (words: Words, zone: string, now: Date | undefined): string =>
  `${now ? `${words.clock(now, zone)} ` : ''}(${isolate(zone.split('/').at(-1)?.replaceAll('_', ' ') ?? zone)})`
