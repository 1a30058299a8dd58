import type { Choice } from '#features/vetting/staff/assignment/reader-choices.js'
import { Table } from '#ui/table.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'

/** At the top stands whoever is proposed; the others follow folded away. */
const shown = 3

/** Readers a file could go to, the best first, and what each choice would break. */
export const ReaderChoices = (props: FileProps) => {
  const { words, panels, file } = props
  if (panels.choices === null)
    return (
      <p>
        <a href={`${paths.assigning(file.id)}#readers`}>{words('staff.choice.title')}</a>
      </p>
    )
  const asked = new Set(panels.possible.map(({ accountId }) => accountId))
  const isAsked = ({ accountId }: Choice): boolean => asked.has(accountId)
  // Whoever may have a conflict is nobody's first choice before somebody has answered.
  const rows = panels.choices.toSorted(
    (one, other) => one.breaks.length + Number(isAsked(one)) - (other.breaks.length + Number(isAsked(other))),
  )
  const table = (some: readonly Choice[], caption: string) => (
    <Table
      caption={caption}
      empty={words('staff.choice.none')}
      rows={some}
      keyOf={({ accountId }) => accountId}
      columns={columns(props, isAsked)}
    />
  )

  return (
    <>
      <h3 id="readers">{words('staff.choice.title')}</h3>
      {table(rows.slice(0, shown), words('staff.choice.caption'))}
      {rows.length > shown && (
        <details>
          <summary>{words('staff.choice.others', { count: rows.length - shown })}</summary>
          {table(rows.slice(shown), words('staff.choice.others_caption'))}
        </details>
      )}
    </>
  )
}

const againstOf = ({ breaks, isUnblind }: Choice, isAsked: boolean) => [
  ...breaks,
  ...(isAsked ? (['asked'] as const) : []),
  ...(isUnblind ? (['unblind'] as const) : []),
]

const columns = ({ words, file, token }: FileProps, isAsked: (row: Choice) => boolean) => [
  { name: words('staff.plan.reader'), cell: ({ name }: Choice) => <bdi>{name}</bdi> },
  {
    name: words('staff.plan.languages'),
    cell: ({ languages }: Choice) =>
      languages.length === 0 ? words('staff.plan.unsaid') : words.list(languages.map((tag) => words.language(tag))),
  },
  {
    name: words('staff.plan.load'),
    cell: ({ load, most }: Choice) => (most === null ? words.number(load) : words('staff.choice.load', { load, most })),
    isNumber: true,
  },
  {
    name: words('staff.choice.against'),
    cell: (row: Choice) =>
      againstOf(row, isAsked(row)).map((what) => <p key={what}>{words(`staff.choice.breaks.${what}`)}</p>),
  },
  {
    name: words('staff.waiting.act'),
    cell: ({ accountId, breaks }: Choice) => (
      <form method="post" action={paths.assignments(file.id)}>
        <input type="hidden" name="form_token" value={token} />
        <input type="hidden" name="to" value={`reviewer:${accountId}`} />
        {breaks.length > 0 && (
          <div class="option">
            <input type="checkbox" id={`anyway-${accountId}`} name="anyway" value="yes" />
            <label for={`anyway-${accountId}`}>{words('staff.choice.anyway')}</label>
          </div>
        )}
        <button class="second">{words('staff.assign.send')}</button>
      </form>
    ),
  },
]
