import { type Extension, extensionDays, extensionReasons } from '#features/invitation/staff/extend-answer.js'
import { Field } from '#platform/form/section.js'

export class ExtensionForm {
  @Field({ control: 'select', options: extensionDays })
  days!: (typeof extensionDays)[number]

  @Field({ control: 'select', options: extensionReasons })
  reason!: Extension['reason']
}
