import { proposedSteps, wrongIn } from '#features/selection/staff/run/end-run.js'
import type { LotteryRow } from '#features/selection/staff/lottery/lottery-rows.js'
import type { RunRow } from '#features/selection/staff/run/run-rows.js'
import { Notice, Progress } from '#ui/blocks.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Lines } from '../shell/lines.js'
import { Done, Refused } from '../shell/notice.js'
import { Findings } from './findings.js'
import { LotsOff } from './lots-off.js'
import { stepText } from './sentences.js'

export interface RunProps {
  readonly words: Words
  readonly run: RunRow
  readonly lotteries: readonly LotteryRow[]
  /** Others may be prepared. */
  readonly hasLots: boolean
  readonly token: string
  readonly notice?: unknown
  readonly done?: unknown
}

/** What the optimiser is doing or has come to, and what a person may do about it. */
export const RunText = (props: RunProps) => {
  const { words, run, notice, done } = props

  return (
    <>
      <Refused code={notice} />
      <Done code={done} />
      <h1>{words('staff.cohort.run.title')}</h1>
      <p>
        {words('staff.cohort.run.for', { name: run.listName })}{' '}
        <a href={paths.list(run.listId)}>{words('staff.cohort.run.back')}</a>
      </p>
      <State {...props} />
      {run.warnings.length > 0 && <Findings words={words} findings={run.warnings} />}
      {run.state === 'failed' && <Failure {...props} />}
      {run.state === 'done' && <Found {...props} />}
      <Particulars words={words} run={run} />
    </>
  )
}

const steps = ['reading', 'solving', 'explaining', 'ended'] as const

const State = ({ words, run: { id, state, step, isProven, total, bound }, token }: RunProps) => {
  if (state === 'computing') {
    return (
      <>
        <Progress label={words(`staff.cohort.run.step.${step}`)} done={steps.indexOf(step)} total={steps.length - 1} />
        <p>
          <a href={paths.run(id)}>{words('staff.proposal.look_again')}</a>
        </p>
        <PageForm action={paths.runCancellations(id)} token={token} id="cancel">
          <button class="second">{words('staff.cohort.run.cancel')}</button>
        </PageForm>
      </>
    )
  }
  const scores = { total: words.score((total ?? 0) / 100), bound: words.score((bound ?? 0) / 100) }
  const found = isProven ? words('staff.cohort.run.proven', scores) : words('staff.cohort.run.best_so_far', scores)

  return (
    <Notice tone={state === 'failed' ? 'danger' : 'plain'} isStatus>
      <p>{state === 'done' ? found : words(`staff.cohort.run.is.${state}`)}</p>
    </Notice>
  )
}

const Failure = ({ words, run: { id, failure, findings }, token }: RunProps) => {
  const proposed = proposedSteps(findings)

  return (
    <>
      {failure && <p>{words(`staff.cohort.run.failure.${failure}`)}</p>}
      {failure === 'unfit' && <Findings words={words} findings={wrongIn(findings)} />}
      {proposed.length > 0 && (
        <>
          <ul>
            {proposed.map((step) => (
              <li key={stepText(words, step)}>{stepText(words, step)}</li>
            ))}
          </ul>
          <PageForm action={paths.runRelaxations(id)} token={token} id="relax">
            <div class="buttons">
              <button class="main">{words('staff.cohort.run.relax')}</button>
            </div>
          </PageForm>
        </>
      )}
      <p>
        <a href={paths.rules}>{words('staff.cohort.rules.title')}</a>
      </p>
    </>
  )
}

const Found = ({ words, run: { id, resultList, isProven, leftFree }, lotteries, hasLots, token }: RunProps) => (
  <>
    {leftFree > 0 && <p>{words('staff.cohort.plan.left_free', { count: leftFree })}</p>}
    {resultList && (
      <p>
        <a class="button" href={paths.list(resultList)}>
          {words('staff.cohort.run.see')}
        </a>
      </p>
    )}
    <h2>{words('staff.cohort.lots.title')}</h2>
    <p>{words('staff.cohort.lots.why')}</p>
    {lotteries.length > 0 && (
      <ul>
        {lotteries.map((row) => (
          <li key={row.id}>
            <a href={paths.lottery(row.id)}>
              {words(row.seed === null ? `staff.cohort.lots.one.${row.state}` : 'staff.cohort.lots.one_drawn', {
                name: row.committedBy,
                date: words.date(row.committedOn),
              })}
            </a>
          </li>
        ))}
      </ul>
    )}
    {isProven && !hasLots && <LotsOff words={words} />}
    {isProven && hasLots && (
      <PageForm action={paths.runLotteries(id)} token={token} id="commit">
        <button class="second">{words('staff.cohort.lots.commit')}</button>
      </PageForm>
    )}
  </>
)

const Particulars = ({ words, run }: Pick<RunProps, 'words' | 'run'>) => {
  const { inputDigest, resultDigest } = run
  const lines: [string, string][] = [
    [words('staff.plan.made_by'), run.madeBy],
    [words('staff.plan.made_on'), words.date(run.madeOn)],
    [words('staff.cohort.run.places'), words.number(run.places)],
    [words('staff.cohort.run.rules_number'), words.number(run.settingsNumber)],
    [words('staff.cohort.run.seed'), run.seed],
    [words('staff.proposal.solver'), run.solverVersion],
  ]
  if (inputDigest) lines.push([words('staff.cohort.run.input_digest'), inputDigest])
  if (resultDigest) lines.push([words('staff.cohort.run.result_digest'), resultDigest])

  return (
    <details>
      <summary>{words('staff.cohort.run.particulars')}</summary>
      <p class="hint">{words('staff.cohort.run.same')}</p>
      <Lines lines={lines} />
    </details>
  )
}
