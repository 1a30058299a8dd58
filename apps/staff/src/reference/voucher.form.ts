import { voucherKinds } from '#features/reference/staff/enter-voucher.js'
import { Field } from '#platform/form/section.js'

/** Somebody vouches: who, of which kind, since when, and how they know the person. */
export class VoucherForm {
  @Field({ control: 'radio', options: voucherKinds })
  voucher_kind!: (typeof voucherKinds)[number]

  @Field({ control: 'text', limit: 120 })
  voucher_name!: string

  @Field({ control: 'textarea', limit: 600, rows: 4 })
  voucher_how_known!: string

  @Field({ control: 'date' })
  vouched_on!: string
}
