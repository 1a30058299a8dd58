import { voucherKinds } from '#features/reference/staff/enter-voucher.js'
import { Field } from '#platform/form/section.js'

/** Somebody vouches: who, of which kind, since when, and how they know the person. */
export class VoucherForm {
  @Field({ control: 'radio', options: voucherKinds })
  vouched_kind!: (typeof voucherKinds)[number]

  @Field({ control: 'text', limit: 120 })
  vouched_name!: string

  @Field({ control: 'textarea', limit: 600, rows: 4 })
  vouched_how!: string

  @Field({ control: 'date' })
  vouched_on!: string
}
