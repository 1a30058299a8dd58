import type { Account, AccountGrant } from '#features/staff/staff/account/list-accounts.js'
import type { FieldErrors } from '#platform/form/description.js'
import { Notice } from '#ui/blocks.js'
import { TickField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { Done, Refused } from '../shell/notice.js'
import { accountPaths } from './account-paths.js'
import { grantText, standingText } from './account-list.page.js'
import { ContactFields } from './contact-fields.js'
import { GrantFields, type GrantFieldsProps, type Other, StepUpHint } from './fields.js'

export interface AccountProps {
  readonly words: Words
  readonly token: string
  readonly account: Account
  readonly others: readonly Other[]
  /** Grants and papers: the admin, about somebody else. */
  readonly mayChange: boolean
  readonly isMe: boolean
  readonly values?: GrantFieldsProps['values']
  readonly errors?: FieldErrors
  readonly notice?: unknown
  readonly done?: unknown
}

/** One colleague: roles, a new paper, and how they leave. */
export const AccountText = (props: AccountProps) => {
  const { words, account, mayChange, isMe } = props
  const isHere = account.standing !== 'left'

  return (
    <>
      <Refused code={props.notice} />
      <Done code={props.done} />
      <h1>
        <bdi>{account.name}</bdi>
      </h1>
      <p class="lead">
        {standingText(words, account)} {words('staff.account.signs_in_as')} <bdi dir="ltr">{account.login}</bdi>
      </p>
      {isHere && !isMe && <StepUpHint words={words} isFor="accounts" />}
      <Grants {...props} />
      {isHere && mayChange && <ContactEntry {...props} />}
      {isHere && mayChange && <Renewal {...props} />}
      {isHere && !isMe && <Removal {...props} />}
    </>
  )
}

const Grants = (props: AccountProps) => {
  const { words, token, account, mayChange } = props
  const isHere = account.standing !== 'left'

  return (
    <section>
      <h2>{words('staff.account.roles')}</h2>
      <Table
        caption={words('staff.account.grants_caption')}
        empty={words('staff.account.no_grants')}
        rows={account.grants}
        keyOf={({ role }) => role}
        columns={columns(props)}
      />
      {isHere && mayChange && (
        <details open={props.errors !== undefined}>
          <summary>{words('staff.account.grant')}</summary>
          <PageForm action={accountPaths.accountGrants(account.accountId)} token={token} id="grant">
            <GrantFields words={words} others={props.others} values={props.values ?? {}} errors={props.errors ?? {}} />
            <div class="buttons">
              <button class="second">{words('staff.account.grant')}</button>
            </div>
          </PageForm>
        </details>
      )}
    </section>
  )
}

const ContactEntry = ({ words, token, account }: AccountProps) => (
  <section>
    <h2>{words('staff.contact.title')}</h2>
    <PageForm action={accountPaths.accountContact(account.accountId)} token={token} id="contact">
      <ContactFields words={words} values={account} errors={{}} />
      <div class="buttons">
        <button class="second">{words('staff.contact.save')}</button>
      </div>
    </PageForm>
  </section>
)

const columns = (props: AccountProps) => [
  { name: props.words('staff.account.role'), cell: (grant: AccountGrant) => grantText(props.words, grant) },
  {
    name: props.words('staff.account.standing'),
    cell: ({ isLive }: AccountGrant) => props.words(isLive ? 'staff.account.live' : 'staff.account.ended'),
  },
  {
    name: props.words('staff.waiting.act'),
    cell: (grant: AccountGrant) => mayEnd(props, grant) && <GrantEnd {...props} grant={grant} />,
  },
]

const mayEnd = ({ account, mayChange }: AccountProps, { isLive }: AccountGrant): boolean =>
  mayChange && isLive && account.standing !== 'left'

const GrantEnd = ({ words, token, account, grant }: AccountProps & { readonly grant: AccountGrant }) => (
  <form method="post" action={accountPaths.accountGrantEnds(account.accountId)}>
    <input type="hidden" name="form_token" value={token} />
    <input type="hidden" name="role" value={grant.role} />
    <button class="second">{words('staff.account.end_now')}</button>
  </form>
)

const Renewal = ({ words, token, account }: AccountProps) => (
  <section>
    <h2>{words('staff.account.renewal')}</h2>
    <p>{words('staff.account.renewal_text')}</p>
    {account.keeps.length > 0 && <p>{words('staff.account.renewal_keeper')}</p>}
    <LeavesOne words={words} account={account} />
    {account.keepsAlone.length > 0 ? (
      <KeepsAlone words={words} account={account} />
    ) : (
      <PageForm action={accountPaths.accountPapers(account.accountId)} token={token} id="renew">
        <div class="buttons">
          <button class="second">{words('staff.account.renew')}</button>
        </div>
      </PageForm>
    )}
  </section>
)

const Removal = ({ words, token, account }: AccountProps) => (
  <section>
    <h2>{words('staff.account.removal')}</h2>
    <p>{words('staff.account.removal_text')}</p>
    {account.keeps.length > 0 && (
      <p>{words('staff.account.removal_keeper', { names: namesOf(words, account.keeps) })}</p>
    )}
    <LeavesOne words={words} account={account} />
    {account.keepsAlone.length > 0 ? (
      <KeepsAlone words={words} account={account} />
    ) : (
      <PageForm action={accountPaths.accountRemovals(account.accountId)} token={token} id="removal">
        <TickField name="sure" checked={false} label={words('staff.account.removal_sure')} />
        <div class="buttons">
          <button class="main danger">{words('staff.account.remove')}</button>
        </div>
      </PageForm>
    )}
  </section>
)

const LeavesOne = ({ words, account }: Pick<AccountProps, 'words' | 'account'>) =>
  account.keepsWithOne.length > 0 && (
    <Notice tone="danger">
      <p>{words('staff.account.leaves_one', { names: namesOf(words, account.keepsWithOne) })}</p>
    </Notice>
  )

const KeepsAlone = ({ words, account }: Pick<AccountProps, 'words' | 'account'>) => (
  <Notice tone="danger">
    <p>{words('staff.account.keeps_alone', { names: namesOf(words, account.keepsAlone) })}</p>
  </Notice>
)

const namesOf = (words: Words, list: Account['keeps']): string =>
  list.map((name) => words(`staff.compartment.${name}`)).join(', ')
