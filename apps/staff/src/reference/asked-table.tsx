import { referenceLifecycle, type ReferenceState } from '#domain/reference/lifecycle.js'
import type { Asked } from '#features/reference/staff/read-references.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import type { ReferencesProps } from './reference-view.js'

/** The staff label; it stands in the lifecycle, so that page and printed document agree. */
export const stateText = (state: ReferenceState): string => referenceLifecycle[state].label

/** Who was named, and how it stands with each. */
export const AskedTable = (props: ReferencesProps) => (
  <Table
    caption={props.words('staff.reference.caption')}
    empty=""
    rows={props.asked}
    keyOf={({ place }) => String(place)}
    columns={columns(props)}
  />
)

const columns = (props: ReferencesProps) => {
  const { words } = props

  return [
    { name: words('staff.reference.person'), cell: (row: Asked) => <Person words={words} row={row} /> },
    { name: words('staff.reference.channel'), cell: ({ referee }: Asked) => <bdi dir="ltr">{referee?.channel}</bdi> },
    {
      name: words('staff.reference.language'),
      cell: ({ referee }: Asked) => (referee ? words.language(referee.language) : ''),
    },
    {
      name: words('staff.list.state'),
      cell: ({ request }: Asked) => (request ? stateText(request.state) : words('staff.reference.not_asked')),
    },
    {
      name: words('staff.reference.days'),
      cell: ({ request }: Asked) => (request ? words.number(request.days) : ''),
      isNumber: true,
    },
    {
      name: words('staff.reference.openings'),
      cell: ({ request }: Asked) => (request ? words.number(request.openings) : ''),
      isNumber: true,
    },
    { name: words('staff.waiting.act'), cell: (row: Asked) => <Renew {...props} row={row} /> },
  ]
}

const Person = ({ words, row: { place, referee } }: { readonly words: Words; readonly row: Asked }) => {
  if (!referee) return <span class="hint">{words('staff.list.sealed')}</span>

  return (
    <>
      <bdi>{referee.name}</bdi>
      {referee.organisation && (
        <>
          {', '}
          <bdi>{referee.organisation}</bdi>
        </>
      )}
      <br />
      <span class="hint">
        {words.find(`staff.reference.place.${place}`)} · <bdi>{referee.relation}</bdi>
      </span>
    </>
  )
}

/** Only where the table of moves lets the lead renew: the time is over, or the person said no. */
const Renew = ({ words, file, token, row: { request } }: ReferencesProps & { readonly row: Asked }) => {
  if (!request || !('renew' in referenceLifecycle[request.state].moves)) return null

  return (
    <form method="post" action={paths.referenceRenewals(file.id, request.id)}>
      <input type="hidden" name="form_token" value={token} />
      <input type="hidden" name="version" value={request.version} />
      <button class="second">{words('staff.reference.renew')}</button>
    </form>
  )
}
