import { Injectable } from '@nestjs/common'
import type { ComponentChildren, VNode } from 'preact'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { formToken } from '#platform/web/access/form-token.js'
import { PageForm } from '#ui/page-form.js'
import { type StaffLink, StaffPage } from '#ui/staff-page.js'
import { type WordKey, wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { Frame, type FramedPage } from './frame.js'
import { mayPass } from './permissions.js'
import { Place } from './place.js'

const words = wordsFor('en')

/** Screens of the navigation, each with the permission its first route asks for. */
const screens: readonly { readonly href: string; readonly name: WordKey; readonly permission: string }[] = [
  { href: paths.home, name: 'staff.home.title', permission: 'waiting.list' },
  { href: paths.applications, name: 'staff.list.title', permission: 'application.list' },
  { href: paths.vettingDesk, name: 'staff.vetting.title', permission: 'vetting.list' },
  { href: paths.apart, name: 'staff.apart.title', permission: 'apart.keep' },
  { href: paths.plan, name: 'staff.plan.title', permission: 'assignment.plan' },
  { href: paths.screening, name: 'staff.screening.title', permission: 'screening.list' },
  { href: paths.duplicates, name: 'staff.duplicates.title', permission: 'duplicate.list' },
  { href: paths.proxies, name: 'staff.screening.proxies', permission: 'proxy.list' },
  { href: paths.nominations, name: 'staff.nominations.title', permission: 'nomination.list' },
  { href: paths.notes, name: 'staff.note.title', permission: 'note.read' },
  { href: paths.lateCodes, name: 'staff.late.title', permission: 'late-code.make' },
  { href: paths.lostCodes, name: 'staff.lost_code.title', permission: 'code-case.list' },
  { href: paths.board, name: 'staff.board.title', permission: 'board.read' },
  { href: paths.appointments, name: 'staff.outside.title', permission: 'outside.list' },
  { href: paths.approvalList, name: 'staff.approval.title', permission: 'approval.list' },
  { href: paths.waitlist, name: 'staff.waitlist.title', permission: 'waitlist.read' },
  { href: paths.lists, name: 'staff.cohort.title', permission: 'cohort.read' },
  { href: paths.phases, name: 'staff.phases.title', permission: 'phases.change' },
  { href: paths.readiness, name: 'staff.readiness.title', permission: 'readiness.read' },
  { href: paths.calibration, name: 'staff.calibration.title', permission: 'calibration.read' },
  { href: paths.ownSeverity, name: 'staff.severity.title', permission: 'severity.read' },
  { href: paths.unasked, name: 'staff.unasked.title', permission: 'reference.list' },
  { href: paths.cases, name: 'staff.desk.title', permission: 'visa-case.list' },
  { href: paths.tasks, name: 'staff.tasks.title', permission: 'task.list' },
  { href: paths.editionCall, name: 'staff.call.title', permission: 'edition.change-call' },
  { href: paths.dangerContacts, name: 'staff.danger.title', permission: 'danger-contact.keep' },
  { href: paths.dates, name: 'staff.dates.title', permission: 'edition.change-dates' },
  { href: paths.colleagues, name: 'staff.colleagues.title', permission: 'exclusion.keep' },
  { href: paths.conflictKinds, name: 'staff.kinds.title', permission: 'conflict.rewrite' },
  { href: paths.accounts, name: 'staff.account.title', permission: 'account.list' },
  { href: paths.keys, name: 'staff.key.title', permission: 'key.list' },
  { href: paths.returning, name: 'staff.returning.title', permission: 'file.return' },
  { href: paths.keepers, name: 'staff.keepers.title', permission: 'keeper.list' },
  { href: paths.audit, name: 'staff.audit.title', permission: 'audit.read' },
  { href: paths.me, name: 'staff.me.title', permission: 'own-affiliation.keep' },
  { href: paths.sessions, name: 'staff.sessions.title', permission: 'own-session.read' },
]

/** Puts a page's content into the frame all staff pages share. */
@Injectable()
export class Shell extends Frame {
  constructor(private readonly place: Place) {
    super()
  }

  frame({ me, title, hasErrors }: FramedPage, content: ComponentChildren): VNode {
    return (
      <StaffPage
        words={words}
        title={title}
        hasErrors={hasErrors}
        assets={this.place.assets}
        localKeys={this.place.hasLocalKeys}
        nav={navigation(me, title)}
        who={me.displayName}
        signOut={<SignOut token={this.token(me)} />}
      >
        {content}
      </StaffPage>
    )
  }

  /** The frame for somebody who is not signed in, or of whom that is not known. */
  stranger(title: string, content: ComponentChildren, hasErrors = false): VNode {
    const { assets, hasLocalKeys } = this.place
    return (
      <StaffPage words={words} title={title} hasErrors={hasErrors} assets={assets} localKeys={hasLocalKeys} nav={[]}>
        {content}
      </StaffPage>
    )
  }

  token(me: StaffActor): string {
    return formToken(me.session)
  }
}

const navigation = (me: StaffActor, title: string): StaffLink[] =>
  screens
    .filter(({ permission }) => mayPass(me, permission))
    .map(({ href, name }) => ({ href, label: words(name), isCurrent: words(name) === title }))

const SignOut = ({ token }: { readonly token: string }) => (
  <PageForm action={paths.signOut} token={token} id="sign-out">
    <button class="link">{words('staff.shell.sign_out')}</button>
  </PageForm>
)
