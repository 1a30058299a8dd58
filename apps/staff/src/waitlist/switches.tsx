import { expressHours, interestDays } from '#features/waitlist/staff/change-waitlist.js'
import { SelectField, TickField } from '#ui/controls.js'
import { DateField } from '#ui/date-field.js'
import { PageForm } from '#ui/page-form.js'
import { fieldErrorText } from '#words/index.js'
import { paths } from '../paths.js'
import type { WaitlistProps } from './waitlist-view.js'

/** Open or closed, by hand or by the system, until when, and how fast an invitation in a hurry is answered. */
export const Switches = (props: WaitlistProps) => {
  const { words, view, token } = props

  return (
    <section>
      <h2>{words('staff.waitlist.switches')}</h2>
      <PageForm action={paths.waitlistSwitches} token={token} id="switches">
        <input type="hidden" name="version" value={view.edition.version} />
        <Ticks {...props} />
        <Times {...props} />
        <div class="buttons">
          <button class="second">{words('staff.waitlist.save')}</button>
        </div>
      </PageForm>
    </section>
  )
}

const Ticks = ({ words, view: { edition }, typed }: WaitlistProps) => (
  <>
    <TickField
      name="is_open"
      label={words('staff.waitlist.is_open')}
      checked={typed ? typed.values.is_open === true : edition.isOpen}
    />
    <TickField
      name="auto_promote"
      label={words('staff.waitlist.auto_promote')}
      hint={words('staff.waitlist.auto_promote_hint')}
      checked={typed ? typed.values.auto_promote === true : edition.autoPromote}
    />
  </>
)

function Times({ words, view: { edition }, typed }: WaitlistProps) {
  const error = typed?.errors['stop_on']
  const hours = expressHours.map((value) => ({
    value,
    label: words('staff.waitlist.hours', { count: Number(value) }),
  }))

  const days = interestDays.map((value) => ({
    value,
    label: words('staff.waitlist.day_count', { count: Number(value) }),
  }))

  return (
    <>
      <DateField
        words={words}
        name="stop_on"
        label={words('staff.waitlist.stop_on')}
        hint={words('staff.waitlist.stop_on_hint')}
        value={typed ? typed.values.stop_on : (edition.stopOn ?? undefined)}
        error={error && fieldErrorText(words, 'stop_on', error)}
      />
      <SelectField
        name="express_hours"
        label={words('staff.waitlist.express_hours')}
        value={typed?.values.express_hours ?? String(edition.expressHours)}
        choices={hours}
      />
      <SelectField
        name="interest_days"
        label={words('staff.waitlist.interest_days')}
        hint={words('staff.waitlist.interest_hint')}
        value={typed?.values.interest_days ?? String(edition.interestDays)}
        choices={days}
      />
    </>
  )
}
