import type { Account, AccountGrant } from '#features/staff/staff/account/list-accounts.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { Done, Refused } from '../shell/notice.js'
import { accountPaths } from './account-paths.js'
import { StepUpHint } from './fields.js'

export interface AccountListProps {
  readonly words: Words
  readonly accounts: readonly Account[]
  readonly mayMake: boolean
  readonly notice?: unknown
  readonly done?: unknown
}

/** Who has an account, what they hold until when, and what each waits for. */
export const AccountListText = ({ words, accounts, mayMake, notice, done }: AccountListProps) => (
  <>
    <Refused code={notice} />
    <Done code={done} />
    <h1>{words('staff.account.title')}</h1>
    <p class="lead">{words('staff.account.lead')}</p>
    <StepUpHint words={words} isFor="accounts" />
    {mayMake && (
      <p>
        <a href={accountPaths.accountNew}>{words('staff.account.new')}</a>
      </p>
    )}
    <Table
      caption={words('staff.account.caption')}
      empty=""
      rows={accounts}
      keyOf={({ accountId }) => accountId}
      columns={columns(words)}
    />
  </>
)

const columns = (words: Words) => [
  { name: words('staff.account.name'), cell: (account: Account) => <Who account={account} /> },
  { name: words('staff.account.standing'), cell: (account: Account) => standingText(words, account) },
  {
    name: words('staff.account.roles'),
    cell: ({ grants }: Account) =>
      grants.filter(({ isLive }) => isLive).map((grant) => <div key={grant.role}>{grantText(words, grant)}</div>),
  },
  {
    name: words('staff.account.keeps'),
    cell: ({ keeps }: Account) => keeps.map((name) => words(`staff.compartment.${name}`)).join(', '),
  },
]

const Who = ({ account }: { readonly account: Account }) => (
  <a href={accountPaths.account(account.accountId)}>
    <bdi>{account.name}</bdi>
  </a>
)

/** What the account waits for, and until when. */
export function standingText(words: Words, { standing, keyUntil, paperUntil, askedOn }: Account): string {
  if (askedOn) return words('staff.account.standing.asks', { day: words.date(askedOn) })
  if (standing === 'paper' && paperUntil) return words('staff.account.standing.paper', { day: words.date(paperUntil) })
  if (standing === 'works' && keyUntil) return words('staff.account.standing.until', { day: words.date(keyUntil) })
  return words(`staff.account.standing.${standing === 'paper' ? 'paper_over' : standing}`)
}

export const grantText = (words: Words, { role, endsOn, deputy }: AccountGrant): string => {
  const name = words(`staff.role.${role}`)
  const until = endsOn
    ? words('staff.account.until', { role: name, day: words.date(endsOn) })
    : words('staff.account.no_end', { role: name })
  return deputy ? `${until} ${words('staff.account.stands_in', { name: deputy })}` : until
}
