import { Body, Controller, Get, Post, Query, Req } from '@nestjs/common'
import type { FastifyRequest } from 'fastify'
import { CreateAccount } from '#features/staff/staff/account/create-account.js'
import { ListAccounts } from '#features/staff/staff/account/list-accounts.js'
import { Papers } from '#features/staff/staff/account/papers.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { type Page, page, type SeeOther, seeOther } from '#platform/web/answer/page.js'
import { Fault } from '#platform/fault.js'
import { wordsFor } from '#words/index.js'
import { found } from '../shell/found.js'
import { mayUse } from '../shell/permissions.js'
import { Shell } from '../shell/shell.js'
import { AccountListText } from './account-list.page.js'
import { accountPaths } from './account-paths.js'
import { othersOf } from './account.controller.js'
import { AccountForm, grantForm } from './account.form.js'
import { type NewAccountProps, NewAccountText } from './new-account.page.js'
import { PaperText } from './paper.page.js'

const words = wordsFor('en')

/** Accounts of staff, a new one, and the paper it begins with. */
@Controller()
export class AccountListController {
  constructor(
    private readonly shell: Shell,
    private readonly accounts: ListAccounts,
    private readonly make: CreateAccount,
    private readonly papers: Papers,
  ) {}

  @Get('accounts')
  @Allow('account.list')
  async index(@Me() me: StaffActor, @Query() { notice, done }: Readonly<Record<string, unknown>>): Promise<Page> {
    const accounts = found(await this.accounts.run(me))
    const mayMake = mayUse(me.roles, 'account.make')
    const content = AccountListText({ words, accounts, mayMake, notice, done })
    return page(this.shell.frame({ me, title: words('staff.account.title') }, content))
  }

  @Get('accounts/new')
  @Allow('account.make')
  blank(@Me() me: StaffActor): Promise<Page> {
    return this.form(me, { values: {}, errors: {} })
  }

  @Post('accounts')
  @Allow('account.make')
  @Audited('staff.account_created')
  async create(@Me() me: StaffActor, @Body() body: unknown): Promise<Page | SeeOther> {
    const { values, errors } = grantForm(AccountForm, body)
    const { name, login, role, ends_on: endsOn, deputy, address, zone } = values
    const hasErrors = Object.keys(errors).length > 0
    if (!name?.trim() || !login || !role || hasErrors) return this.form(me, { values, errors }, 422)
    const grant = { role, endsOn: endsOn ?? null, deputyId: deputy || null }
    const outcome = await this.make.run(me, { ...grant, name: name.trim(), login, address, zone })
    if (outcome.ok) return seeOther(accountPaths.paper)
    if (outcome.code === 'not_found') throw new Fault('not_found')
    return this.form(me, { values, errors, notice: outcome.code }, 422)
  }

  @Get('paper')
  @Allow('account.make')
  async paper(@Me() me: StaffActor, @Req() request: FastifyRequest): Promise<Page | SeeOther> {
    const paper = await this.papers.shown(me)
    if (!paper) return seeOther(accountPaths.accounts)
    const address = `${request.host}${accountPaths.firstSignIn}`
    const content = PaperText({ words, paper, address, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.paper.title') }, content))
  }

  @Post('paper')
  @Allow('account.make')
  @Audited('code-sheet.kept')
  async keep(@Me() me: StaffActor): Promise<SeeOther> {
    await this.papers.handedOver(me)
    return seeOther(accountPaths.accounts)
  }

  private async form(
    me: StaffActor,
    given: Pick<NewAccountProps, 'values' | 'errors' | 'notice'>,
    status = 200,
  ): Promise<Page> {
    const others = othersOf(found(await this.accounts.run(me)), null)
    const content = NewAccountText({ ...given, words, others, token: this.shell.token(me) })
    const hasErrors = Object.keys(given.errors).length > 0
    return page(this.shell.frame({ me, title: words('staff.account.new'), hasErrors }, content), status)
  }
}
