import type { Batch, WholeBatch } from '#features/decision/staff/many/decide-many.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { WaitlistLine } from '../decision/waitlist-line.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'

export interface BatchProps {
  readonly words: Words
  readonly title: string
  readonly batch: WholeBatch
  /** Other batches of theirs that wait. */
  readonly others: readonly Batch[]
  readonly notice: unknown
  readonly done: unknown
  readonly token: string
}

/** What was put forward for many, how far it is, and for some seconds the way back. */
export const BatchText = ({ words, title, batch, others, notice, done, token }: BatchProps) => (
  <>
    <h1>{title}</h1>
    <Refused code={notice} />
    <Done code={done} />
    <p class="lead">{words(`staff.move.${batch.move}`)}</p>
    <ul>
      <li>{words('staff.many.waiting', { count: batch.waiting })}</li>
      <li>{words('staff.many.agreed', { count: batch.agreed })}</li>
      <li>{words('staff.many.superseded', { count: batch.superseded })}</li>
      {batch.stopped > 0 && <li>{words('staff.many.stopped', { count: batch.stopped })}</li>}
    </ul>
    <WaitlistLine words={words} line={batch.line} orderedBy={batch.orderedBy} />
    {batch.isUndoable && (
      <PageForm action={paths.decisionBatchEnds(batch.id)} token={token} id="undo">
        <p class="hint">{words('staff.many.undo_hint')}</p>
        <div class="buttons">
          <button class="main">{words('staff.many.undo')}</button>
        </div>
      </PageForm>
    )}
    {batch.waiting > 0 && (
      <PageForm action={paths.decisionBatchRequests(batch.id)} token={token} id="again">
        <p class="hint">{words('staff.many.again_hint')}</p>
        <div class="buttons">
          <button class="second">{words('staff.many.again')}</button>
        </div>
      </PageForm>
    )}
    {others.length > 0 && <Others words={words} others={others} />}
    <p>
      <a href={paths.approvalList}>{words('staff.approval.title')}</a> ·{' '}
      <a href={paths.board}>{words('staff.board.title')}</a>
    </p>
  </>
)

const Others = ({ words, others }: Pick<BatchProps, 'words' | 'others'>) => (
  <>
    <h2>{words('staff.many.others')}</h2>
    <ul>
      {others.map(({ id, move, waiting }) => (
        <li key={id}>
          <a href={paths.decisionBatch(id)}>{words(`staff.move.${move}`)}</a>:{' '}
          {words('staff.many.waiting', { count: waiting })}
        </li>
      ))}
    </ul>
  </>
)
