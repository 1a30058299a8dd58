import { Injectable } from '@nestjs/common'
import type { ComponentChildren, VNode } from 'preact'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { formToken } from '#platform/web/access/form-token.js'
import { PageForm } from '#ui/page-form.js'
import { StaffPage } from '#ui/staff-page.js'
import { wordsFor } from '#words/index.js'
import { paths } from '../paths.js'
import { addressOf } from './address.js'
import { Frame, type FramedPage } from './frame.js'
import { navigation } from './navigation.js'
import { Place } from './place.js'

const words = wordsFor('en')

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
        {...navigation(me, addressOf(me))}
        who={me.displayName}
        edition={me.edition?.isOneOfSeveral ? { href: paths.editionChoice, label: me.edition.name } : undefined}
        signOut={<SignOut token={this.token(me)} />}
        notes={notesFor(me)}
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

/** What stands over every page of theirs. */
function notesFor({ roles, isPending, otherSince, hasEndedOldest, zone }: StaffActor): string[] {
  return [
    ...(roles.length === 0 && !isPending ? [words('staff.beside.no_role')] : []),
    ...(otherSince ? [words('staff.beside.other', { since: words.instant(otherSince, zone) })] : []),
    ...(hasEndedOldest ? [words('staff.beside.ended_oldest')] : []),
  ]
}

const SignOut = ({ token }: { readonly token: string }) => (
  <PageForm action={paths.signOut} token={token} id="sign-out">
    <button class="link">{words('staff.shell.sign_out')}</button>
  </PageForm>
)
