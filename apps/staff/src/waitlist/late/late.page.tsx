import type { LatePerson } from '#features/waitlist/staff/late/late-rows.js'
import { lateReasons } from '#features/waitlist/staff/late/put-late-forward.js'
import type { LateView } from '#features/waitlist/staff/late/read-late.js'
import { Notice } from '#ui/blocks.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { SupportTicks } from '../../decision/support-ticks.js'
import { paths } from '../../paths.js'
import { Done, Refused } from '../../shell/notice.js'

interface LateProps {
  readonly words: Words
  readonly view: LateView
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

/** Who is too late, until when they could have been invited, and the form that puts one of them forward. */
export function LateText(props: LateProps) {
  const { words, view, notice, done } = props
  const { free, capacity, gate, people } = view

  return (
    <>
      <h1>{words('staff.waitlist.late.title')}</h1>
      <Refused code={notice} />
      <Done code={done} />
      <p class="lead">{words('staff.waitlist.lead', { free, capacity })}</p>
      {gate && (
        <Notice>
          <p>{words.find(`staff.refused.${gate}`)}</p>
        </Notice>
      )}
      <p>{words('staff.waitlist.late.lead', { hours: view.expressHours })}</p>
      <Table
        caption={words('staff.waitlist.late.caption')}
        empty={words('staff.waitlist.late.empty')}
        rows={people}
        keyOf={({ id }) => id}
        columns={columns(words)}
      />
      <p class="hint">{words('staff.waitlist.late.hint')}</p>
      {gate === null && <PutForward {...props} />}
    </>
  )
}

const columns = (words: Words) => [
  { name: words('staff.list.case'), cell: ({ caseNumber }: LatePerson) => <span dir="ltr">{caseNumber}</span> },
  { name: words('staff.waitlist.late.last_day'), cell: ({ lastDay }: LatePerson) => words.date(lastDay) },
  { name: words('staff.waitlist.joined'), cell: ({ joinedOn }: LatePerson) => words.date(joinedOn) },
  {
    name: words('staff.waitlist.note'),
    cell: ({ waitsFor }: LatePerson) => (waitsFor ? words(`staff.waitlist.late.waits.${waitsFor}`) : ''),
  },
]

function PutForward({ words, view, token }: LateProps) {
  const people = view.people.filter(({ waitsFor }) => waitsFor === null)
  if (people.length === 0) return null

  return (
    <PageForm action={paths.latePeople} token={token} id="late">
      <SelectField
        name="person"
        label={words('staff.waitlist.late.person')}
        choices={people.map(({ id, version, caseNumber }) => ({ value: `${id}.${version}`, label: caseNumber }))}
      />
      <SelectField
        name="reason_class"
        label={words('staff.decision.reason')}
        choices={lateReasons.map((value) => ({ value, label: words(`staff.reason_class.${value}`) }))}
      />
      <SupportTicks words={words} />
      <div class="buttons">
        <button class="main">{words('staff.waitlist.other_send')}</button>
      </div>
    </PageForm>
  )
}
