import { groupedCode } from '#domain/application/access-code.js'
import type { PartnerRow } from '#features/nomination/staff/keep-partners.js'
import { TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import { fieldErrorText, type Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done } from '../shell/notice.js'

export interface PartnersProps {
  readonly words: Words
  readonly rows: readonly PartnerRow[]
  readonly token: string
  readonly done?: unknown
  /** A name that could not be taken, as it was typed. */
  readonly name?: string
  /** Code of its error. */
  readonly error?: string
}

export const PartnersText = ({ words, rows, token, done, name, error }: PartnersProps) => (
  <>
    <h1>{words('staff.partners.title')}</h1>
    <Done code={done} />
    <p>{words('staff.partners.lead')}</p>
    <Table
      caption={words('staff.partners.caption')}
      empty={words('staff.partners.empty')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={columns(words, token)}
    />
    <h2>{words('staff.partners.new')}</h2>
    <PageForm action={paths.partners} token={token}>
      <TextField
        name="name"
        label={words('staff.partners.new_name')}
        hint={words('staff.partners.new_hint')}
        value={name}
        error={error && fieldErrorText(words, 'name', error, { limit: 120 })}
      />
      <div class="buttons">
        <button class="main">{words('staff.partners.make')}</button>
      </div>
    </PageForm>
  </>
)

const columns = (words: Words, token: string) => [
  { name: words('staff.nominations.number'), cell: ({ number }: PartnerRow) => number },
  {
    name: words('staff.partners.name'),
    cell: ({ name }: PartnerRow) => (name === null ? words('staff.nomination.sealed') : <bdi>{name}</bdi>),
  },
  { name: words('staff.partners.quota'), cell: ({ quota }: PartnerRow) => words.number(quota), isNumber: true },
  { name: words('staff.partners.used'), cell: ({ used }: PartnerRow) => words.number(used), isNumber: true },
  { name: words('staff.partners.unused'), cell: ({ unused }: PartnerRow) => words.number(unused), isNumber: true },
  {
    name: words('staff.partners.state'),
    cell: ({ isClosed }: PartnerRow) => words(isClosed ? 'staff.partners.closed' : 'staff.partners.open'),
  },
  {
    name: words('staff.partners.act'),
    cell: ({ id, isClosed }: PartnerRow) =>
      isClosed ? null : (
        <PageForm action={paths.partnerEnds(id)} token={token} id={`end-${id}`}>
          <button class="second">{words('staff.partners.close')}</button>
        </PageForm>
      ),
  },
]

/** Shown once; the code is stored nowhere. */
export const PartnerCodeText = ({ words, title, code }: { words: Words; title: string; code: string }) => (
  <>
    <h1>{title}</h1>
    <p>{words('staff.partners.code_lead')}</p>
    <p class="code" dir="ltr">
      <span>{groupedCode(code).slice(0, 3).join('-')}-</span>
      <span>{groupedCode(code).slice(3).join('-')}</span>
    </p>
    <p>
      <a href={paths.partners}>{words('staff.partners.back')}</a>
    </p>
  </>
)
