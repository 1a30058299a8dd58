import type { ListedReveal } from '#features/reveal/staff/list-reveals.js'
import { PageForm } from '#ui/page-form.js'
import { type Column, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { StepUpHint } from '../account/fields.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'

interface RevealListProps {
  readonly words: Words
  readonly reveals: readonly ListedReveal[]
  /** The viewer's own. */
  readonly zone: string
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

/** What was asked to be revealed, by whom, how it was answered and until when it is open. */
export const RevealListText = (props: RevealListProps) => {
  const { words, reveals, notice, done } = props

  return (
    <>
      <h1>{words('staff.reveal.title')}</h1>
      <Refused code={notice} />
      <Done code={done} />
      <p class="lead">{words('staff.reveal.list_lead')}</p>
      <StepUpHint words={words} isFor="reveals" />
      <Table
        caption={words('staff.reveal.caption')}
        empty={words('staff.reveal.none')}
        rows={reveals}
        keyOf={({ id }) => id}
        columns={columns(props)}
      />
    </>
  )
}

const columns = (props: RevealListProps): Column<ListedReveal>[] => {
  const { words, zone } = props

  return [
    { name: words('staff.list.case'), cell: ({ caseNumber }) => <span dir="ltr">{caseNumber ?? ''}</span> },
    { name: words('staff.reveal.compartment'), cell: (row) => words(`staff.compartment.${row.compartment}`) },
    { name: words('staff.approval.author'), cell: ({ author }) => author },
    { name: words('staff.approval.day'), cell: ({ askedOn }) => words.date(askedOn) },
    {
      name: words('staff.approval.state'),
      cell: ({ state, second, openUntil }) => (
        <>
          {words(`staff.reveal.state.${state}`, { second: second ?? '' })}
          {state === 'open' && openUntil && ` ${words('staff.reveal.until', { time: words.instant(openUntil, zone) })}`}
        </>
      ),
    },
    { name: words('staff.approval.answer'), cell: (row) => <Answer {...props} row={row} /> },
  ]
}

const Answer = ({ words, token, row }: RevealListProps & { readonly row: ListedReveal }) => (
  <>
    {row.mayAnswer && <a href={paths.revealReason(row.id)}>{words('staff.reveal.to_reason')}</a>}
    {row.isOwn && row.state === 'open' && <a href={paths.reveal(row.id)}>{words('staff.reveal.to_read')}</a>}
    {row.mayEnd && (
      <PageForm action={paths.revealEnds(row.id)} token={token} id={`end-${row.id.slice(0, 8)}`}>
        <button class="second">{words('staff.reveal.end')}</button>
      </PageForm>
    )}
  </>
)
