import type { Affiliation } from '#features/vetting/staff/conflict/keep-affiliations.js'
import { TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface MeProps {
  readonly words: Words
  readonly own: readonly Affiliation[]
  readonly token: string
  readonly notice: unknown
}

/** Organisations one belongs to, and adding one. */
export const MeText = ({ words, own, token, notice }: MeProps) => (
  <>
    <Refused code={notice} />
    <h1>{words('staff.me.title')}</h1>
    <p class="lead">{words('staff.me.lead')}</p>
    <Table
      caption={words('staff.me.caption')}
      empty={words('staff.me.none')}
      rows={own}
      keyOf={({ id }) => id}
      columns={columns(words, token)}
    />
    <PageForm action={paths.ownAffiliations} token={token} id="affiliation">
      <TextField name="name" label={words('staff.me.add')} width="w4" autocomplete="organization" />
      <div class="buttons">
        <button class="second">{words('staff.colleagues.add')}</button>
      </div>
    </PageForm>
  </>
)

const columns = (words: Words, token: string) => [
  { name: words('staff.colleagues.affiliations'), cell: ({ name }: Affiliation) => <bdi>{name}</bdi> },
  {
    name: words('staff.waiting.act'),
    cell: ({ id }: Affiliation) => (
      <form method="post" action={paths.ownAffiliationEnds}>
        <input type="hidden" name="form_token" value={token} />
        <input type="hidden" name="affiliation" value={id} />
        <button class="second">{words('staff.colleagues.remove')}</button>
      </form>
    ),
  },
]
