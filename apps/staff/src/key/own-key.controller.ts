import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { OwnKey } from '#features/staff/staff/account/own-key.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { accountPaths } from '../account/account-paths.js'
import { Shell } from '../shell/shell.js'
import { AuthenticatorForm } from './key.form.js'
import { OwnKeyText } from './own-key.page.js'

const words = wordsFor('en')

/** One's own key; all there is to see while it waits for two keepers. */
@Controller('own-key')
export class OwnKeyController {
  constructor(
    private readonly shell: Shell,
    private readonly key: OwnKey,
  ) {}

  @Get()
  @Allow('own-key.read')
  async show(@Me() me: StaffActor, @Query() { notice, done }: Readonly<Record<string, unknown>>): Promise<Page> {
    const content = OwnKeyText({ words, view: await this.key.read(me), notice, done, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.own_key.title') }, content))
  }

  @Post()
  @Allow('own-key.confirm')
  @Audited('staff.authenticator_confirmed')
  async confirm(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { code = '' } = readForm(AuthenticatorForm, body).values
    const outcome = await this.key.confirm(me, code)
    return answer(outcome, { ok: accountPaths.ownKeyDone('authenticator_works'), refused: accountPaths.ownKey })
  }
}
