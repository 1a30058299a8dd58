import { channelErrors, type ChannelAnswers } from '#domain/application/form-rules.js'
import { placesIn } from '#platform/form/sealed-parts.js'
import { describeSection } from '#platform/form/section.js'
import { sections } from '../../registration/forms/sections.js'

const looked = ['contact', 'profile'] as const
const readHere: ReadonlySet<string> = new Set([...looked, 'mailbox'])

/** Fields everybody must have answered, by page, that are sealed in what is looked at. What an edition may not offer is left out. */
const required = sections.flatMap(({ key, form }) =>
  describeSection(form)
    .fields.filter((field) => field.required === 'yes' && !field.offer && !field.unless && !field.showWhen)
    .filter((field) => placesIn(form, [field]).some((place) => readHere.has(place)))
    .map(({ name }) => ({ key, name })),
)

interface Named extends ChannelAnswers {
  /** Of a referee `contact` holds the address alone; a file with a voucher has none. */
  readonly referees?: readonly { readonly channel?: string }[]
}

/**
 * Pages of the form on which a file lacks what it was asked for, in page order: a required answer, a way of contact that
 * can be used, two referees. Null where `contact` or `profile` was not opened, since then nobody here can tell.
 */
export function lacksIn(values: object, opened: ReadonlySet<string>): string[] | null {
  if (looked.some((compartment) => !opened.has(compartment))) return null
  const named = values as Named
  const hasReferees = named.referees === undefined || named.referees.filter(({ channel }) => channel).length >= 2
  const lacking = new Set([
    ...required.filter(({ name }) => isEmpty(Reflect.get(values, name))).map(({ key }) => key),
    ...(Object.keys(channelErrors(named)).length > 0 ? ['channels'] : []),
    ...(hasReferees ? [] : ['references']),
  ])

  return sections.map(({ key }) => key).filter((key) => lacking.has(key))
}

const isEmpty = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  value === '' ||
  value === false ||
  (Array.isArray(value) && value.length === 0)
