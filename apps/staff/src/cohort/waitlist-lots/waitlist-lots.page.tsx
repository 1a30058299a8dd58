import type { OrderView } from '#features/selection/staff/lottery/order-by-lots.js'
import { Notice } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../../paths.js'
import { Lines } from '../../shell/lines.js'
import { Refused } from '../../shell/notice.js'

interface WaitlistLotsProps {
  readonly words: Words
  readonly title: string
  readonly lots: OrderView
  readonly token: string
  readonly notice: unknown
}

/** What was committed to, the draw, the order as this colleague sees it, and how anybody checks it. */
export const WaitlistLotsText = (props: WaitlistLotsProps) => {
  const { words, title, lots, notice } = props
  const { row, next, table } = lots

  return (
    <>
      <Refused code={notice} />
      <h1>{title}</h1>
      <p class="lead">{words('staff.waitlist_lots.lead')}</p>
      {table === null && <ForChoosers {...props} />}
      <Published words={words} row={row} />
      {next && <Next words={words} next={next} />}
      <GivenOut words={words} lots={lots} />
      <h2>{words('staff.cohort.lots.check')}</h2>
      <ol>
        <li>{words('staff.waitlist_lots.check.pool')}</li>
        <li>{words('staff.cohort.lots.check.commitment')}</li>
        <li>{words('staff.waitlist_lots.check.numbers')}</li>
        <li>{words('staff.waitlist_lots.check.order')}</li>
        <li>{words('staff.cohort.lots.check.entry')}</li>
      </ol>
    </>
  )
}

const ForChoosers = ({ words, lots: { row, wrong }, token }: WaitlistLotsProps) => (
  <>
    <p>
      <a href={paths.listLots(row.listId)}>
        <bdi>{row.listName}</bdi>
      </a>
    </p>
    {row.isStale && (
      <Notice tone="danger">
        <p>{words('staff.refused.lots_stale')}</p>
      </Notice>
    )}
    {wrong && (
      <Notice tone={wrong.length > 0 ? 'danger' : 'plain'}>
        <p>{words(wrong.length > 0 ? 'staff.cohort.lots.broken' : 'staff.cohort.lots.kept')}</p>
      </Notice>
    )}
    {row.seed === null && !row.isStale && (
      <PageForm action={paths.waitlistDraws(row.id)} token={token} id="draw">
        <p>{words('staff.waitlist_lots.once')}</p>
        <div class="buttons">
          <button class="main">{words('staff.cohort.lots.draw')}</button>
        </div>
      </PageForm>
    )}
  </>
)

type RowProps = Pick<WaitlistLotsProps, 'words'> & Pick<OrderView, 'row'>

const Published = ({ words, row }: RowProps) => {
  const by = (name: string, day: string) => words('staff.cohort.lots.by', { name, date: words.date(day) })
  const lines: [string, string][] = [
    [words('staff.cohort.lots.committed'), by(row.committedBy, row.committedOn)],
    [words('staff.cohort.lots.pool_digest'), row.committed.poolDigest],
    [words('staff.cohort.lots.commitment'), row.committed.commitment],
  ]
  if (row.drawnBy && row.drawnOn) {
    lines.push(
      [words('staff.cohort.lots.drawn'), by(row.drawnBy, row.drawnOn)],
      [words('staff.cohort.run.seed'), row.seed ?? ''],
    )
  }

  return <Lines lines={lines} />
}

const Next = ({ words, next }: Pick<WaitlistLotsProps, 'words'> & { readonly next: readonly string[] }) => (
  <details>
    <summary>{words('staff.waitlist_lots.next')}</summary>
    <p class="hint">{words('staff.waitlist_lots.next_hint')}</p>
    <ol>
      {next.map((caseNumber) => (
        <li key={caseNumber}>
          <bdi>{caseNumber}</bdi>
        </li>
      ))}
    </ol>
  </details>
)

/** The text for everybody, the commitment before the draw and the seed after it; and the table, where the auditor looks. */
const GivenOut = ({ words, lots: { row, table } }: Pick<WaitlistLotsProps, 'words' | 'lots'>) => {
  const { poolDigest: pool, commitment } = row.committed
  const before = words('staff.waitlist_lots.public.before', { pool, commitment })
  const after = row.seed && words('staff.waitlist_lots.public.after', { seed: row.seed })

  return (
    <>
      <details>
        <summary>{words('staff.cohort.lots.public')}</summary>
        <p class="hint">{words('staff.cohort.lots.public_hint')}</p>
        <textarea id="public" aria-label={words('staff.cohort.lots.public')} rows={6} readonly>
          {after ? `${before} ${after}` : before}
        </textarea>
      </details>
      {table === null ? (
        <p class="hint">{words('staff.waitlist_lots.for_auditor')}</p>
      ) : (
        <details>
          <summary>{words('staff.cohort.lots.table')}</summary>
          <p class="hint">{words('staff.waitlist_lots.table_hint')}</p>
          <textarea id="table" aria-label={words('staff.cohort.lots.table')} rows={6} dir="ltr" readonly>
            {table}
          </textarea>
        </details>
      )}
    </>
  )
}
