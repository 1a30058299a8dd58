import { type Revealable, revealable } from '#domain/staff/reveal.js'
import { Field } from '#platform/form/section.js'

export class RevealForm {
  @Field({ control: 'select', options: revealable })
  compartment!: Revealable

  /** Sealed to the compartment. */
  @Field({ control: 'textarea', limit: 2000, optional: true })
  why?: string
}
