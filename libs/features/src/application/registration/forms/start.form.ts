import { Field, Section } from '#platform/form/section.js'
import { langs } from '#words/index.js'

/** Who the proxy is, and how the person agreed. */
export class ProxyConsentParts {
  @Field({ control: 'text', limit: 120 })
  name!: string

  @Field({ control: 'text', limit: 120, optional: true })
  organisation?: string

  @Field({ control: 'text', limit: 120 })
  relation!: string

  @Field({ control: 'text', limit: 200, ltr: true })
  channel!: string

  @Field({ control: 'textarea', limit: 400, rows: 3 })
  how_agreed!: string

  @Field({ control: 'date' })
  agreed_on!: string

  @Field({ control: 'select', source: 'languages' })
  language!: string

  @Field({ control: 'radio', options: ['person', 'proxy'] })
  code_kept_by!: string
}

@Section({
  key: 'start',
  compartment: 'contact',
  prefill: (lang) => ({ form_language: lang, answer_language: lang }),
})
export class StartForm {
  @Field({ control: 'select', options: langs, mailbox: true })
  form_language!: string

  @Field({ control: 'select', source: 'languages', compartment: 'profile' })
  answer_language!: string

  @Field({ control: 'tick' })
  safety_notice_ack!: boolean

  @Field({ control: 'radio', options: ['yes', 'no'] })
  adult_on_arrival!: string

  @Field({ control: 'radio', options: ['self', 'proxy'] })
  applying_for!: string

  @Field({
    control: 'group',
    compartment: 'references',
    parts: () => ProxyConsentParts,
    showWhen: { field: 'applying_for', is: ['proxy'] },
  })
  proxy_consent?: ProxyConsentParts
}
