import type { KeptApart } from '#features/vetting/staff/apart/keep-apart.js'
import type { ReadForm } from '#platform/form/read-form.js'
import { describeSection } from '#platform/form/section.js'
import { ErrorSummary, errorItems } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { SectionFields } from '#ui/section-fields.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'
import { ApartForm } from './apart.form.js'

export interface ApartProps {
  readonly words: Words
  readonly pairs: readonly KeptApart[]
  readonly token: string
  readonly notice?: unknown
  readonly done?: unknown
  readonly typed?: ReadForm<ApartForm>
}

const fields = describeSection(ApartForm).fields

export const ApartText = ({ words, pairs, token, notice, done, typed }: ApartProps) => (
  <>
    <ErrorSummary words={words} items={errorItems(words, fields, typed?.errors ?? {})} />
    <h1>{words('staff.apart.title')}</h1>
    <Refused code={notice} />
    <Done code={done} />
    <p class="hint">{words('staff.apart.lead')}</p>
    <Table
      caption={words('staff.apart.caption')}
      empty={words('staff.apart.empty')}
      rows={pairs}
      keyOf={({ id }) => id}
      columns={columns(words, token)}
    />
    <h2>{words('staff.apart.new')}</h2>
    <PageForm action={paths.apart} token={token}>
      <SectionFields words={words} fields={fields} values={typed?.values ?? {}} errors={typed?.errors ?? {}} />
      <div class="buttons">
        <button class="main">{words('staff.apart.save')}</button>
      </div>
    </PageForm>
  </>
)

const columns = (words: Words, token: string) => [
  { name: words('staff.apart.pair'), cell: ({ cases }: KeptApart) => <bdi dir="ltr">{cases.join(' – ')}</bdi> },
  {
    name: words('staff.apart.why'),
    cell: ({ text }: KeptApart) => <span dir="auto">{text ?? words('staff.list.sealed')}</span>,
  },
  {
    name: words('staff.check.by'),
    cell: ({ author, madeOn }: KeptApart) => words('staff.check.noted', { author, day: words.date(madeOn) }),
  },
  {
    name: words('staff.waiting.act'),
    cell: ({ id }: KeptApart) => (
      <form method="post" action={paths.apartEnds(id)}>
        <input type="hidden" name="form_token" value={token} />
        <button class="second">{words('staff.apart.end')}</button>
      </form>
    ),
  },
]
