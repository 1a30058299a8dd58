import { Body, Controller, Param, Post } from '@nestjs/common'
import { refuse } from '#domain/outcome.js'
import { type Contact, KeepContact } from '#features/staff/staff/account/keep-contact.js'
import type { StaffActor } from '#features/staff/staff/staff-actor.js'
import { readForm } from '#platform/form/read-form.js'
import { Allow, Audited, Me } from '#platform/web/access/decorators.js'
import { answer } from '#platform/web/answer/answer.js'
import type { SeeOther } from '#platform/web/answer/page.js'
import { idOf } from '../shell/found.js'
import { accountPaths } from './account-paths.js'
import { ContactForm } from './account.form.js'

/** How a colleague is told of what waits: kept by who manages accounts, and by themself. */
@Controller()
export class ContactController {
  constructor(private readonly contacts: KeepContact) {}

  @Post('accounts/:id/contact')
  @Allow('account.grant')
  @Audited('staff.contact_changed')
  async change(@Me() me: StaffActor, @Param('id') id: string, @Body() body: unknown): Promise<SeeOther> {
    const contact = contactOf(body)
    const outcome = contact ? await this.contacts.change(me, idOf(id), contact) : refuse('contact_unfit')
    const ok = accountPaths.accountDone(idOf(id), 'contact_changed')
    return answer(outcome, { ok, refused: accountPaths.account(idOf(id)) })
  }

  @Post('me/contact')
  @Allow('own-account.keep')
  @Audited('staff.contact_changed')
  async changeOwn(@Me() me: StaffActor, @Body() body: unknown): Promise<SeeOther> {
    const contact = contactOf(body)
    const outcome = contact ? await this.contacts.changeOwn(me, contact) : refuse('contact_unfit')
    return answer(outcome, { ok: accountPaths.meDone('contact_changed'), refused: accountPaths.me })
  }
}

/** What was typed; null where it does not fit. */
function contactOf(body: unknown): Contact | null {
  const { values, errors } = readForm(ContactForm, body)
  if (!values.zone || Object.keys(errors).length > 0) return null
  return { address: values.address || null, zone: values.zone }
}
