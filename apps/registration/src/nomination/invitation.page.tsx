import type { LinkSession } from '#features/link/registration/link-sessions.js'
import { PageForm } from '#ui/page-form.js'
import type { Words } from '#words/index.js'
import { pathsFor } from '../paths.js'
import { Refused } from '../shell/notice.js'

export interface InvitationProps {
  readonly words: Words
  readonly me: Pick<LinkSession, 'shown' | 'expiresOn'>
  readonly notice: unknown
  readonly token: string
}

/** Who named the person, and the two answers. Nothing of what was written about them is shown or filled in. */
export const InvitationText = ({ words, me, notice, token }: InvitationProps) => (
  <>
    <Refused words={words} code={notice} />
    <h1>{words('invitation.title')}</h1>
    <p class="lead">{words('invitation.lead')}</p>
    <dl class="dates">
      <div>
        <dt>{words('invitation.by')}</dt>
        <dd>{me.shown['by'] ? <bdi>{me.shown['by']}</bdi> : words('invitation.by_staff')}</dd>
      </div>
      <div>
        <dt>{words('invitation.until')}</dt>
        <dd>{words.date(me.expiresOn)}</dd>
      </div>
    </dl>
    <p>{words('invitation.what')}</p>
    <p>{words('invitation.empty')}</p>
    <PageForm action={pathsFor(words.lang).invitationStart} token={token}>
      <div class="buttons">
        <button class="main">{words('invitation.start')}</button>
      </div>
    </PageForm>
    <p>{words('invitation.once')}</p>
    <p>
      <a href={pathsFor(words.lang).signIn}>{words('start.have_code')}</a>
    </p>
    <h2>{words('invitation.no_title')}</h2>
    <p>{words('invitation.no_lead')}</p>
    <PageForm action={pathsFor(words.lang).invitationObjection} token={token} id="objection">
      <div class="buttons">
        <button class="second">{words('invitation.no')}</button>
      </div>
    </PageForm>
  </>
)

export const InvitationEndedText = ({ words }: Pick<InvitationProps, 'words'>) => (
  <>
    <h1>{words('invitation.ended_title')}</h1>
    <p class="lead">{words('invitation.ended_lead')}</p>
  </>
)
