import type { ComponentChildren } from 'preact'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import type { ColleagueTies } from '#features/vetting/staff/conflict/keep-exclusions.js'
import { SelectField, TextField } from '#ui/controls.js'
import { PageForm } from '#ui/page-form.js'
import { Table } from '#ui/table.js'
import type { Words } from '#words/index.js'
import { paths } from '../paths.js'
import { Done, Refused } from '../shell/notice.js'
import { mayUse } from '../shell/permissions.js'

export interface ColleagueProps {
  readonly words: Words
  readonly me: StaffActor
  readonly colleagues: readonly ColleagueTies[]
  readonly token: string
  readonly notice: unknown
  readonly done: unknown
}

/** A line for each colleague; below, adding a country, and for the admin an organisation. */
export const ColleagueText = (props: ColleagueProps) => {
  const { words, me, colleagues, token } = props

  return (
    <>
      <Refused code={props.notice} />
      <Done code={props.done} />
      <h1>{words('staff.colleagues.title')}</h1>
      <p class="lead">{words('staff.colleagues.lead')}</p>
      <Table
        caption={words('staff.colleagues.caption')}
        empty=""
        rows={colleagues}
        keyOf={({ accountId }) => accountId}
        columns={columns(props)}
      />
      <h2>{words('staff.colleagues.exclude')}</h2>
      <PageForm action={paths.colleagueExclusionLooks} token={token} id="exclusion">
        <WhoField {...props} />
        <SelectField name="country" label={words('staff.colleagues.country')} choices={countriesOf(words)} />
        <div class="buttons">
          <button class="second">{words('staff.colleagues.look')}</button>
        </div>
      </PageForm>
      {mayUse(me.roles, 'affiliation.keep') && <AffiliationEntry {...props} />}
    </>
  )
}

const AffiliationEntry = (props: ColleagueProps) => (
  <>
    <h2>{props.words('staff.colleagues.affiliate')}</h2>
    <PageForm action={paths.colleagueAffiliations} token={props.token} id="affiliation">
      <WhoField {...props} />
      <TextField name="name" label={props.words('staff.colleagues.organisation')} width="w4" />
      <Add words={props.words} />
    </PageForm>
  </>
)

const WhoField = ({ words, colleagues }: ColleagueProps) => (
  <SelectField
    name="account"
    label={words('staff.assign.who')}
    choices={colleagues.map(({ accountId, name }) => ({ value: accountId, label: name }))}
  />
)

const Add = ({ words }: { readonly words: Words }) => (
  <div class="buttons">
    <button class="second">{words('staff.colleagues.add')}</button>
  </div>
)

const columns = (props: ColleagueProps) => [
  { name: props.words('staff.assign.who'), cell: ({ name }: ColleagueTies) => <bdi>{name}</bdi> },
  {
    name: props.words('staff.colleagues.affiliations'),
    cell: ({ accountId, affiliations }: ColleagueTies) =>
      affiliations.map(({ id, name, isOwn }) => (
        <Entry
          key={id}
          {...props}
          action={paths.colleagueAffiliationEnds}
          fields={accountId === props.me.accountId && !isOwn ? undefined : { affiliation: id }}
        >
          <bdi>{name}</bdi>
        </Entry>
      )),
  },
  {
    name: props.words('staff.colleagues.countries'),
    cell: ({ accountId, countries }: ColleagueTies) =>
      countries.map((country) => (
        <Entry
          key={country}
          {...props}
          action={paths.colleagueExclusionEndLooks}
          fields={accountId === props.me.accountId ? undefined : { account: accountId, country }}
        >
          {props.words.country(country)}
        </Entry>
      )),
  },
]

interface EntryProps extends ColleagueProps {
  readonly action: string
  /** What removing it posts; absent where this person may not. */
  readonly fields: Readonly<Record<string, string>> | undefined
  readonly children: ComponentChildren
}

function Entry({ words, me, token, action, fields, children }: EntryProps) {
  const mayRemove = action !== paths.colleagueAffiliationEnds || mayUse(me.roles, 'affiliation.keep')
  if (!fields || !mayRemove) return <p>{children}</p>

  return (
    <form method="post" action={action}>
      <input type="hidden" name="form_token" value={token} />
      {Object.entries(fields).map(([name, value]) => (
        <input key={name} type="hidden" name={name} value={value} />
      ))}
      {children} <button class="link">{words('staff.colleagues.remove')}</button>
    </form>
  )
}

const countriesOf = (words: Words) => words.countries().map(({ code, name }) => ({ value: code, label: name }))
