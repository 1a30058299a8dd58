import { Field } from '#platform/form/section.js'

/** Two files by their case numbers, and why their people are kept apart. */
export class ApartForm {
  @Field({ control: 'text', limit: 12, ltr: true, capitals: true })
  apart_first!: string

  @Field({ control: 'text', limit: 12, ltr: true, capitals: true })
  apart_second!: string

  @Field({ control: 'textarea', limit: 2000, rows: 4 })
  apart_why!: string
}
