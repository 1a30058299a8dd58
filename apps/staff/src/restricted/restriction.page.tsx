import { concernOutcomes } from '#domain/vetting/concern.js'
import type { Colleague } from '#features/staff/staff/list-colleagues.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { restrictionReasons } from '#features/vetting/staff/restricted/restrict.js'
import type { Concern, Restriction } from '#features/vetting/staff/restricted/read-restriction.js'
import { SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'
import { mayUse } from '../shell/permissions.js'

export interface RestrictionProps extends Restriction {
  /** Whom the file may be given to by this viewer; nobody where they do not assign. */
  readonly colleagues: readonly Colleague[]
  readonly words: Words
  readonly me: StaffActor
  readonly title: string
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

export const RestrictionText = (props: RestrictionProps) => {
  const { words, file, set, concerns } = props

  return (
    <>
      <h1>{props.title}</h1>
      <Refused code={props.notice} />
      <Done code={props.done} />
      <p>
        <a href={paths.vetting(file.id)}>{words('staff.restricted.to_desk')}</a>
      </p>
      {set ? <Standing {...props} set={set} /> : <Set {...props} />}
      {concerns.length > 0 && <h2>{words('staff.restricted.concerns')}</h2>}
      {concerns.map((concern) => (
        <OneConcern key={concern.id} {...props} concern={concern} />
      ))}
    </>
  )
}

const Set = ({ words, file, token, colleagues }: RestrictionProps) => (
  <PageForm action={paths.restriction(file.id)} token={token} id="restrict">
    <p>{words('staff.restricted.set_text')}</p>
    <SelectField
      name="reason"
      label={words('staff.restricted.reason')}
      value="safety"
      choices={restrictionReasons.map((value) => ({ value, label: words(`staff.restricted.reason.${value}`) }))}
    />
    {colleagues.length > 0 && (
      <SelectField
        name="to"
        label={words('staff.restricted.to')}
        hint={words('staff.restricted.to_hint')}
        empty={words('staff.restricted.to_nobody')}
        choices={colleagues.map(({ accountId, name, role }) => ({
          value: `${role}:${accountId}`,
          label: words('staff.assign.choice', { name, role: words.find(`staff.role.${role}`) ?? role }),
        }))}
      />
    )}
    <div class="buttons">
      <button class="main">{words('staff.restricted.set')}</button>
    </div>
  </PageForm>
)

const Standing = (props: RestrictionProps & { readonly set: NonNullable<Restriction['set']> }) => {
  const { words, me, file, set, named } = props
  const names = named.map(({ name }) => name).join(', ')

  return (
    <>
      <dl class="facts">
        <div>
          <dt>{words('staff.restricted.reason')}</dt>
          <dd>{words.find(`staff.restricted.reason.${set.reason}`) ?? words('staff.restricted.reason.other')}</dd>
        </div>
        <div>
          <dt>{words('staff.restricted.since')}</dt>
          <dd>{words.date(set.setOn)}</dd>
        </div>
        <div>
          <dt>{words('staff.restricted.named')}</dt>
          <dd>{names || words('staff.restricted.nobody')}</dd>
        </div>
      </dl>
      <p class="hint">{words('staff.restricted.name_hint')}</p>
      <p>
        <a href={paths.application(file.id)}>{words('staff.restricted.decide')}</a>
      </p>
      {mayUse(me.roles, 'restriction.lift') && <Lifting {...props} />}
    </>
  )
}

const Lifting = ({ words, file, token, lifting, concernStands }: RestrictionProps) => {
  if (concernStands) return <p class="hint">{words('staff.restricted.lift_concern')}</p>
  if (lifting === 'asked') return <p>{words('staff.restricted.lift_waits')}</p>
  const isAgreed = lifting === 'agreed'

  return (
    <PageForm
      action={isAgreed ? paths.restrictionEnds(file.id) : paths.restrictionLifts(file.id)}
      token={token}
      id="lift"
    >
      <p class="hint">{words(isAgreed ? 'staff.restricted.lift_agreed' : 'staff.restricted.lift_text')}</p>
      <div class="buttons">
        <button class="second">{words(isAgreed ? 'staff.restricted.lift' : 'staff.restricted.lift_ask')}</button>
      </div>
    </PageForm>
  )
}

const OneConcern = (props: RestrictionProps & { readonly concern: Concern }) => {
  const { words, me, concern } = props
  const { text, settlement } = concern

  return (
    <section class="notice">
      <p class="hint">
        {words('staff.restricted.raised', { author: concern.author, day: words.date(concern.raisedOn) })}
      </p>
      {text === null ? <p class="hint">{words('staff.list.sealed')}</p> : <p dir="auto">{text}</p>}
      {settlement && (
        <p>
          {words(settlement.second === null ? 'staff.restricted.said' : 'staff.restricted.settled', {
            outcome: words(`staff.restricted.outcome.${settlement.outcome}`),
            author: settlement.author,
            second: settlement.second ?? '',
          })}
        </p>
      )}
      <Agree {...props} />
      {mayUse(me.roles, 'concern.settle') && <Settle {...props} />}
    </section>
  )
}

const Agree = ({ words, file, token, concern: { settlement } }: RestrictionProps & { readonly concern: Concern }) =>
  settlement && settlement.second === null && !settlement.isOwn ? (
    <form method="post" action={paths.settlementAgreements(file.id)}>
      <input type="hidden" name="form_token" value={token} />
      <input type="hidden" name="settlement" value={settlement.id} />
      <button class="main">{words('staff.restricted.agree')}</button>
    </form>
  ) : null

const Settle = ({ words, file, token, concern }: RestrictionProps & { readonly concern: Concern }) => (
  <PageForm action={paths.settlements(file.id)} token={token} id={`settle-${concern.id.slice(0, 8)}`}>
    <input type="hidden" name="concern" value={concern.id} />
    <SelectField
      name="outcome"
      label={words('staff.restricted.outcome')}
      value={concern.settlement?.outcome ?? 'stays_open'}
      choices={concernOutcomes.map((value) => ({ value, label: words(`staff.restricted.outcome.${value}`) }))}
    />
    <div class="buttons">
      <button class="second">{words('staff.restricted.settle')}</button>
    </div>
  </PageForm>
)
