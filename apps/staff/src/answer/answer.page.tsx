import { extensionDays, extensionReasons } from '#features/invitation/staff/extend-answer.js'
import { unreachedProposersFor } from '#features/decision/staff/roles-of-moves.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'

/** The move that ends an invitation before its answer. */
const ending = 'revoke_before_answer'

/** The clock of an open answer, and more days for who may give them. */
export function AnswerPanel(props: FileProps) {
  const { words, me, answer } = props
  if (!answer) return null

  return (
    <section id="answer">
      <h2>{words('staff.answer.title')}</h2>
      <p>{words('staff.answer.until', { instant: words.instant(answer.deadlineAt, 'UTC') })}</p>
      <p>{words('staff.answer.passes_on', { instant: words.instant(answer.passesOnAt, 'UTC') })}</p>
      <p>{words(clockKey(answer))}</p>
      <ul>
        {answer.stoppedFor.map((why) => (
          <li key={why}>{words.find(`staff.answer.stopped.${why}`) ?? why}</li>
        ))}
        {answer.extensions.map(({ author, days, onDay }) => (
          <li key={onDay}>{words('staff.answer.extended', { author, days, day: words.date(onDay) })}</li>
        ))}
      </ul>
      {answer.unreachedDays !== null && <Unreached {...props} days={answer.unreachedDays} />}
      {mayUse(me.roles, 'invitation.extend') && <Extend {...props} />}
    </section>
  )
}

const clockKey = ({ isReached, stoppedFor }: NonNullable<FileProps['answer']>) => {
  if (stoppedFor.length > 0) return 'staff.answer.stands'
  return isReached ? 'staff.answer.runs' : 'staff.answer.not_reached'
}

/** Nobody reached the person: why that is told, and the button of who may put forward the end of it for this reason alone. */
function Unreached({ words, me, file, token, panels, days }: FileProps & { readonly days: number }) {
  const isOffered = unreachedProposersFor(ending).some((role) => (me.roles as readonly string[]).includes(role))

  return (
    <>
      <p>{words('staff.answer.unreached', { days })}</p>
      {isOffered && !panels.decision && (
        <PageForm action={paths.decisions(file.id)} token={token} id="unreached">
          <input type="hidden" name="version" value={file.version} />
          <input type="hidden" name="move" value={ending} />
          <input type="hidden" name="reason_class" value="not_reached" />
          <p>{words(`staff.effect.${ending}`)}</p>
          <div class="buttons">
            <button class="second">{words('staff.answer.put_end_forward')}</button>
          </div>
        </PageForm>
      )}
    </>
  )
}

const Extend = ({ words, file, token }: FileProps) => (
  <PageForm action={paths.extensions(file.id)} token={token} id="extension">
    <SelectField
      name="days"
      label={words('staff.answer.days')}
      choices={extensionDays.map((value) => ({
        value,
        label: words('staff.answer.day_count', { days: Number(value) }),
      }))}
    />
    <SelectField
      name="reason"
      label={words('staff.answer.reason')}
      choices={extensionReasons.map((value) => ({ value, label: words(`staff.answer.reason.${value}`) }))}
    />
    <div class="buttons">
      <button class="second">{words('staff.answer.extend')}</button>
    </div>
  </PageForm>
)
