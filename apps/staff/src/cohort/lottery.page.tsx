import type { LotteryView } from '#features/selection/staff/lottery/draw-lots.js'
import type { LotteryRow } from '#features/selection/staff/lottery/lottery-rows.js'
import { Notice, Progress } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Lines } from '../shell/lines.js'
import { Refused } from '../shell/notice.js'

export interface LotteryProps {
  readonly words: Words
  readonly lottery: LotteryView
  readonly token: string
  readonly notice?: unknown
}

/** What was committed to, the draw, and how anybody checks it. */
export const LotteryText = (props: LotteryProps) => {
  const { words, lottery, notice } = props
  const { row } = lottery

  return (
    <>
      <Refused code={notice} />
      <h1>{words('staff.cohort.lots.title')}</h1>
      <p class="lead">{words('staff.cohort.lots.lead')}</p>
      <p>
        <a href={paths.run(row.runId)}>{words('staff.cohort.lots.back')}</a>
      </p>
      {row.state === 'ready' ? <Ready {...props} /> : <Preparing {...props} />}
    </>
  )
}

const steps = ['reading', 'solving', 'weighing', 'ended'] as const

/** How far the chances are, or why there are none. */
const Preparing = ({ words, lottery: { row }, token }: LotteryProps) => {
  if (row.state === 'computing') {
    return (
      <>
        <Progress
          label={words(`staff.cohort.lots.step.${row.step}`)}
          done={steps.indexOf(row.step)}
          total={steps.length - 1}
        />
        <p>{words('staff.cohort.lots.wait')}</p>
        <p>
          <a href={paths.lottery(row.id)}>{words('staff.proposal.look_again')}</a>
        </p>
        <PageForm action={paths.lotteryCancellations(row.id)} token={token} id="cancel">
          <button class="second">{words('staff.cohort.run.cancel')}</button>
        </PageForm>
      </>
    )
  }
  return (
    <Notice tone={row.failure ? 'danger' : 'plain'} isStatus>
      <p>{words(row.failure ? `staff.cohort.lots.failure.${row.failure}` : 'staff.cohort.run.is.cancelled')}</p>
    </Notice>
  )
}

const Ready = (props: LotteryProps) => {
  const { words, lottery } = props
  const { row, levels, wrong } = lottery

  return (
    <>
      {row.seed === null ? <Draw {...props} /> : <Drawn words={words} row={row} wrong={wrong} />}
      <Published words={words} row={row} />
      <GivenOut words={words} row={row} table={lottery.table} />
      {levels && (
        <Table
          caption={words('staff.cohort.lots.chances')}
          empty=""
          rows={levels}
          keyOf={({ chance }) => chance}
          columns={[
            { name: words('staff.cohort.lots.chance'), cell: ({ chance }) => `${chance} %` },
            { name: words('staff.cohort.moved'), cell: ({ people }) => words.number(people), isNumber: true },
          ]}
        />
      )}
      <h2>{words('staff.cohort.lots.check')}</h2>
      <ol>
        {(['pool', 'commitment', 'ticket', 'places', 'entry'] as const).map((part) => (
          <li key={part}>{words(`staff.cohort.lots.check.${part}`)}</li>
        ))}
      </ol>
    </>
  )
}

const Draw = ({ words, lottery: { row }, token }: LotteryProps) => (
  <PageForm action={paths.lotteryDraws(row.id)} token={token}>
    <p>{words('staff.cohort.lots.once')}</p>
    <div class="buttons">
      <button class="main">{words('staff.cohort.lots.draw')}</button>
    </div>
  </PageForm>
)

interface DrawnProps {
  readonly words: Words
  readonly row: LotteryRow
  readonly wrong: LotteryView['wrong']
}

const Drawn = ({ words, row, wrong }: DrawnProps) => (
  <>
    {wrong && (
      <Notice tone={wrong.length > 0 ? 'danger' : 'plain'}>
        <p>{words(wrong.length > 0 ? 'staff.cohort.lots.broken' : 'staff.cohort.lots.kept')}</p>
      </Notice>
    )}
    {row.resultList && (
      <p>
        <a class="button" href={paths.list(row.resultList)}>
          {words('staff.cohort.lots.see')}
        </a>
      </p>
    )}
  </>
)

interface GivenOutProps {
  readonly words: Words
  readonly row: LotteryRow
  readonly table: string | null
}

/** The text for everybody, the commitment before the draw and the seed after it; and the table for an auditor. */
const GivenOut = ({ words, row: { committed, seed, chosen }, table }: GivenOutProps) => {
  const { poolDigest: pool = '', commitment = '' } = committed ?? {}
  const before = words('staff.cohort.lots.public.before', { pool, commitment })
  const after = seed && words('staff.cohort.lots.public.after', { seed, places: (chosen ?? []).join(', ') })

  return (
    <>
      <details>
        <summary>{words('staff.cohort.lots.public')}</summary>
        <p class="hint">{words('staff.cohort.lots.public_hint')}</p>
        <textarea id="public" aria-label={words('staff.cohort.lots.public')} rows={6} readonly>
          {after ? `${before} ${after}` : before}
        </textarea>
      </details>
      {table && (
        <details>
          <summary>{words('staff.cohort.lots.table')}</summary>
          <p class="hint">{words('staff.cohort.lots.table_hint')}</p>
          <textarea id="table" aria-label={words('staff.cohort.lots.table')} rows={6} dir="ltr" readonly>
            {table}
          </textarea>
        </details>
      )}
    </>
  )
}

const Published = ({ words, row }: Omit<DrawnProps, 'wrong'>) => {
  const by = (name: string, day: string) => words('staff.cohort.lots.by', { name, date: words.date(day) })
  const lines: [string, string][] = [
    [words('staff.cohort.lots.committed'), by(row.committedBy, row.committedOn)],
    [words('staff.cohort.lots.pool_digest'), row.committed?.poolDigest ?? ''],
    [words('staff.cohort.lots.commitment'), row.committed?.commitment ?? ''],
  ]
  if (row.drawnBy && row.drawnOn) {
    lines.push(
      [words('staff.cohort.lots.drawn'), by(row.drawnBy, row.drawnOn)],
      [words('staff.cohort.run.seed'), row.seed ?? ''],
      [words('staff.cohort.lots.places'), (row.chosen ?? []).join(', ')],
    )
  }

  return <Lines lines={lines} />
}
