import { channelErrors } from '#domain/application/form-rules.js'
import { Field, Section } from '#platform/form/section.js'

export class SafeChannelParts {
  @Field({ control: 'select', options: ['email', 'signal', 'whatsapp', 'phone', 'partner', 'none'] })
  channel!: string

  @Field({ control: 'text', limit: 200, ltr: true, optional: 'sometimes' })
  handle?: string

  @Field({
    control: 'select',
    options: ['yes', 'neutral_only', 'no'],
    showWhen: { field: 'channel', is: ['email', 'signal', 'whatsapp', 'phone', 'partner'] },
  })
  safe?: string
}

@Section({ key: 'channels', compartment: 'contact', rule: channelErrors })
export class ChannelsForm {
  @Field({ control: 'repeat', parts: () => SafeChannelParts, min: 1, max: 3 })
  safe_channels!: SafeChannelParts[]

  @Field({ control: 'email', mailbox: true, optional: 'sometimes', limit: 254, ltr: true, autocomplete: 'email' })
  contact_email?: string

  @Field({
    control: 'ticks',
    mailbox: true,
    optional: true,
    options: [
      'do_not_write',
      'neutral_sender',
      'no_subject_detail',
      'daytime_only',
      'never_phone',
      'never_sms',
      'via_partner',
      'none',
    ],
  })
  contact_rules?: string[]
}
