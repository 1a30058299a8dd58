import type { HandOver } from '#features/reference/staff/open-link.js'
import type { FileReferences } from '#features/reference/staff/read-references.js'
import type { ReadForm } from '#platform/form/read-form.js'
import type { Words } from '#words/index.js'
import type { VoucherForm } from './voucher.form.js'

/** What an act leaves for the page that follows. */
export interface ShownReferences {
  /** Code of a refusal. */
  readonly notice?: unknown
  /** Code of something that was done. */
  readonly done?: unknown
  readonly handOver?: readonly HandOver[]
  /** A voucher that could not be taken, as it was typed. */
  readonly voucher?: ReadForm<VoucherForm>
}

/** What every part of the page is drawn from. */
export interface ReferencesProps extends FileReferences {
  readonly words: Words
  readonly title: string
  readonly token: string
  readonly shown: ShownReferences
  /** Links to be handed over, on this one page only. */
  readonly handOver: readonly { readonly place: number; readonly url: string }[]
}
