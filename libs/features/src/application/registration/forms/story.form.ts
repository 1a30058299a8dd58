import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'story', compartment: 'profile' })
export class StoryForm {
  @Field({ control: 'textarea', limit: 1500, rows: 10 })
  work_summary!: string

  @Field({ control: 'textarea', limit: 1000, rows: 7 })
  recent_example!: string
}
