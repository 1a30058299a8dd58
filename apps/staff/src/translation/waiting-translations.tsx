import type { OwnTranslation } from '#features/vetting/staff/translation/own-translations.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

interface WaitingTranslationsProps {
  readonly words: Words
  readonly rows: readonly OwnTranslation[]
}

/** Files of which a translator has pages to write, or pages that are out of date. */
export const WaitingTranslations = ({ words, rows }: WaitingTranslationsProps) => (
  <section>
    <h2>{words('staff.translation.own')}</h2>
    <Table
      caption={words('staff.translation.own_caption')}
      empty={words('staff.translation.own_empty')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={columns(words)}
    />
  </section>
)

const columns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: ({ id, caseNumber }: OwnTranslation) => <a href={paths.translations(id)}>{caseNumber}</a>,
  },
  { name: words('staff.waiting.what'), cell: (row: OwnTranslation) => whatText(words, row) },
]

function whatText(words: Words, { owed, old }: OwnTranslation): string {
  const parts = [
    ...(owed > 0 ? [words('staff.translation.own_owed', { count: owed })] : []),
    ...(old > 0 ? [words('staff.translation.own_old', { count: old })] : []),
  ]
  return words.list(parts)
}
