import arErrors from './ar/errors.json' with { type: 'json' }
import arForm from './ar/form.json' with { type: 'json' }
import arMessages from './ar/messages.json' with { type: 'json' }
import arRefusals from './ar/refusals.json' with { type: 'json' }
import arRegistration from './ar/registration.json' with { type: 'json' }
import arTasks from './ar/tasks.json' with { type: 'json' }
import enErrors from './en/errors.json' with { type: 'json' }
import enForm from './en/form.json' with { type: 'json' }
import enMessages from './en/messages.json' with { type: 'json' }
import enRefusals from './en/refusals.json' with { type: 'json' }
import enRegistration from './en/registration.json' with { type: 'json' }
import enStaff from './en/staff.json' with { type: 'json' }
import enTasks from './en/tasks.json' with { type: 'json' }
import type { Lang } from './lang.js'

/** Units of the source language; `staff` exists in English only, the staff console is English. */
export const source = {
  registration: enRegistration,
  form: enForm,
  errors: enErrors,
  refusals: enRefusals,
  messages: enMessages,
  tasks: enTasks,
  staff: enStaff,
} as const

export type Unit = keyof typeof source

type KeysOf<U> = U extends unknown ? keyof U : never

/** Every key of the English catalogues: the type of `words`. */
export type WordKey = KeysOf<(typeof source)[Unit]>

/** A unit a language does not have is English throughout, never mixed. */
export const catalogues: Readonly<Record<Lang, Readonly<Record<Unit, Readonly<Record<string, string>>>>>> = {
  en: source,
  ar: {
    registration: arRegistration,
    form: arForm,
    errors: arErrors,
    refusals: arRefusals,
    messages: arMessages,
    tasks: arTasks,
    staff: enStaff,
  },
}
