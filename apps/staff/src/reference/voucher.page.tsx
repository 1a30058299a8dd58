import type { ReadForm } from '#platform/form/read-form.js'
import { describeSection } from '#platform/form/section.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import type { ReferencesProps } from './reference-view.js'
import { VoucherForm } from './voucher.form.js'

interface VoucherErrorsProps {
  readonly words: Words
  readonly read: ReadForm<VoucherForm> | undefined
}

export const VoucherErrors = ({ words, read }: VoucherErrorsProps) => (
  <ErrorSummary words={words} items={errorItems(words, describeSection(VoucherForm).fields, read?.errors ?? {})} />
)

/** Who vouches for the person, and the form for it where two requests came to nothing. */
export const Vouchers = (props: ReferencesProps) => (
  <section>
    <h2>{props.words('staff.voucher.title')}</h2>
    {props.vouchers.length === 0 && <p class="hint">{props.words('staff.voucher.none')}</p>}
    {props.vouchers.map((voucher) => (
      <OneVoucher key={voucher.id} words={props.words} voucher={voucher} />
    ))}
    {props.mayVouch && <Form {...props} />}
  </section>
)

interface OneProps {
  readonly words: Words
  readonly voucher: ReferencesProps['vouchers'][number]
}

const OneVoucher = ({ words, voucher }: OneProps) => {
  const said = voucher.words?.value as { readonly name: string; readonly howKnown: string } | undefined

  return (
    <dl class="facts">
      <div>
        <dt>{words(`staff.voucher.by.${voucher.kind}`)}</dt>
        <dd>{said ? <bdi>{said.name}</bdi> : words('staff.list.sealed')}</dd>
      </div>
      <div>
        <dt>{words('field.vouched_on.label')}</dt>
        <dd>{words.date(voucher.vouchedOn)}</dd>
      </div>
      {said && (
        <div>
          <dt>{words('field.vouched_how.label')}</dt>
          <dd dir="auto">{said.howKnown}</dd>
        </div>
      )}
      <div>
        <dt>{words('staff.check.by')}</dt>
        <dd>{words('staff.check.noted', { author: voucher.author, day: words.date(voucher.enteredOn) })}</dd>
      </div>
    </dl>
  )
}

const Form = ({ words, file, token, shown }: ReferencesProps) => (
  <PageForm action={paths.vouchers(file.id)} token={token} id="voucher">
    <p class="hint">{words('staff.voucher.hint')}</p>
    <SectionFields
      words={words}
      fields={describeSection(VoucherForm).fields}
      values={shown.voucher?.values ?? {}}
      errors={shown.voucher?.errors ?? {}}
    />
    <div class="buttons">
      <button class="second">{words('staff.voucher.send')}</button>
    </div>
  </PageForm>
)
