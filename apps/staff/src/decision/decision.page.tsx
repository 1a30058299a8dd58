import type { ApplicationMove } from '#domain/application/lifecycle.js'
import { proposable } from '#domain/decision/outcomes.js'
import { isSecondThought, reasonsFor, type SecondThought as Taken } from '#domain/decision/reasons.js'
import { takesSupport } from '#domain/decision/support.js'
import { wordings } from '#domain/decision/wordings.js'
import type { PendingDecision } from '#features/decision/staff/pending-decisions.js'
import { mayReadMemos } from '#features/decision/staff/decision-memos.js'
import { proposersFor } from '#features/decision/staff/roles-of-moves.js'
import { mayTakeBack } from '#features/decision/staff/take-back.js'
import { LongText, SelectField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import type { FileProps } from '../application/file-view.js'
import { paths } from '../paths.js'
import { ClearingGrounds } from './clearing-grounds.js'
import { EarlierDecisions } from './earlier-decisions.js'
import { moveText } from './move-text.js'
import { supportText } from './support-text.js'
import { SupportTicks } from './support-ticks.js'
import { PlaceText } from './waitlist-line.js'
import { SecondThought } from './second-thought.page.js'

/** What was decided and how far it is; never mixed with the real state. */
export const PendingText = ({ words, decision }: { words: Words; decision: PendingDecision | null }) => {
  if (!decision) return <>{words('staff.decision.none')}</>
  const { move, author, second } = decision
  const said = { move: moveText(words, move), author, second: second ?? '' }

  return <>{words(second ? 'staff.decision.approved_by' : 'staff.decision.waits', said)}</>
}

const mayAsk = ({ me, file }: FileProps, move: ApplicationMove): boolean =>
  proposersFor(move, file.facts).some((role) => (me.roles as readonly string[]).includes(role))

/** Putting a decision forward, agreeing to one, taking one back. */
export function DecisionPanel(props: FileProps) {
  const { words, file, panels } = props
  if (!file.seen.decisions) return null
  const open = proposable(file.state).filter((move) => mayAsk(props, move))
  const readsMemos = mayReadMemos(file)
  if (open.length === 0 && !panels.decision && panels.earlier.length === 0 && !readsMemos) return null
  const moves = open.filter((move) => !isSecondThought(move))

  return (
    <section>
      <h2>{words('staff.decision.title')}</h2>
      {file.facts.isRestricted && <p class="hint">{words('staff.decision.restricted')}</p>}
      {panels.decision && <Pending {...props} decision={panels.decision} />}
      <EarlierDecisions words={words} earlier={panels.earlier} />
      {moves.length > 0 && <Propose {...props} moves={moves} />}
      {readsMemos && (
        <p>
          <a href={paths.decisionMemos(file.id)}>{words('staff.memo.link')}</a>
        </p>
      )}
      {open.filter(isSecondThought).map((move) => (
        <SecondThought key={move} {...props} move={move} />
      ))}
    </section>
  )
}

const Pending = (props: FileProps & { readonly decision: PendingDecision }) => {
  const { words, me, decision } = props

  return (
    <>
      <p>
        <PendingText words={words} decision={decision} />
      </p>
      {decision.until && (
        <p>
          <strong>{words('staff.decision.until', { instant: words.instant(decision.until, me.zone) })}</strong>
        </p>
      )}
      <PlaceText words={words} place={decision.place} />
      {decision.support.length > 0 && <p>{supportText(words, decision.support)}</p>}
      {decision.state === 'pending' && <Approve {...props} />}
      <TakeBack {...props} />
    </>
  )
}

/** What two people agreed to takes two to take back: one sets it waiting again, another takes it away. */
function TakeBack({ words, me, file, token, decision }: FileProps & { readonly decision: PendingDecision }) {
  if (!mayTakeBack(me, decision, file.facts)) return null
  if (decision.reopenedBy === 'me') return <p class="hint">{words('staff.decision.reopened_own')}</p>
  const isAgreed = decision.state === 'second_ok'

  return (
    <PageForm action={paths.decisionClearing(file.id)} token={token} id="clear-decision">
      {isAgreed && <p class="hint">{words('staff.decision.reopen_hint')}</p>}
      {decision.reopenedBy === 'other' && <p class="hint">{words('staff.decision.reopened')}</p>}
      <button class="second">{words(isAgreed ? 'staff.decision.reopen' : 'staff.decision.clear')}</button>
    </PageForm>
  )
}

const bearsEffect = (move: ApplicationMove): move is Taken | 'promote_late' =>
  isSecondThought(move) || move === 'promote_late'

/** The button for another person of the permission; for everybody else the reason why there is none. */
function Approve({ words, file, token, decision, panels }: FileProps & { readonly decision: PendingDecision }) {
  if (decision.isOwn) {
    return (
      <p class="hint">
        {words('staff.decision.own')}{' '}
        {decision.mayAgree ? (
          <a href={paths.appointmentNew({ decision: decision.id })}>{words('staff.outside.appoint')}</a>
        ) : (
          words('staff.refused.mover_missing')
        )}
      </p>
    )
  }
  if (!decision.mayAgree) return <p class="hint">{words('staff.decision.other_role')}</p>
  if (decision.move === 'promote_other') {
    return (
      <p>
        <a href={paths.waitlist}>{words('staff.waitlist.agree_there')}</a>
      </p>
    )
  }

  return (
    <PageForm action={paths.approvals(file.id, decision.id)} token={token} id="approve">
      {bearsEffect(decision.move) && <p>{words(`staff.effect.${decision.move}`)}</p>}
      {panels.grounds && <ClearingGrounds words={words} grounds={panels.grounds} />}
      <div class="buttons">
        <button class="main">{words('staff.decision.approve', { move: moveText(words, decision.move) })}</button>
      </div>
    </PageForm>
  )
}

function Propose(props: FileProps & { readonly moves: readonly ApplicationMove[] }) {
  const { words, file, token, moves, shown } = props
  const typed = shown.decision?.values

  return (
    <PageForm action={paths.decisions(file.id)} token={token} id="decision">
      <input type="hidden" name="version" value={file.version} />
      <SelectField
        name="move"
        label={words('staff.decision.move')}
        hint={words('staff.decision.hint')}
        value={typed?.move}
        choices={moves.map((value) => ({ value, label: moveText(words, value) }))}
      />
      <SelectField
        name="reason_class"
        label={words('staff.decision.reason')}
        value={typed?.reason_class}
        choices={reasonsFor(moves[0] ?? 'release_reject').map((value) => ({
          value,
          label: words(`staff.reason_class.${value}`),
        }))}
      />
      <Reasons {...props} />
      <div class="buttons">
        <button class="second">{words('staff.decision.propose')}</button>
      </div>
    </PageForm>
  )
}

/** What the applicant may be told, what would be paid where one of the moves takes it, and why we decided so. */
const Reasons = ({ words, shown, moves }: FileProps & { readonly moves: readonly ApplicationMove[] }) => (
  <>
    <SelectField
      name="wording"
      label={words('staff.decision.wording')}
      hint={words('staff.decision.wording_hint')}
      value={shown.decision?.values.wording}
      empty={words('staff.decision.wording_none')}
      choices={wordings.map((value) => ({ value, label: words(`decision.wording.${value}`) }))}
    />
    {moves.some(takesSupport) && <SupportTicks words={words} values={shown.decision?.values.support} />}
    <LongText
      name="memo"
      label={words(moves.includes('clear') ? 'staff.decision.memo_clear' : 'staff.decision.memo')}
      hint={words(moves.includes('clear') ? 'staff.decision.memo_clear_hint' : 'staff.decision.memo_hint')}
      value={shown.decision?.values.memo}
      error={shown.decision?.errors.memo && words('staff.decision.memo_wrong')}
    />
  </>
)
