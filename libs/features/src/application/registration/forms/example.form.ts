import { exampleErrors } from '#domain/application/form-rules.js'
import { Field, Section } from '#platform/form/section.js'

export class PublicTraceParts {
  @Field({ control: 'text', limit: 400, ltr: true })
  page!: string
}

@Section({ key: 'example', compartment: 'profile', rule: exampleErrors })
export class ExampleForm {
  @Field({ control: 'textarea', limit: 1000, rows: 7 })
  recent_example!: string

  /** Shown to staff as text, never as a link. */
  @Field({ control: 'repeat', parts: () => PublicTraceParts, max: 5, optional: true })
  public_traces?: PublicTraceParts[]
}
