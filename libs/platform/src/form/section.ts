import 'reflect-metadata'
import type { Compartment } from '#domain/compartment.js'
import type {
  FieldDescription,
  FieldOptions,
  FormClass,
  SealedIn,
  SectionDescription,
  SectionOptions,
} from './description.js'
import { constraintsOf } from './constraints.js'

const fieldsKey = Symbol('form fields')
const sectionKey = Symbol('form section')

type Declared = readonly { readonly name: string; readonly options: FieldOptions }[]

/** Names a form class as one page of the application: its key and the compartment its answers are sealed in. */
export const Section =
  (options: SectionOptions) =>
  (target: FormClass): void =>
    Reflect.defineMetadata(sectionKey, options, target)

/** Declares a question: the control and its limits, checked by class-validator with our own error codes. */
export const Field =
  (options: FieldOptions) =>
  (prototype: object, name: string): void => {
    const declared: Declared = Reflect.getMetadata(fieldsKey, prototype) ?? []
    Reflect.defineMetadata(fieldsKey, [...declared, { name, options }], prototype)
    for (const constrain of constraintsOf(options)) constrain(prototype, name)
  }

/** The declared fields of a form class, those it extends first, in the order of the class. */
export const fieldsOf = (form: FormClass): Declared => Reflect.getMetadata(fieldsKey, form.prototype) ?? []

/** What `@Section` says; undefined for a class of parts. */
export const sectionOf = (form: FormClass): SectionOptions | undefined => Reflect.getMetadata(sectionKey, form)

const described = new Map<FormClass, SectionDescription>()

/** The section as data: what the page draws, the API document lists and sealing splits by. Fields in class order. */
export function describeSection(form: FormClass): SectionDescription {
  const known = described.get(form)
  if (known) return known
  const section = sectionOf(form) ?? { key: '', compartment: 'contact' as Compartment }
  const description = {
    key: section.key,
    compartment: section.compartment,
    fields: describeFields(form, section.compartment, ''),
  }
  described.set(form, description)

  return description
}

function describeFields(form: FormClass, sealedIn: SealedIn, path: string): FieldDescription[] {
  return fieldsOf(form).map(({ name, options }) => {
    const { parts, compartment, mailbox, ...rest } = options
    const place = mailbox ? 'mailbox' : (compartment ?? sealedIn)
    const id = path + name

    return {
      ...rest,
      id,
      name,
      sealedIn: place,
      required: requiredOf(options),
      ...(parts ? { fields: describeFields(parts(), place, `${id}.`) } : {}),
    }
  })
}

function requiredOf({ optional, showWhen, unless, offer }: FieldOptions): FieldDescription['required'] {
  if (optional === true) return 'no'

  return optional || showWhen || unless || offer ? 'sometimes' : 'yes'
}
