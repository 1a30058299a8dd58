import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { takesSupport } from '#domain/decision/support.js'
import { reasonsFor } from '#domain/decision/reasons.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { SupportTicks } from './support-ticks.js'

/** One thing that may be taken back: what follows from it, why, and the button that puts it forward. */
export const SecondThought = ({ words, file, token, panels, move }: FileProps & { readonly move: ApplicationMove }) => (
  <details>
    <summary>{words.find(`staff.move.${move}`)}</summary>
    <p>{words.find(`staff.effect.${move}`)}</p>
    <PageForm action={paths.decisions(file.id)} token={token} id={move}>
      <input type="hidden" name="version" value={file.version} />
      <input type="hidden" name="move" value={move} />
      <SelectField
        name="reason_class"
        label={words('staff.decision.reason')}
        choices={reasonsFor(move).map((value) => ({ value, label: words(`staff.reason_class.${value}`) }))}
      />
      {takesSupport(move) && <SupportTicks words={words} values={panels.lapsed} />}
      <div class="buttons">
        <button class="second">{words('staff.decision.propose')}</button>
      </div>
    </PageForm>
  </details>
)
