import type { ShortlistRun } from '#features/vetting/staff/shortlist/show-shortlist.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../../paths.js'
import { Done, Refused } from '../../shell/notice.js'

export interface ShortlistProps {
  readonly words: Words
  readonly run: ShortlistRun
  readonly token: string
  readonly notice?: unknown
  readonly done?: unknown
}

type MemberRow = ShortlistRun['members'][number]

/** Who of the board would be shown how many files, and the button that does it. */
export const ShortlistText = ({ words, run, token, notice, done }: ShortlistProps) => {
  const toShow = run.members.reduce((sum, member) => sum + member.toShow, 0)

  return (
    <>
      <Refused code={notice} />
      <Done code={done} />
      <h1>{words('staff.shortlist.title')}</h1>
      <p class="lead">{words('staff.shortlist.lead', { count: run.files })}</p>
      <Table
        caption={words('staff.shortlist.caption')}
        empty={words('staff.shortlist.nobody')}
        rows={run.members}
        keyOf={({ name }) => name}
        columns={columns(words)}
      />
      {run.asked !== 0 && (
        <Notice>
          <p>
            {run.asked === null
              ? words('staff.shortlist.asked_few')
              : words('staff.shortlist.asked', { count: run.asked })}
          </p>
        </Notice>
      )}
      {toShow > 0 && run.mayOpen && (
        <PageForm action={paths.shortlist} token={token} id="show">
          <div class="buttons">
            <button class="main">{words('staff.shortlist.show', { count: toShow })}</button>
          </div>
        </PageForm>
      )}
      {!run.mayOpen && <p>{words('staff.shortlist.no_keys')}</p>}
    </>
  )
}

const columns = (words: Words) => [
  { name: words('staff.shortlist.member'), cell: ({ name }: MemberRow) => <bdi>{name}</bdi> },
  { name: words('staff.shortlist.shown'), cell: ({ shown }: MemberRow) => words.number(shown), isNumber: true },
  { name: words('staff.shortlist.to_show'), cell: ({ toShow }: MemberRow) => words.number(toShow), isNumber: true },
  {
    name: words('staff.shortlist.keys'),
    cell: ({ isSigned, keepsBalance }: MemberRow) =>
      words(
        !isSigned ? 'staff.shortlist.unsigned' : keepsBalance ? 'staff.shortlist.counts' : 'staff.shortlist.no_counts',
      ),
  },
]
