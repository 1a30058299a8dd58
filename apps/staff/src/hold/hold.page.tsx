import { holdReasons } from '#features/application/staff/hold-file.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'

/** Only for the security officer; everybody else sees the mark beside the state. */
export const HoldPanel = (props: FileProps) =>
  mayUse(props.me.roles, 'application.hold') ? (
    <section>
      <h2>{props.words('staff.hold.title')}</h2>
      {props.file.holds.includes('paused') && <p>{props.words('staff.hold.paused')}</p>}
      {props.file.holds.includes('duress') && <Quiet {...props} />}
      <Own {...props} isSet={props.file.holds.includes('on_hold')} />
    </section>
  ) : null

/** The person pressed the quiet signal; nothing of it shows on their page. */
const Quiet = ({ words, file, token }: FileProps) => (
  <PageForm action={paths.holds(file.id)} token={token} id="signal">
    <p class="error">{words('staff.hold.quiet')}</p>
    <input type="hidden" name="act" value="lift_signal" />
    <div class="buttons">
      <button class="second">{words('staff.hold.lift_signal')}</button>
    </div>
  </PageForm>
)

const Own = ({ words, file, token, isSet }: FileProps & { readonly isSet: boolean }) => (
  <PageForm action={paths.holds(file.id)} token={token} id="hold">
    <input type="hidden" name="act" value={isSet ? 'lift' : 'set'} />
    {!isSet && (
      <SelectField
        name="reason"
        label={words('staff.hold.reason')}
        value="safety"
        choices={holdReasons.map((value) => ({ value, label: words(`staff.hold.reason.${value}`) }))}
      />
    )}
    <div class="buttons">
      <button class="second">{words(isSet ? 'staff.hold.lift' : 'staff.hold.set')}</button>
    </div>
  </PageForm>
)
