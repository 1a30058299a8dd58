import { Matches } from 'class-validator'
import { Field } from '#platform/form/section.js'
import { anId } from './found.js'

/** An id that our own page put into its form. */
export const IdField =
  ({ optional }: { readonly optional?: true } = {}) =>
  (prototype: object, name: string): void => {
    Field({ control: 'text', limit: 36, optional })(prototype, name)
    Matches(anId, { message: 'choose' })(prototype, name)
  }

/** The version that the page showed. */
export const VersionField =
  () =>
  (prototype: object, name: string): void => {
    Field({ control: 'text', limit: 9 })(prototype, name)
    Matches(/^\d+$/, { message: 'number' })(prototype, name)
  }
