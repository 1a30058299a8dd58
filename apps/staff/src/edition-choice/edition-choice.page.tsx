import type { EditionChoice } from '#features/staff/staff/choose-edition.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

export interface EditionChoiceProps {
  readonly words: Words
  readonly editions: readonly EditionChoice[]
  readonly token: string
}

/** Editions in which one holds a role; the one that is open, and a button for each of the others. */
export const EditionChoiceText = ({ words, editions, token }: EditionChoiceProps) => (
  <>
    <h1>{words('staff.edition_choice.title')}</h1>
    <p class="lead">{words('staff.edition_choice.lead')}</p>
    <Table
      caption={words('staff.edition_choice.caption')}
      empty={words('staff.edition_choice.none')}
      rows={editions}
      keyOf={({ id }) => id}
      columns={columns(words, token)}
    />
  </>
)

const columns = (words: Words, token: string) => [
  { name: words('staff.edition_choice.name'), cell: ({ name }: EditionChoice) => <bdi>{name}</bdi> },
  { name: words('staff.edition_choice.arrival'), cell: ({ arrivalOn }: EditionChoice) => words.date(arrivalOn) },
  {
    name: words('staff.waiting.act'),
    cell: (edition: EditionChoice) =>
      edition.isCurrent ? words('staff.edition_choice.open') : <Open words={words} token={token} edition={edition} />,
  },
]

const Open = ({ words, token, edition }: { words: Words; token: string; edition: EditionChoice }) => (
  <form method="post" action={paths.editionChoice}>
    <input type="hidden" name="form_token" value={token} />
    <input type="hidden" name="edition" value={edition.id} />
    <button class="second">{words('staff.edition_choice.choose')}</button>
  </form>
)
