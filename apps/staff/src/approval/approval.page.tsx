import type { ListedApproval, OpenActs, SampledFile } from '#features/decision/staff/list-approvals.js'
import type { Batch } from '#features/decision/staff/many/decide-many.js'
import type { DeskSecond } from '#features/vetting/staff/desk/list-seconds.js'
import { PageForm } from '#ui/page-form.js'
import { type Column, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { moveText } from '../decision/move-text.js'
import { supportText } from '../decision/support-text.js'
import { WaitlistLine } from '../decision/waitlist-line.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'
import { DeskSeconds } from './desk-seconds.js'
import { WaitingDecisions } from './waiting-decisions.js'

export interface ApprovalProps extends OpenActs {
  readonly words: Words
  /** Of the viewer. */
  readonly zone: string
  /** The viewer's own decisions about many files that wait and about which nobody is asked. */
  readonly batches: readonly Batch[]
  /** What waits for the viewer at the vetting desk. */
  readonly seconds: readonly DeskSecond[]
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

/** What waits for this person as the second, and what they asked for themselves. */
export const ApprovalText = ({
  words,
  zone,
  waiting,
  own,
  decisions,
  batches,
  seconds,
  token,
  notice,
  done,
}: ApprovalProps) => (
  <>
    <h1>{words('staff.approval.title')}</h1>
    <Refused code={notice} />
    <Done code={done} />
    <p class="lead">{words('staff.approval.lead')}</p>
    <h2>{words('staff.approval.decisions')}</h2>
    <WaitingDecisions words={words} zone={zone} rows={decisions} />
    {seconds.length > 0 && <DeskSeconds words={words} rows={seconds} />}
    <h2>{words('staff.approval.waiting')}</h2>
    <Table
      caption={words('staff.approval.waiting_caption')}
      empty={words('staff.approval.waiting_none')}
      rows={waiting}
      keyOf={({ id }) => id}
      columns={waitingColumns(words, token)}
    />
    <Own words={words} own={own} batches={batches} token={token} />
  </>
)

const Own = ({ words, own, batches, token }: Pick<ApprovalProps, 'words' | 'own' | 'batches' | 'token'>) => (
  <>
    <h2>{words('staff.approval.own')}</h2>
    {batches.map(({ id, move, waiting: count }) => (
      <p key={id}>
        <a href={paths.decisionBatch(id)}>{moveText(words, move)}</a>: {words('staff.many.unasked', { count })}
      </p>
    ))}
    <Table
      caption={words('staff.approval.own_caption')}
      empty={words('staff.approval.own_none')}
      rows={own}
      keyOf={({ id }) => id}
      columns={ownColumns(words, token)}
    />
  </>
)

const actText =
  (words: Words) =>
  ({ kind, move }: ListedApproval) => (
    <>
      {words.find(`staff.approval.kind.${kind}`) ?? kind}
      {move && `: ${moveText(words, move)}`}
    </>
  )

const what = (words: Words): Column<ListedApproval>[] => [
  { name: words('staff.approval.kind'), cell: actText(words) },
  {
    name: words('staff.approval.about'),
    cell: ({ file, size, support, left, line, orderedBy, drawnBefore }) => (
      <>
        {file && <FileLink file={file} />}
        {size !== null && words('staff.approval.files', { count: size })}
        {left.unseen + left.harm + left.seconds > 0 && <p>{words('staff.approval.left', left)}</p>}
        <WaitlistLine words={words} line={line} orderedBy={orderedBy} />
        {drawnBefore > 0 && <p class="hint">{words('staff.approval.drawn_before', { count: drawnBefore })}</p>}
        {support.length > 0 && <p>{supportText(words, support)}</p>}
      </>
    ),
  },
]

const waitingColumns = (words: Words, token: string): Column<ListedApproval>[] => [
  ...what(words),
  { name: words('staff.approval.author'), cell: ({ author }) => author },
  { name: words('staff.approval.day'), cell: ({ madeOn }) => words.date(madeOn) },
  {
    name: words('staff.approval.answer'),
    cell: (row) =>
      row.mayAnswer ? <Answer words={words} row={row} token={token} /> : words('staff.approval.elsewhere'),
  },
]

const ownColumns = (words: Words, token: string): Column<ListedApproval>[] => [
  ...what(words),
  { name: words('staff.approval.day'), cell: ({ madeOn }) => words.date(madeOn) },
  {
    name: words('staff.approval.state'),
    cell: ({ second, state }) =>
      state === 'agreed'
        ? words('staff.approval.agreed_by', { second: second ?? '' })
        : words('staff.approval.waits_for_second'),
  },
  {
    name: words('staff.approval.end_column'),
    cell: ({ id, mayAppoint }) => (
      <>
        <PageForm action={paths.approvalEnds(id)} token={token} id={`end-${id.slice(0, 8)}`}>
          <button class="second">{words('staff.approval.end')}</button>
        </PageForm>
        {mayAppoint && <a href={paths.appointmentNew({ approval: id })}>{words('staff.outside.appoint')}</a>}
      </>
    ),
  },
]

const FileLink = ({ file }: { readonly file: Pick<SampledFile, 'id' | 'caseNumber'> }) => (
  <a href={paths.application(file.id)} dir="ltr">
    {file.caseNumber}
  </a>
)

/** Both answers; of a set, the files drawn for reading come first. */
const Answer = ({ words, row, token }: { words: Words; row: ListedApproval; token: string }) => (
  <>
    <PageForm action={paths.approvalAgreements(row.id)} token={token} id={`agree-${row.id.slice(0, 8)}`}>
      {row.sample.length > 0 && <Sample words={words} row={row} />}
      <button class="main">{words('staff.approval.agree')}</button>
    </PageForm>
    <PageForm action={paths.approvalRefusals(row.id)} token={token} id={`refuse-${row.id.slice(0, 8)}`}>
      <button class="second">{words('staff.approval.refuse')}</button>
    </PageForm>
  </>
)

const Sample = ({ words, row }: { words: Words; row: ListedApproval }) => (
  <fieldset>
    <legend>{words('staff.approval.sample', { count: row.sample.length })}</legend>
    {row.sample.map((file) => (
      <div class="option" key={file.id}>
        <input type="checkbox" id={`${row.id.slice(0, 8)}-${file.id}`} name="sample_read" value={file.id} />
        <label for={`${row.id.slice(0, 8)}-${file.id}`}>
          <FileLink file={file} /> {words('staff.approval.sample_fits')}
          {!file.isOpened && <span class="hint"> {words('staff.approval.sample_unopened')}</span>}
        </label>
      </div>
    ))}
  </fieldset>
)
