import { preferenceErrors } from '#domain/application/form-rules.js'
import { Field, Section } from '#platform/form/section.js'
import { langs } from '#words/index.js'

/** How we may write to somebody who has sent an application; takes the place of all that was said before. */
@Section({ key: 'preferences', compartment: 'contact', rule: preferenceErrors })
export class PreferencesForm {
  @Field({ control: 'select', options: langs, mailbox: true })
  form_language!: string

  @Field({ control: 'email', mailbox: true, optional: 'sometimes', limit: 254, ltr: true, autocomplete: 'email' })
  contact_email?: string

  /** Left out: the two words of before. */
  @Field({ control: 'text', mailbox: true, optional: true, limit: 60 })
  mail_mark?: string

  @Field({
    control: 'ticks',
    mailbox: true,
    optional: true,
    options: ['do_not_write', 'no_subject_detail', 'daytime_only', 'never_phone', 'never_sms', 'via_partner', 'none'],
  })
  contact_rules?: string[]

  /** One of our hosts, or nothing: then our mails name none. */
  @Field({ control: 'text', mailbox: true, optional: true, limit: 253, ltr: true })
  mail_host?: string
}
