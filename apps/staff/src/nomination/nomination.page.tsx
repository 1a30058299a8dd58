import { nominationLifecycle } from '#domain/nomination/lifecycle.js'
import type { HandedLink } from '#features/nomination/staff/invite-nominee.js'
import type { OpenedNomination } from '#features/nomination/staff/open-nomination.js'
import { PageForm } from '#ui/page-form.js'
import { isLang, type Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'
import { namedBy } from './nomination-list.page.js'

export interface NominationProps {
  readonly words: Words
  readonly title: string
  readonly opened: OpenedNomination
  readonly notice: unknown
  readonly done: unknown
  readonly token: string
}

/** One nomination as its nominator wrote it, and the buttons its state allows. */
export const NominationText = (props: NominationProps) => (
  <>
    <h1>{props.title}</h1>
    <Refused code={props.notice} />
    <Done code={props.done} />
    <Facts {...props} />
    <h2>{props.words('staff.nomination.contact')}</h2>
    <Contact {...props} />
    <h2>{props.words('staff.nomination.reasons')}</h2>
    <Reasons {...props} />
    <Acts {...props} />
  </>
)

const Facts = ({ words, opened: { row } }: NominationProps) => (
  <dl class="facts">
    <Fact name={words('staff.nominations.state')} value={nominationLifecycle[row.state].label} />
    <Fact name={words('staff.nominations.by')} value={namedBy(words, row)} />
    <Fact name={words('staff.nominations.week')} value={words.date(row.week)} />
    {row.expiresOn && <Fact name={words('staff.nominations.until')} value={words.date(row.expiresOn)} />}
    {row.keepUntil && <Fact name={words('staff.nominations.kept')} value={words.date(row.keepUntil)} />}
    {row.flags.length > 0 && (
      <Fact
        name={words('staff.nominations.flags')}
        value={row.flags.map((flag) => words(`staff.nominations.flag.${flag}`)).join(' · ')}
      />
    )}
  </dl>
)

const Fact = ({ name, value }: { name: string; value: string }) => (
  <div>
    <dt>{name}</dt>
    <dd>
      <bdi>{value}</bdi>
    </dd>
  </div>
)

function Contact({ words, opened: { contact } }: NominationProps) {
  if (!contact) return <p class="hint">{words('staff.nomination.sealed')}</p>

  return (
    <dl>
      <Fact name={words('staff.nomination.name')} value={contact.name} />
      <Fact name={words('staff.nomination.way')} value={words(`option.nominee_channel.${contact.channel}`)} />
      <div>
        <dt>{words('staff.nomination.address')}</dt>
        <dd dir="ltr">{contact.address}</dd>
      </div>
      <Fact name={words('staff.nomination.language')} value={words.language(contact.language)} />
      {contact.by && <Fact name={words('staff.nominations.by')} value={contact.by} />}
    </dl>
  )
}

function Reasons({ words, opened: { reasons } }: NominationProps) {
  if (!reasons) return <p class="hint">{words('staff.nomination.sealed')}</p>

  return (
    <dl>
      <div>
        <dt>{words('field.nominee_why.label')}</dt>
        <dd dir="auto">{reasons.why}</dd>
      </div>
      <div>
        <dt>{words('field.nominee_known.label')}</dt>
        <dd dir="auto">{reasons.known}</dd>
      </div>
    </dl>
  )
}

function Acts({ words, opened: { row }, token }: NominationProps) {
  const moves: Readonly<Record<string, unknown>> = nominationLifecycle[row.state].moves
  const invites = 'invite' in moves || 'renew' in moves
  const others = (['keep_back', 'withdraw'] as const).filter((move) => move in moves)
  const version = <input type="hidden" name="version" value={row.version} />

  return (
    <>
      {row.state === 'not_sent' && <p>{words('staff.nomination.never_sent')}</p>}
      {invites && (
        <PageForm action={paths.nominationInvitations(row.id)} token={token} id="invite">
          {version}
          <p>{words('staff.nomination.told')}</p>
          <div class="buttons">
            <button class="main">
              {words('invite' in moves ? 'staff.nomination.invite' : 'staff.nomination.renew')}
            </button>
          </div>
        </PageForm>
      )}
      {others.length > 0 && (
        <PageForm action={paths.nominationMoves(row.id)} token={token} id="moves">
          {version}
          <div class="buttons">
            {others.map((move) => (
              <button key={move} class="second" name="move" value={move}>
                {words(`staff.nomination.${move}`)}
              </button>
            ))}
          </div>
        </PageForm>
      )}
    </>
  )
}

export interface LinkProps {
  readonly words: Words
  readonly id: string
  readonly link: NonNullable<HandedLink>
  /** ISO date */
  readonly until: string
  readonly host: string
}

/** A link that goes by hand. In a language we have, English otherwise, as its mail would be. */
export const LinkText = ({ words, id, link: { language, token }, until, host }: LinkProps) => (
  <>
    <h1>{words('staff.nomination.link_title')}</h1>
    <p>{words('staff.nomination.link_lead', { date: words.date(until) })}</p>
    <p class="code" dir="ltr">
      {[host, isLang(language) ? language : 'en', 'link', token].join('/')}
    </p>
    <p>
      <a href={paths.nomination(id)}>{words('staff.nomination.back')}</a>
    </p>
  </>
)
