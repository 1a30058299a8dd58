import type { DangerContact } from '#features/danger-contact/staff/danger-contacts.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'

export interface DangerContactsProps {
  readonly words: Words
  readonly contacts: readonly DangerContact[]
  readonly token: string
  readonly refused?: string
}

/** The list of the start page, in its order. */
export const DangerContactsText = (props: DangerContactsProps) => {
  const { words, contacts, refused } = props

  return (
    <>
      {refused && (
        <Notice tone="danger" isStatus>
          <p>{refused}</p>
        </Notice>
      )}
      <h1>{words('staff.danger.title')}</h1>
      <p class="lead">{words('staff.danger.lead')}</p>
      <p>{words('staff.danger.room')}</p>
      <Table
        caption={words('staff.danger.title')}
        empty={words('staff.danger.empty')}
        rows={contacts}
        keyOf={(row) => row.id}
        columns={columnsOf(props)}
      />
      <p>
        <a href={paths.dangerContactNew}>{words('staff.danger.add_entry')}</a>
      </p>
    </>
  )
}

const columnsOf = ({ words, contacts, token }: DangerContactsProps) => [
  { name: words('staff.danger.name'), cell: ({ name }: DangerContact) => <bdi>{name}</bdi> },
  { name: words('staff.danger.reach'), cell: ({ reach }: DangerContact) => <bdi>{reach}</bdi> },
  {
    name: words('staff.danger.languages'),
    cell: ({ languages }: DangerContact) => words.list(languages.map((tag) => words.language(tag))),
  },
  { name: words('staff.danger.hours'), cell: ({ hours }: DangerContact) => <bdi>{hours}</bdi> },
  {
    name: words('staff.danger.order'),
    cell: (row: DangerContact) => (
      <Order words={words} row={row} token={token} isFirst={row === contacts[0]} isLast={row === contacts.at(-1)} />
    ),
  },
  {
    name: words('staff.danger.change'),
    cell: ({ id, name }: DangerContact) => (
      <a href={paths.dangerContact(id)}>
        {words('staff.danger.change_entry')}
        <Of name={name} />
      </a>
    ),
  },
]

interface OrderProps {
  readonly words: Words
  readonly row: DangerContact
  readonly token: string
  readonly isFirst: boolean
  readonly isLast: boolean
}

const Order = ({ words, row, token, isFirst, isLast }: OrderProps) => (
  <PageForm action={paths.dangerContactMoves(row.id)} token={token} id={`move-${row.id}`}>
    <input type="hidden" name="version" value={row.version} />
    {!isFirst && (
      <button class="second" name="way" value="up">
        {words('staff.danger.up')}
        <Of name={row.name} />
      </button>
    )}
    {!isLast && (
      <button class="second" name="way" value="down">
        {words('staff.danger.down')}
        <Of name={row.name} />
      </button>
    )}
  </PageForm>
)

/** Whose button it is, for whoever hears it alone. */
const Of = ({ name }: { readonly name: string }) => (
  <span class="hidden">
    : <bdi>{name}</bdi>
  </span>
)
