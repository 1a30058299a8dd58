import { Injectable } from '@nestjs/common'
import type { ComponentChildren, VNode } from 'preact'
import type { ApplicantSession } from '#features/application/registration/applicant-session.js'
import { formToken } from '#platform/web/access/form-token.js'
import { ApplicantPage } from '#ui/applicant-page.js'
import { PageForm } from '#ui/page-form.js'
import { isOffered, type Lang, langs, type Words } from '#words/index.js'
import { type Paths, pathsFor } from '../paths.js'
import { Place } from './place.js'

export interface Framed {
  readonly words: Words
  readonly title: string
  /** This page in another language. */
  readonly here: (paths: Paths) => string
  /** Signed in: the page offers to sign out. */
  readonly me?: Pick<ApplicantSession, 'token'> & Partial<Pick<ApplicantSession, 'idleSeconds'>>
  /** Where signing out posts to, for sessions of another kind than an applicant's. */
  readonly signOut?: string
  readonly hasErrors?: boolean
  readonly back?: { readonly href: string; readonly label?: string }
  /** The language switch saves this form first. */
  readonly formId?: string
}

/** Puts a page's content into the frame all applicant pages share. */
@Injectable()
export class Shell {
  constructor(private readonly place: Place) {}

  frame({ words, title, here, me, signOut, hasErrors, back, formId }: Framed, content: ComponentChildren): VNode {
    const paths = pathsFor(words.lang)
    const { help, privacy, accessibility } = paths

    return (
      <ApplicantPage
        words={words}
        title={title}
        hasErrors={hasErrors}
        assets={this.place.assets}
        languages={othersOf(words.lang).map((lang) => ({ lang, href: here(pathsFor(lang)), form: formId }))}
        exit={this.place.exits[words.lang]}
        leaving={me && !signOut ? { action: paths.leaving, token: formToken(me.token) } : undefined}
        back={back}
        practice={this.place.isPractice}
        links={{ help, privacy, accessibility }}
        signOut={me && <SignOut words={words} action={signOut ?? paths.signOut} token={formToken(me.token)} />}
        session={
          me?.idleSeconds === undefined
            ? undefined
            : { idleSeconds: me.idleSeconds, presence: paths.presence, ended: `${paths.signIn}?ended=yes` }
        }
      >
        {content}
      </ApplicantPage>
    )
  }
}

const othersOf = (lang: Lang): Lang[] => langs.filter((other) => other !== lang && isOffered(other))

const SignOut = ({ words, action, token }: { words: Words; action: string; token: string }) => (
  <PageForm action={action} token={token} id="sign-out">
    <button class="link">{words('shell.sign_out')}</button>
  </PageForm>
)
