import { PageForm } from '#ui/page-form.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'

/** On the page of a file: where a lost code begins. */
export const LostCodePanel = ({ words, me, file, token }: FileProps) =>
  mayUse(me.roles, 'code-case.open') ? (
    <section>
      <h2>{words('staff.lost_code.panel')}</h2>
      <p class="hint">{words('staff.lost_code.panel_text')}</p>
      <PageForm action={paths.lostCodeOf(file.id)} token={token} id="lost-code">
        <div class="buttons">
          <button class="second">{words('staff.lost_code.open')}</button>
        </div>
      </PageForm>
    </section>
  ) : null
