import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common'
import { refuse } from '#domain/outcome.js'
import { KeepGrants } from '#features/staff/staff/account/keep-grants.js'
import { type Account, ListAccounts } from '#features/staff/staff/account/list-accounts.js'
import { Papers } from '#features/staff/staff/account/papers.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { RemoveColleague } from '#features/vetting/staff/leaving/remove-colleague.js'
import { Fault } from '#platform/fault.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { fitForm } from '../shell/fit-form.js'
import { found, idOf } from '../shell/found.js'
import { mayUse } from '../shell/permissions.js'
import { Shell } from '../shell/shell.js'
import { accountPaths } from './account-paths.js'
import { GrantForm, grantForm, RemovalForm } from './account.form.js'
import { type AccountProps, AccountText } from './account.page.js'

const words = wordsFor('en')

/** One colleague's account. */
@Controller('accounts/:id')
export class AccountController {
  constructor(
    private readonly shell: Shell,
    private readonly accounts: ListAccounts,
    private readonly grants: KeepGrants,
    private readonly papers: Papers,
    private readonly removal: RemoveColleague,
  ) {}

  @Get()
  @Allow('account.list')
  async show(
    @Me() me: StaffActor,
    @Param('id') id: string,
    @Query() { notice, done }: Readonly<Record<string, unknown>>,
  ): Promise<Page> {
    return this.page(me, idOf(id), { notice, done })
  }

  @Post('grants')
  @Allow('account.grant')
  @Audited('staff.role_granted')
  async grant(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = grantForm(GrantForm, body)
    const { role, ends_on: endsOn, deputy } = values
    if (!role || Object.keys(errors).length > 0) return this.page(me, idOf(id), { values, errors }, 422)
    const outcome = await this.grants.give(me, idOf(id), { role, endsOn: endsOn ?? null, deputyId: deputy || null })
    return answer(outcome, { ok: accountPaths.accountDone(id, 'role_granted'), refused: accountPaths.account(id) })
  }

  @Post('papers')
  @Allow('account.renew')
  @Audited('staff.paper_made')
  async renew(@Me() me: StaffActor, @Param('id') id: string): Promise<SeeOther> {
    const outcome = await this.papers.renew(me, idOf(id))
    return answer(outcome, { ok: accountPaths.paper, refused: accountPaths.account(id) })
  }

  @Post('removals')
  @Allow('account.remove')
  @Audited('staff.removed')
  async remove(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const isSure = fitForm(RemovalForm, body).sure
    const outcome = isSure ? await this.removal.run(me, idOf(id)) : refuse('removal_unsure')
    const ok = ({ compartments }: { readonly compartments: readonly string[] }) =>
      accountPaths.accountDone(id, compartments.length > 0 ? 'keeper_removed' : 'colleague_removed')
    return answer(outcome, { ok, refused: accountPaths.account(idOf(id)) })
  }

  private async page(
    me: StaffActor,
    id: string,
    given: Pick<AccountProps, 'notice' | 'done' | 'values' | 'errors'>,
    status = 200,
  ): Promise<Page> {
    const all = found(await this.accounts.run(me))
    const account = all.find(({ accountId }) => accountId === id)
    if (!account) throw new Fault('not_found')
    const isMe = account.accountId === me.accountId
    const props = {
      ...given,
      words,
      account,
      isMe,
      others: othersOf(all, id),
      mayChange: !isMe && mayUse(me.roles, 'account.grant'),
      token: this.shell.token(me),
    }
    const hasErrors = given.errors !== undefined
    return page(this.shell.frame({ me, title: words('staff.account.one'), hasErrors }, AccountText(props)), status)
  }
}

/** Who may stand in for this person. */
export const othersOf = (accounts: readonly Account[], id: string | null) =>
  accounts.filter(({ accountId, standing }) => accountId !== id && standing !== 'left')
