import { flagReasons, type VettingFlag } from '#domain/vetting/flags.js'
import { type FileFlag, maySet } from '#features/application/staff/screening/flag-file.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'

/** Flags beside the scores: those this person may know of, and the way to set those that are theirs to set. */
export function FlagPanel(props: FileProps) {
  const { words, me, file, panels } = props
  const settable = file.seen.flags.filter((kind) => maySet(me, file, kind))
  if (panels.flags.length === 0 && settable.length === 0) return null
  const standing = panels.flags.filter(({ lifted }) => lifted === null)
  const free = settable.filter((kind) => kind !== 'proxy_of_many' && !standing.some((flag) => flag.kind === kind))

  return (
    <section>
      <h2>{words('staff.screening.flags_title')}</h2>
      {standing.length === 0 && <p>{words('staff.screening.no_flag')}</p>}
      {standing.map((flag) => (
        <Standing key={flag.kind} {...props} flag={flag} mayLift={settable.includes(flag.kind)} />
      ))}
      <Lifted {...props} />
      {free.length > 0 && <SetFlag {...props} kinds={free} />}
    </section>
  )
}

const Standing = ({ words, file, token, flag, mayLift }: FileProps & { flag: FileFlag; mayLift: boolean }) => (
  <PageForm action={paths.flags(file.id)} token={token} id={`flag-${flag.kind}`}>
    <p>
      <strong>{words(`staff.screening.flag.${flag.kind}`)}</strong>{' '}
      {words('staff.screening.said', {
        author: flag.author,
        date: words.date(flag.day),
        reason: words(`staff.screening.flag_reason.${flag.reason}`),
      })}
    </p>
    <input type="hidden" name="act" value="lift" />
    <input type="hidden" name="flag" value={flag.kind} />
    {mayLift && (
      <p>
        <button class="second">{words('staff.screening.lift')}</button>
      </p>
    )}
  </PageForm>
)

const Lifted = ({ words, panels }: FileProps) => {
  const past = panels.flags.flatMap(({ lifted, ...flag }) => (lifted ? [{ flag, lifted }] : []))
  if (past.length === 0) return null

  return (
    <details>
      <summary>{words('staff.screening.lifted')}</summary>
      <ul>
        {past.map(({ flag, lifted }, index) => (
          <li key={index}>
            {words(`staff.screening.flag.${flag.kind}`)}{' '}
            {words('staff.screening.lifted_by', { author: lifted.author, date: words.date(lifted.day) })}
          </li>
        ))}
      </ul>
    </details>
  )
}

const SetFlag = ({ words, file, token, kinds }: FileProps & { kinds: readonly VettingFlag[] }) => (
  <PageForm action={paths.flags(file.id)} token={token} id="flag">
    <input type="hidden" name="act" value="set" />
    <SelectField
      name="flag"
      label={words('staff.screening.set_flag')}
      choices={kinds.map((value) => ({ value, label: words(`staff.screening.flag.${value}`) }))}
    />
    <SelectField
      name="flag_reason"
      label={words('staff.screening.rests_on')}
      choices={flagReasons.map((value) => ({ value, label: words(`staff.screening.flag_reason.${value}`) }))}
    />
    <div class="buttons">
      <button class="second">{words('staff.screening.set')}</button>
    </div>
  </PageForm>
)
