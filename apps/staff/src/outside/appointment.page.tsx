import type { Appointment } from '#features/decision/staff/outside/appointments.js'
import { PageForm } from '#ui/page-form.js'
import { type Column, Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { moveText } from '../decision/move-text.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'

const actText = (words: Words, { move, kind }: Appointment): string =>
  move ? moveText(words, move) : (words.find(`staff.approval.kind.${kind}`) ?? '')

const columnsOf = (words: Words): Column<Appointment>[] => [
  {
    name: words('staff.approval.kind'),
    cell: (row) => <a href={paths.appointment(row.id)}>{actText(words, row)}</a>,
  },
  { name: words('staff.approval.author'), cell: ({ author }) => author },
  { name: words('staff.approval.day'), cell: ({ madeOn }) => words.date(madeOn) },
]

interface ListProps {
  readonly words: Words
  readonly rows: readonly Appointment[]
  readonly notice: unknown
  readonly done: unknown
}

/** What waits for an outside second. */
export const AppointmentList = ({ words, rows, notice, done }: ListProps) => (
  <>
    <h1>{words('staff.outside.title')}</h1>
    <Refused code={notice} />
    <Done code={done} />
    <p class="lead">{words('staff.outside.lead')}</p>
    <Table
      caption={words('staff.outside.caption')}
      empty={words('staff.outside.none')}
      rows={rows}
      keyOf={({ id }) => id}
      columns={columnsOf(words)}
    />
  </>
)

interface AppointedProps {
  readonly words: Words
  readonly appointment: Appointment
  readonly text: string
  readonly notice: unknown
  readonly token: string
}

/** The memo, and the button. */
export const AppointedText = ({ words, appointment, text, notice, token }: AppointedProps) => (
  <>
    <h1>{actText(words, appointment)}</h1>
    <Refused code={notice} />
    <p>{words('staff.outside.asked_by', { author: appointment.author })}</p>
    {text.split('\n').map((line, index) => (
      <p dir="auto" key={index}>
        {line}
      </p>
    ))}
    <PageForm action={paths.appointmentAgreements(appointment.id)} token={token} id="agree">
      <p class="hint">{words('staff.outside.agree_hint')}</p>
      <div class="buttons">
        <button class="main">{words('staff.approval.agree')}</button>
      </div>
    </PageForm>
    <p>
      <a href={paths.appointments}>{words('staff.outside.title')}</a>
    </p>
  </>
)
