import { mayPropose } from '#domain/decision/outcomes.js'
import { reasonsFor } from '#domain/decision/reasons.js'
import { largestSet } from '#domain/decision/sample.js'
import { supportWith } from '#domain/decision/support.js'
import { wordings } from '#domain/decision/wordings.js'
import { type DryRun, type ManyMove, manyMoves } from '#features/decision/staff/many/dry-run.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { SupportTicks } from '../decision/support-ticks.js'
import { supportText } from '../decision/support-text.js'
import { numbered, WaitlistLine } from '../decision/waitlist-line.js'
import { paths } from '../paths.js'
import { Refused } from '../shell/notice.js'
import type { ListForm, ManyForm } from './decide-many.form.js'
import { LeftFiles } from './left-files.js'

interface NewBatchProps {
  readonly words: Words
  readonly title: string
  readonly list: ListForm
  readonly count: number
}

/** Which decision, about all of the list. Nothing is written before the page that follows was read. */
export const NewBatchText = ({ words, title, list, count }: NewBatchProps) => (
  <>
    <h1>{title}</h1>
    <p class="lead">{words('staff.many.lead', { count })}</p>
    {count > largestSet && <p class="error">{words('staff.many.too_many', { max: largestSet })}</p>}
    <form method="get" action={paths.decisionDryRun} id="decide-many">
      <List list={list} />
      <SelectField
        name="move"
        label={words('staff.decision.move')}
        value="release_reject"
        choices={movesFrom(list.state).map((value) => ({ value, label: words(`staff.move.${value}`) }))}
      />
      <SelectField
        name="reason_class"
        label={words('staff.decision.reason')}
        choices={reasonsFor('release_reject').map((value) => ({ value, label: words(`staff.reason_class.${value}`) }))}
      />
      <SelectField
        name="wording"
        label={words('staff.decision.wording')}
        hint={words('staff.decision.wording_hint')}
        empty={words('staff.decision.wording_none')}
        choices={wordings.map((value) => ({ value, label: words(`decision.wording.${value}`) }))}
      />
      <SupportTicks words={words} />
      <div class="buttons">
        <button class="main">{words('staff.many.try')}</button>
      </div>
    </form>
  </>
)

/** Those that follow from the state the list is of; all where it is of many, or none follows. */
function movesFrom(state = ''): readonly ManyMove[] {
  const fitting = manyMoves.filter((move) => mayPropose(state, move))
  return fitting.length > 0 ? fitting : manyMoves
}

interface DryRunProps {
  readonly words: Words
  readonly title: string
  readonly form: ManyForm
  readonly run: DryRun
  /** Files of the whole list. */
  readonly count: number
  readonly notice: unknown
  readonly token: string
}

/** What would happen to how many, which would be left and why, and the button. */
export const DryRunText = (props: DryRunProps) => {
  const { words, title, form, run, count, notice } = props

  return (
    <>
      <h1>{title}</h1>
      <Refused code={notice} />
      <p class="lead">
        {words('staff.many.would', { count: run.ready.length, move: words(`staff.move.${form.move}`) })}
      </p>
      {supportWith(form.move, form.support).length > 0 && (
        <p>{supportText(words, supportWith(form.move, form.support))}</p>
      )}
      {run.unspoken > 0 && <p>{words('staff.many.unspoken', { count: run.unspoken })}</p>}
      <WaitlistLine words={words} line={numbered(run.line)} orderedBy="case" />
      <LeftFiles words={words} runs={[run]} />
      {count > largestSet && <p class="error">{words('staff.many.too_many', { max: largestSet })}</p>}
      {count <= largestSet && run.ready.length > 0 && <Apply {...props} />}
      <p>
        <a href={paths.applicationsFrom({ state: form.state, filter: form.filter, search: form.search })}>
          {words('staff.many.back')}
        </a>
      </p>
    </>
  )
}

const Apply = ({ words, form, run, token }: DryRunProps) => (
  <PageForm action={paths.decisionBatches} token={token} id="apply">
    <List list={form} />
    <input type="hidden" name="move" value={form.move} />
    <input type="hidden" name="reason_class" value={form.reason_class} />
    {form.wording && <input type="hidden" name="wording" value={form.wording} />}
    {supportWith(form.move, form.support).map((line) => (
      <input key={line} type="hidden" name="support" value={line} />
    ))}
    <input type="hidden" name="digest" value={run.digest} />
    <p>{words('staff.many.effect')}</p>
    <div class="buttons">
      <button class="main">{words('staff.many.apply', { count: run.ready.length })}</button>
    </div>
  </PageForm>
)

const List = ({ list }: { readonly list: ListForm }) => (
  <>
    {list.state && <input type="hidden" name="state" value={list.state} />}
    {list.filter && <input type="hidden" name="filter" value={list.filter} />}
    {list.search && <input type="hidden" name="search" value={list.search} />}
  </>
)
