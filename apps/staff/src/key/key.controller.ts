import { Body, Controller, Get, Post, Query } from '@nestjs/common'
import { SignKeys } from '#features/staff/staff/account/sign-keys.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import { type Page, page, type SeeOther } from '#platform/web/answer/page.js'
import { wordsFor } from '#words/index.js'
import { accountPaths } from '../account/account-paths.js'
import { fitForm } from '../shell/fit-form.js'
import { found } from '../shell/found.js'
import { Shell } from '../shell/shell.js'
import { SignKeyForm } from './key.form.js'
import { KeyListText } from './key-list.page.js'

const words = wordsFor('en')

/** A keeper signs keys of colleagues whose words they compared by voice. */
@Controller('keys')
export class KeyController {
  constructor(
    private readonly shell: Shell,
    private readonly keys: SignKeys,
  ) {}

  @Get()
  @Allow('key.list')
  async index(@Me() me: StaffActor, @Query() { notice, done }: Readonly<Record<string, unknown>>): Promise<Page> {
    const keys = found(await this.keys.list(me))
    const content = KeyListText({ words, keys, notice, done, token: this.shell.token(me) })
    return page(this.shell.frame({ me, title: words('staff.key.title') }, content))
  }

  @Post()
  @Allow('key.sign')
  @Audited('key.signed')
  async sign(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const { account: accountId, key: keyId } = fitForm(SignKeyForm, body)
    const outcome = await this.keys.sign(me, { accountId, keyId })
    const ok = (came: string) => accountPaths.keysDone(came === 'admitted' ? 'key_admitted' : 'key_signed')
    return answer(outcome, { ok, refused: accountPaths.keys })
  }
}
