import type { PartnerSession } from '#features/nomination/registration/partner-sessions.js'
import type { OwnNomination } from '#features/nomination/registration/put-forward.js'
import { Notice } from '#ui/blocks.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'

export interface NominationsProps {
  readonly words: Words
  readonly me: PartnerSession
  readonly rows: readonly OwnNomination[]
  /** Number of the nomination just sent. */
  readonly named?: string
}

/** Numbers and weeks, used or not: no name, and nothing of what became of anybody. */
export const NominationsText = ({ words, me, rows, named }: NominationsProps) => (
  <>
    {named && (
      <Notice title={words('partner.named_title')} isStatus>
        <p>{words('partner.named_text', { number: named })}</p>
      </Notice>
    )}
    <h1>{words('partner.title')}</h1>
    <p class="lead">
      <bdi>{me.name}</bdi>
    </p>
    <p>{words('partner.left', { left: Math.max(0, me.quota - me.named), quota: me.quota })}</p>
    {me.named < me.quota && (
      <p>
        <a class="main" href={pathsFor(words.lang).nominate}>
          {words('partner.nominate')}
        </a>
      </p>
    )}
    <h2>{words('partner.list')}</h2>
    <p>{words('partner.list_lead')}</p>
    <Table
      caption={words('partner.list')}
      empty={words('partner.none')}
      rows={rows}
      keyOf={({ number }) => number}
      columns={columns(words)}
    />
  </>
)

const columns = (words: Words) => [
  { name: words('partner.number'), cell: ({ number }: OwnNomination) => <span dir="ltr">{number}</span> },
  { name: words('partner.week'), cell: ({ week }: OwnNomination) => words.date(week) },
  {
    name: words('partner.link'),
    cell: ({ wasUsed }: OwnNomination) => words(wasUsed ? 'partner.used' : 'partner.unused'),
  },
]
