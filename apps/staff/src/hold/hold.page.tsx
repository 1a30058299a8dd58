import { holdReasons } from '#features/application/staff/hold-file.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'

/** Only for the security officer; everybody else sees the mark beside the state. */
export const HoldPanel = ({ words, me, file, token }: FileProps) =>
  mayUse(me.roles, 'application.hold') ? (
    <section>
      <h2>{words('staff.hold.title')}</h2>
      <PageForm action={paths.holds(file.id)} token={token} id="hold">
        <input type="hidden" name="act" value={file.isHeld ? 'lift' : 'set'} />
        {!file.isHeld && (
          <SelectField
            name="reason"
            label={words('staff.hold.reason')}
            value="safety"
            choices={holdReasons.map((value) => ({ value, label: words(`staff.hold.reason.${value}`) }))}
          />
        )}
        <div class="buttons">
          <button class="second">{words(file.isHeld ? 'staff.hold.lift' : 'staff.hold.set')}</button>
        </div>
      </PageForm>
    </section>
  ) : null
