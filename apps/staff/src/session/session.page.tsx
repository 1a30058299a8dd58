import type { OwnSession } from '#features/staff/staff/own-sessions.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { mayUse } from '../shell/permissions.js'

export interface SessionProps {
  readonly words: Words
  readonly me: StaffActor
  readonly sessions: readonly OwnSession[]
  readonly token: string
}

export const SessionText = ({ words, me, sessions, token }: SessionProps) => (
  <>
    <h1>{words('staff.sessions.title')}</h1>
    <p class="lead">{words('staff.sessions.lead')}</p>
    <Table
      caption={words('staff.sessions.caption')}
      empty=""
      rows={sessions}
      keyOf={(session) => `${session.endsAt.getTime()} ${session.isCurrent}`}
      columns={columns(words, me.zone)}
    />
    <p>
      <a href={paths.ownKey}>{words('staff.own_key.title')}</a>
    </p>
    {me.stepUp && (
      <p>{words('staff.sessions.window', { until: words.instant(me.stepUp.until, me.zone), files: me.stepUp.left })}</p>
    )}
    {mayUse(me.roles, 'visa-case.confirm') && (
      <p>
        <a href={paths.stepUp}>{words('staff.sessions.step_up')}</a>
      </p>
    )}
    {sessions.length > 1 && (
      <PageForm action={paths.otherSessions} token={token}>
        <div class="buttons">
          <button class="second">{words('staff.sessions.end_others')}</button>
        </div>
      </PageForm>
    )}
  </>
)

const columns = (words: Words, zone: string) => [
  {
    name: words('staff.sessions.where'),
    cell: ({ isCurrent }: OwnSession) => words(isCurrent ? 'staff.sessions.this' : 'staff.sessions.other'),
  },
  { name: words('staff.sessions.begun'), cell: ({ begunAt }: OwnSession) => words.instant(begunAt, zone) },
  { name: words('staff.sessions.idle'), cell: ({ idleUntil }: OwnSession) => words.instant(idleUntil, zone) },
  { name: words('staff.sessions.ends'), cell: ({ endsAt }: OwnSession) => words.instant(endsAt, zone) },
]
