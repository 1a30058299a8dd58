import { usualLeadDays } from '#domain/waitlist/last-days.js'
import type { PlanRow } from '#features/waitlist/staff/line-rows.js'
import type { Waiter } from '#features/waitlist/staff/line-offers.js'
import { shutToOthers, standsInLine } from '#features/waitlist/staff/read-line.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { supportText } from '../decision/support-text.js'
import { paths } from '../paths.js'
import { daysOf } from './next-people.js'
import { Reason } from './reason.js'
import { SupportButtons } from './support-buttons.js'
import type { WaitlistProps } from './waitlist-view.js'

/** Everybody who waits, in the approved order, and inviting somebody who is not next. */
export function Line(props: WaitlistProps) {
  const { words, view, token } = props
  const shut = shutToOthers(view)

  return (
    <section>
      <h2>{words('staff.waitlist.line')}</h2>
      <Table
        caption={words('staff.waitlist.line_caption')}
        empty={words('staff.waitlist.line_empty')}
        rows={view.waiting}
        keyOf={({ file }) => file.id}
        columns={columns(words)}
      />
      {view.planned.length > 0 && <Planned {...props} />}
      {view.waiting.some(isChoosable) &&
        (shut ? <p class="hint">{words.find(`staff.refused.${shut}`)}</p> : <Other {...props} />)}
      {view.waiting.length > 0 && (
        <PageForm action={paths.waitlistDays} token={token} id="days">
          <p class="hint">{words('staff.waitlist.days_hint')}</p>
          <p class="hint">{words('staff.waitlist.post_hint', { days: usualLeadDays })}</p>
          <div class="buttons">
            <button class="second">{words('staff.waitlist.keep_days')}</button>
          </div>
        </PageForm>
      )}
    </section>
  )
}

/** The second coordinator reads here why, and agrees. */
const Planned = (props: WaitlistProps) => (
  <Table
    caption={props.words('staff.waitlist.planned')}
    empty=""
    rows={props.view.planned}
    keyOf={({ applicationId }) => applicationId}
    columns={plannedColumns(props)}
  />
)

const plannedColumns = ({ words, view, token }: WaitlistProps) => [
  {
    name: words('staff.list.case'),
    cell: ({ applicationId, caseNumber }: PlanRow) => <a href={paths.application(applicationId)}>{caseNumber}</a>,
  },
  {
    name: words('staff.waitlist.reason'),
    cell: (plan: PlanRow) => (
      <>
        <Reason words={words} kept={plan} reasons={view.reasons} />
        <p>{plan.support.length > 0 ? supportText(words, plan.support) : words('staff.waitlist.support_none')}</p>
      </>
    ),
  },
  { name: words('staff.waitlist.put_by'), cell: ({ author }: PlanRow) => <bdi>{author}</bdi> },
  {
    name: words('staff.waitlist.agree'),
    cell: (plan: PlanRow) => <Agree words={words} plan={plan} token={token} shut={shutToOthers(view)} />,
  },
]

interface AgreeProps {
  readonly words: Words
  readonly plan: PlanRow
  readonly token: string
  readonly shut: string | null
}

const Agree = ({ words, plan, token, shut }: AgreeProps) =>
  plan.isOwn || shut ? (
    <>{plan.isOwn ? words('staff.decision.own') : words.find(`staff.refused.${shut}`)}</>
  ) : (
    <PageForm
      action={paths.approvals(plan.applicationId, plan.decisionId)}
      token={token}
      id={`agree-${plan.decisionId}`}
    >
      <button class="link">{words('staff.waitlist.agree_to', { number: plan.caseNumber })}</button>
    </PageForm>
  )

/** Who is too late the travel lead alone puts forward, on a page of their own; who stands outside the line nobody does. */
const isChoosable = (waiter: Waiter): boolean => standsInLine(waiter) && waiter.feasible !== 'no'

const Other = ({ words, view, token }: WaitlistProps) => (
  <PageForm action={paths.otherPromotions} token={token} id="other">
    <SelectField
      name="person"
      label={words('staff.waitlist.other')}
      hint={words('staff.waitlist.other_hint')}
      choices={view.waiting.filter(isChoosable).map((waiter) => ({
        value: `${waiter.file.id}.${waiter.file.version}`,
        label: `${waiter.file.caseNumber} (${daysText(words, waiter)})`,
      }))}
    />
    <SupportButtons
      words={words}
      label={words('staff.waitlist.other_send')}
      isOpen={view.waiting.some(({ facts }) => facts.asked !== null)}
    />
  </PageForm>
)

const columns = (words: Words) => [
  {
    name: words('staff.list.case'),
    cell: ({ file }: Waiter) => <a href={paths.application(file.id)}>{file.caseNumber}</a>,
  },
  { name: words('staff.waitlist.order'), cell: ({ place }: Waiter) => words.number(place), isNumber: true },
  { name: words('staff.waitlist.joined'), cell: ({ row }: Waiter) => words.date(row.joinedOn) },
  { name: words('staff.waitlist.can_come'), cell: (waiter: Waiter) => daysText(words, waiter) },
  {
    name: words('staff.waitlist.short_notice'),
    cell: ({ facts }: Waiter) => words.find(`staff.waitlist.notice.${facts.shortNotice ?? 'unasked'}`),
  },
  { name: words('staff.waitlist.note'), cell: (waiter: Waiter) => noteText(words, waiter) },
]

/** Shorter than the sentence beside a button: the column is narrow. */
const daysText = (words: Words, waiter: Waiter): string =>
  words.find(`staff.waitlist.days.${waiter.feasible}`, daysOf(words, waiter)) ?? ''

/** Whatever else keeps the person back, or speaks of their wish to come. */
function noteText(words: Words, { row }: Waiter): string {
  if (row.isStopped) return words('staff.waitlist.not.held')
  if (row.gaveUp) return words('staff.waitlist.not.gave_up')
  if (row.isApart) return words('staff.waitlist.not.apart')
  if (row.isSecond) return words('staff.waitlist.not.second')
  if (row.wentToEnd) return words('staff.waitlist.went_to_end')

  return row.unanswered > 0 ? words('staff.waitlist.unanswered', { count: row.unanswered }) : ''
}
