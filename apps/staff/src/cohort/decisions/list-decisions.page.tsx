import { wordings } from '#domain/decision/wordings.js'
import { type ForwardPart, type ForwardRun, lackOf, restChoices } from '#features/selection/staff/list/put-forward.js'
import { supportChoices } from '#domain/decision/support.js'
import type { FieldErrors } from '#platform/form/description.js'
import { RadioField, SelectField, TextField } from '#ui/controls.js'
import { ErrorSummary } from '#ui/error-summary.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { LeftFiles } from '../../decide-many/left-files.js'
import { paths } from '../../paths.js'
import { Refused } from '../../shell/notice.js'
import { NoFigures } from '../gauges.js'
import { crowns } from '../sentences.js'
import type { ForwardForm } from './list-decisions.form.js'

interface ListDecisionsProps {
  readonly words: Words
  readonly title: string
  readonly run: ForwardRun
  readonly values: Partial<ForwardForm>
  readonly errors: FieldErrors
  readonly notice: unknown
  readonly token: string
}

/** What the list comes to, asked and shown; below it the button that puts it forward. */
export const ListDecisionsText = (props: ListDecisionsProps) => {
  const { words, title, run, errors, notice } = props
  const wrong = errors['waitlist'] && words('staff.cohort.wrong.number')

  return (
    <>
      <ErrorSummary words={words} items={wrong ? [{ path: 'waitlist', text: wrong }] : []} />
      <h1>{title}</h1>
      <Refused code={notice} />
      <p class="lead">{words('staff.forward.lead')}</p>
      <p>
        <a href={paths.list(run.row.id)}>
          <bdi>{run.row.name}</bdi>
        </a>
      </p>
      <p>{words('staff.board.places', { ...run.places })}</p>
      <Asked {...props} wrong={wrong} />
      {Object.keys(errors).length === 0 && <WouldDo {...props} />}
    </>
  )
}

interface UnsignedProps {
  readonly words: Words
  readonly title: string
  readonly listId: string
}

/** Before the word: where it is given. */
export const UnsignedText = ({ words, title, listId }: UnsignedProps) => (
  <>
    <h1>{title}</h1>
    <NoFigures words={words} listId={listId} owesWord />
  </>
)

const Asked = ({ words, run, values, wrong }: ListDecisionsProps & { readonly wrong: string | undefined }) => (
  <form method="get" action={paths.listDecisions(run.row.id)} id="asked">
    <TextField
      name="waitlist"
      label={words('staff.forward.waitlist')}
      hint={words('staff.forward.waitlist_hint')}
      value={wrong ? values.waitlist : String(run.waitlist)}
      error={wrong}
      width="w1"
      numeric
      ltr
    />
    <RadioField
      name="rest"
      label={words('staff.forward.rest')}
      values={[values.rest ?? 'leave']}
      choices={restChoices.map((value) => ({ value, label: words(`staff.forward.rest.${value}`) }))}
    />
    {run.isOpen ? (
      <RadioField
        name="support"
        label={words('staff.forward.support')}
        values={[values.support ?? 'asked']}
        choices={supportChoices.map((value) => ({ value, label: words(`staff.forward.support.${value}`) }))}
      />
    ) : (
      <p>{words('staff.forward.support_closed')}</p>
    )}
    <SelectField
      name="wording"
      label={words('staff.decision.wording')}
      value={values.wording}
      empty={words('staff.decision.wording_none')}
      choices={wordings.map((value) => ({ value, label: words(`decision.wording.${value}`) }))}
    />
    <div class="buttons">
      <button class="second">{words('staff.many.try')}</button>
    </div>
  </form>
)

const orderKeys = {
  drawn: 'staff.forward.drawn',
  lots_undrawn: 'staff.refused.lots_undrawn',
  lots_stale: 'staff.refused.lots_stale',
} as const

const WouldDo = (props: ListDecisionsProps) => {
  const { words, run } = props
  const ready = run.parts.reduce((sum, part) => sum + part.run.ready.length, 0)

  return (
    <>
      <Table
        caption={words('staff.forward.caption')}
        empty=""
        rows={run.parts}
        keyOf={({ move }) => move}
        columns={columns(words)}
      />
      {run.order !== 'score' && (
        <p>
          {words(orderKeys[run.order])} <a href={paths.listLots(run.row.id)}>{words('staff.waitlist_lots.title')}</a>
        </p>
      )}
      {run.gone > 0 && <p>{words('staff.cohort.gone', { count: run.gone })}</p>}
      {run.sums.length > 0 && <Support words={words} run={run} />}
      <LeftFiles words={words} runs={run.parts.map((part) => part.run)} />
      {ready > 0 && !lackOf(run) && <Apply {...props} ready={ready} />}
    </>
  )
}

/** What would be granted with the invitations, and what that comes to. */
const Support = ({ words, run: { sums } }: Pick<ListDecisionsProps, 'words' | 'run'>) => (
  <Table
    caption={words('staff.forward.support_caption', {
      amount: crowns(
        words,
        sums.reduce((sum, { amountMinorUnits }) => sum + amountMinorUnits, 0),
      ),
    })}
    empty=""
    rows={sums}
    keyOf={({ line }) => line}
    columns={[
      { name: words('staff.forward.support'), cell: ({ line }) => words(`option.costs_needed.${line}`) },
      { name: words('staff.cohort.moved'), cell: ({ people }) => words.number(people), isNumber: true },
      {
        name: words('staff.cohort.money'),
        cell: ({ amountMinorUnits }) => crowns(words, amountMinorUnits),
        isNumber: true,
      },
    ]}
  />
)

const columns = (words: Words) => [
  { name: words('staff.decision.move'), cell: ({ move }: ForwardPart) => words(`staff.move.${move}`) },
  {
    name: words('staff.many.left_count'),
    cell: ({ run }: ForwardPart) => words.number(run.ready.length),
    isNumber: true,
  },
  { name: words('staff.forward.sets'), cell: ({ sets }: ForwardPart) => words.number(sets.length), isNumber: true },
  {
    name: words('staff.decision.reason'),
    cell: ({ reasonClass }: ForwardPart) => words(`staff.reason_class.${reasonClass}`),
  },
]

const Apply = ({ words, run, values, token, ready }: ListDecisionsProps & { readonly ready: number }) => (
  <PageForm action={paths.listDecisions(run.row.id)} token={token} id="apply">
    <input type="hidden" name="waitlist" value={run.waitlist} />
    {values.rest && <input type="hidden" name="rest" value={values.rest} />}
    {values.support && <input type="hidden" name="support" value={values.support} />}
    {values.wording && <input type="hidden" name="wording" value={values.wording} />}
    <input type="hidden" name="digest" value={run.digest} />
    <p>{words('staff.many.effect')}</p>
    <div class="buttons">
      <button class="main">{words('staff.many.apply', { count: ready })}</button>
    </div>
  </PageForm>
)
