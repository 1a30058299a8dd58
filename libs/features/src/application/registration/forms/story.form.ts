import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'story', compartment: 'profile' })
export class StoryForm {
  @Field({ control: 'textarea', limit: 1500, rows: 10 })
  work_summary!: string
}
