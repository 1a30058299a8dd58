import { Field, Section } from '#platform/form/section.js'

@Section({ key: 'risk', compartment: 'risk' })
export class RiskForm {
  @Field({ control: 'radio', options: ['none', 'some', 'serious', 'life'] })
  risk_if_attendance_known!: string

  @Field({
    control: 'ticks',
    options: [
      'state',
      'security_forces',
      'company',
      'armed_group',
      'family_or_community',
      'online',
      'unknown',
      'prefer_not',
    ],
    optional: true,
  })
  risk_sources?: string[]

  @Field({ control: 'radio', options: ['yes', 'no', 'prefer_not'], optional: true })
  travel_ban_or_case?: string
}
