import type { Colleague } from '#features/staff/staff/list-colleagues.js'
import type { KeptPair } from '#features/vetting/staff/assignment/keep-pairs.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'

export interface ReaderPairsProps {
  readonly words: Words
  readonly pairs: readonly KeptPair[]
  readonly readers: readonly Pick<Colleague, 'accountId' | 'name'>[]
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

/** Pairs of readers who are kept off one file, and the form that adds one. */
export const ReaderPairsText = ({ words, pairs, readers, token, notice, done }: ReaderPairsProps) => {
  const choices = readers.map(({ accountId, name }) => ({ value: accountId, label: name }))

  return (
    <>
      <Refused code={notice} />
      <Done code={done} />
      <h1>{words('staff.pairs.title')}</h1>
      <p class="lead">{words('staff.pairs.lead')}</p>
      <p>
        <a href={paths.plan}>{words('staff.proposal.back')}</a>
      </p>
      <Table
        caption={words('staff.pairs.caption')}
        empty={words('staff.pairs.empty')}
        rows={pairs}
        keyOf={({ one, other }) => `${one.id} ${other.id}`}
        columns={columns(words, token)}
      />
      <h2>{words('staff.pairs.new')}</h2>
      <PageForm action={paths.readerPairs} token={token}>
        <SelectField name="one" label={words('staff.pairs.one')} choices={choices} />
        <SelectField name="other" label={words('staff.pairs.other')} choices={choices} />
        <div class="buttons">
          <button class="main">{words('staff.pairs.send')}</button>
        </div>
      </PageForm>
    </>
  )
}

const columns = (words: Words, token: string) => [
  { name: words('staff.pairs.one'), cell: ({ one }: KeptPair) => <bdi>{one.name}</bdi> },
  { name: words('staff.pairs.other'), cell: ({ other }: KeptPair) => <bdi>{other.name}</bdi> },
  { name: words('staff.waiting.since'), cell: ({ since }: KeptPair) => words.date(since) },
  {
    name: words('staff.waiting.act'),
    cell: ({ one, other }: KeptPair) => (
      <form method="post" action={paths.readerPairEnds}>
        <input type="hidden" name="form_token" value={token} />
        <input type="hidden" name="one" value={one.id} />
        <input type="hidden" name="other" value={other.id} />
        <button class="second">{words('staff.pairs.end')}</button>
      </form>
    ),
  },
]
