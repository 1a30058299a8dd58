import arErrors from './ar/errors.json' with { type: 'json' }
import arForm from './ar/form.json' with { type: 'json' }
import arMessages from './ar/messages.json' with { type: 'json' }
import arReference from './ar/reference.json' with { type: 'json' }
import arRefusals from './ar/refusals.json' with { type: 'json' }
import arRegistration from './ar/registration.json' with { type: 'json' }
import arTasks from './ar/tasks.json' with { type: 'json' }
import enErrors from './en/errors.json' with { type: 'json' }
import enForm from './en/form.json' with { type: 'json' }
import enMessages from './en/messages.json' with { type: 'json' }
import enReference from './en/reference.json' with { type: 'json' }
import enRefusals from './en/refusals.json' with { type: 'json' }
import enRegistration from './en/registration.json' with { type: 'json' }
import enStaff from './en/staff.json' with { type: 'json' }
import enTasks from './en/tasks.json' with { type: 'json' }
import esErrors from './es/errors.json' with { type: 'json' }
import esForm from './es/form.json' with { type: 'json' }
import esMessages from './es/messages.json' with { type: 'json' }
import esReference from './es/reference.json' with { type: 'json' }
import esRefusals from './es/refusals.json' with { type: 'json' }
import esRegistration from './es/registration.json' with { type: 'json' }
import esTasks from './es/tasks.json' with { type: 'json' }
import faErrors from './fa/errors.json' with { type: 'json' }
import faForm from './fa/form.json' with { type: 'json' }
import faMessages from './fa/messages.json' with { type: 'json' }
import faReference from './fa/reference.json' with { type: 'json' }
import faRefusals from './fa/refusals.json' with { type: 'json' }
import faRegistration from './fa/registration.json' with { type: 'json' }
import faTasks from './fa/tasks.json' with { type: 'json' }
import frErrors from './fr/errors.json' with { type: 'json' }
import frForm from './fr/form.json' with { type: 'json' }
import frMessages from './fr/messages.json' with { type: 'json' }
import frReference from './fr/reference.json' with { type: 'json' }
import frRefusals from './fr/refusals.json' with { type: 'json' }
import frRegistration from './fr/registration.json' with { type: 'json' }
import frTasks from './fr/tasks.json' with { type: 'json' }
import ruErrors from './ru/errors.json' with { type: 'json' }
import ruForm from './ru/form.json' with { type: 'json' }
import ruMessages from './ru/messages.json' with { type: 'json' }
import ruReference from './ru/reference.json' with { type: 'json' }
import ruRefusals from './ru/refusals.json' with { type: 'json' }
import ruRegistration from './ru/registration.json' with { type: 'json' }
import ruTasks from './ru/tasks.json' with { type: 'json' }
import svErrors from './sv/errors.json' with { type: 'json' }
import svForm from './sv/form.json' with { type: 'json' }
import svMessages from './sv/messages.json' with { type: 'json' }
import svReference from './sv/reference.json' with { type: 'json' }
import svRefusals from './sv/refusals.json' with { type: 'json' }
import svRegistration from './sv/registration.json' with { type: 'json' }
import svTasks from './sv/tasks.json' with { type: 'json' }
import { type Lang, type langs, pseudoLangs } from './lang.js'
import { pseudoMessage } from './pseudo.js'

/** Units of the source language; `staff` exists in English only, the staff console is English. */
export const source = {
  registration: enRegistration,
  form: enForm,
  errors: enErrors,
  refusals: enRefusals,
  messages: enMessages,
  tasks: enTasks,
  reference: enReference,
  staff: enStaff,
} as const

export type Unit = keyof typeof source

type KeysOf<U> = U extends unknown ? keyof U : never

/** Every key of the English catalogues: the type of `words`. */
export type WordKey = KeysOf<(typeof source)[Unit]>

type Texts = Readonly<Record<string, string>>
type Catalogue = Readonly<Record<Unit, Texts>>
type Own = Omit<Catalogue, 'staff'>

/** What translators wrote, whole or not. */
export const translated: Readonly<Record<Exclude<(typeof langs)[number], 'en'>, Own>> = {
  ar: {
    registration: arRegistration,
    form: arForm,
    errors: arErrors,
    refusals: arRefusals,
    messages: arMessages,
    tasks: arTasks,
    reference: arReference,
  },
  es: {
    registration: esRegistration,
    form: esForm,
    errors: esErrors,
    refusals: esRefusals,
    messages: esMessages,
    tasks: esTasks,
    reference: esReference,
  },
  fa: {
    registration: faRegistration,
    form: faForm,
    errors: faErrors,
    refusals: faRefusals,
    messages: faMessages,
    tasks: faTasks,
    reference: faReference,
  },
  fr: {
    registration: frRegistration,
    form: frForm,
    errors: frErrors,
    refusals: frRefusals,
    messages: frMessages,
    tasks: frTasks,
    reference: frReference,
  },
  ru: {
    registration: ruRegistration,
    form: ruForm,
    errors: ruErrors,
    refusals: ruRefusals,
    messages: ruMessages,
    tasks: ruTasks,
    reference: ruReference,
  },
  sv: {
    registration: svRegistration,
    form: svForm,
    errors: svErrors,
    refusals: svRefusals,
    messages: svMessages,
    tasks: svTasks,
    reference: svReference,
  },
}

/** What is offered together or not at all: everything until an answer, and everything after it. */
const offers: readonly (readonly Exclude<Unit, 'staff'>[])[] = [
  ['registration', 'form', 'errors', 'refusals', 'messages', 'reference'],
  ['tasks'],
]

/** Keys of English that these texts lack. */
const lacking = (unit: Unit, texts: Texts): string[] => Object.keys(source[unit]).filter((key) => !texts[key])

/** A language's units; what lacks one key is English throughout with all it is offered with, never mixed. */
export function wholeUnits(given: Own): Catalogue {
  const whole = offers.flatMap((units) =>
    units.map((unit) => [
      unit,
      units.every((one) => lacking(one, given[one]).length === 0) ? given[unit] : source[unit],
    ]),
  )
  return { ...source, ...Object.fromEntries(whole) }
}

/** True for a language whose pages are its own from the first question to the answer. */
export const isOffered = (lang: Lang): boolean =>
  lang === 'en' || catalogueOf(lang).registration !== source.registration

const pseudo = (): Catalogue =>
  Object.fromEntries(
    Object.entries(source).map(([unit, texts]) => [
      unit,
      Object.fromEntries(Object.entries(texts).map(([key, text]) => [key, pseudoMessage(text)])),
    ]),
  ) as Catalogue

const made = new Map<Lang, Catalogue>()

/** The catalogues of a language, put together on first use. */
export function catalogueOf(lang: Lang): Catalogue {
  const known = made.get(lang)
  if (known) return known
  const catalogue = pseudoLangs.some((one) => one === lang)
    ? pseudo()
    : lang === 'en'
      ? source
      : wholeUnits(translated[lang as keyof typeof translated])
  made.set(lang, catalogue)

  return catalogue
}
